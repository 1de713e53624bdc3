import CEL
import Networking

/// The functions that airtight adds to the language for its rules; docs/rules.md lists them.
enum RuleFunctions {
  static let all: [FunctionDeclaration] = [
    text("dnsName") { .string(DomainText.normal($0)) },
    text("hostOf") { .string(DomainText.host($0)) },
    text("region") { .string($0.lowercased().filter { $0 != " " }) },
    text("armID") { text in
      let lower = text.lowercased()
      return .string(lower.hasSuffix("/") ? String(lower.dropLast()) : lower)
    },
    text("isGUID", gives: .bool) { .bool(GUID($0) != nil) },
    text("isIPv4", gives: .bool) { .bool(IPv4Address($0) != nil) },
    text("isIP", gives: .bool) { .bool(IPAddress($0) != nil) },
    text("addressScope") { .string(IPAddress($0)?.scope.rawValue ?? "") },
    text("isPrivateIPv4", gives: .bool) {
      .bool(IPv4Address($0).map { IPAddress.v4($0).isPrivate } ?? false)
    },
    FunctionDeclaration("nearest", [.string, .list(.string)], gives: .string) {
      (values) throws(EvaluationError) in
      guard case .string(let name) = values[0], case .list(let list) = values[1] else {
        throw EvaluationError(.noMatchingOverload, "nearest() takes a string and a list of strings")
      }
      let names = list.elements.compactMap { if case .string(let name) = $0 { name } else { nil } }
      return .string(NearestName.of(name, in: names) ?? "")
    },
  ]

  /// A function of one text.
  private static func text(
    _ name: String, gives result: CELType = .string, _ body: @escaping @Sendable (String) -> Value
  ) -> FunctionDeclaration {
    FunctionDeclaration(name, of: .string, gives: result) { (value) throws(EvaluationError) in
      guard case .string(let text) = value else {
        throw EvaluationError(.noMatchingOverload, "\(name)() takes a string, not \(value.typeName)")
      }
      return body(text)
    }
  }
}
