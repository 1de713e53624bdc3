import Documents
import Inventory
import JSONSyntax
import SQLSyntax
import SourceText

/// Writes what SQL states in the shapes of Databricks' API; every value keeps the span where it stands in the text.
struct SQLWriter {
  let path: String

  /// What stands in a tree for the value of an option that is written out, and is none of those that are shown.
  static let literal = "(literal)"
  /// What stands in a tree for a value that is read from a secret scope.
  static let secret = "(secret)"

  private func make(
    _ kind: ResourceKind, _ name: String, at span: ByteSpan, _ members: (inout TreeCopier) -> Void
  ) -> Resource? {
    var copier = TreeCopier(syntax: .json, path: path)
    copier.openMapping(span: span)
    members(&copier)
    copier.close()
    return copier.finish().documents.first.map { Resource(kind: kind, name: name, node: $0) }
  }

  /// Adds a member with a value, at the value's place.
  private func member(_ name: String, _ value: SQLValue, isShown: Bool, _ copier: inout TreeCopier) {
    copier.key(named: name, at: value.span)
    self.value(value, as: name, isShown: isShown, &copier)
  }

  /// Adds a value's text, or the value as unknown; what is not shown is only told to be a literal or a secret, or empty.
  private func value(_ value: SQLValue, as name: String, isShown: Bool, _ copier: inout TreeCopier) {
    switch value.content {
    case .text(let text): copier.string(isShown || text.isEmpty ? text : Self.literal, at: value.span)
    case .secret: copier.string(Self.secret, at: value.span)
    case .unknown: copier.unknown(as: name, at: value.span)
    }
  }

  /// Adds a member with a name's text, or as unknown where a parameter stands for it.
  private func member(_ name: String, _ token: SQLToken, _ copier: inout TreeCopier) {
    if token.kind == .parameter {
      copier.unknown(named: name, as: token.text, at: token.span)
    } else {
      copier.member(named: name, string: token.text, at: token.span)
    }
  }

  func connection(_ connection: SQLConnection) -> Resource? {
    make(.connection, connection.name.text, at: connection.name.span) { copier in
      member("name", connection.name, &copier)
      if let type = connection.type {
        if type.kind == .parameter {
          copier.unknown(named: "connection_type", as: type.text, at: type.span)
        } else {
          copier.member(named: "connection_type", string: type.text.uppercased(), at: type.span)
        }
      }
      copier.key(named: "options", at: connection.name.span)
      copier.openMapping(span: connection.name.span)
      for option in connection.options {
        var content = option.value
        let isEndpoint = option.key.text == "token_endpoint"
        if isEndpoint, let text = content.text { content.content = .text(Self.origin(of: text)) }
        copier.key(named: option.key.text, at: option.key.span)
        value(content, as: option.key.text, isShown: option.isShown || isEndpoint, &copier)
      }
      copier.close()
    }
  }

  /// The scheme and host of an address, without what may name a tenant or a user: `https://login.example.com`.
  private static func origin(of address: String) -> String {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].hasSuffix(":"), parts[1].isEmpty else { return literal }
    return "\(parts[0])//\(parts[2].split(separator: "@").last ?? "")"
  }

  /// In the shape of the permissions of a securable, with what they are for, which the API has in the call's path.
  func grant(_ grant: SQLGrant) -> Resource? {
    guard let first = grant.principals.first else { return nil }
    return make(.grants, grant.connection.text, at: grant.connection.span) { copier in
      copier.member(named: "securable_type", string: "CONNECTION", at: grant.connection.span)
      member("full_name", grant.connection, &copier)
      copier.key(named: "privilege_assignments", at: first.span)
      copier.open(.sequence, span: first.span, style: .flow)
      for principal in grant.principals {
        copier.openMapping(span: principal.span)
        member("principal", principal, &copier)
        copier.key(named: "privileges", at: principal.span)
        copier.open(.sequence, span: principal.span, style: .flow)
        for privilege in grant.privileges {
          // SQL writes USE CONNECTION, the API USE_CONNECTION.
          copier.string(String(privilege.text.map { $0 == " " ? "_" : $0 }), at: privilege.span)
        }
        copier.close()
        copier.close()
      }
      copier.close()
    }
  }

  func call(_ call: SQLCall) -> Resource? { call.isHTTPRequest ? httpRequest(call) : setup(call) }

  private func httpRequest(_ call: SQLCall) -> Resource? {
    guard let name = call.name.last else { return nil }
    let connection = call.argument("CONN")?.value
    return make(.sqlStatement, connection?.text ?? "", at: name.span) { copier in
      copier.member(named: "function", string: "http_request", at: name.span)
      for (key, argument) in [("connection", "CONN"), ("method", "METHOD"), ("path", "PATH")] {
        if let value = call.argument(argument)?.value { member(key, value, isShown: true, &copier) }
      }
      copier.key(named: "positional", at: name.span)
      copier.open(.sequence, span: name.span, style: .flow)
      for argument in call.arguments where argument.name == nil {
        copier.string(Self.literal, at: argument.value.span)
      }
      copier.close()
    }
  }

  /// The arguments of `SETUP`: named, within one JSON text, or positional. Only the API's base URL and the connection's name are
  /// kept as they are.
  private func setup(_ call: SQLCall) -> Resource? {
    guard let name = call.name.last else { return nil }
    // What is not named may be anything; it is a token where the call is CARTO's or has the API's URL beside it.
    let isGateway =
      call.name.contains { $0.text.lowercased().contains("carto") }
      || call.arguments.contains { $0.value.text?.hasPrefix("https://") == true }
    return make(.gatewaySetup, call.name.map(\.text).joined(separator: "."), at: name.span) { copier in
      copier.member(
        named: "procedure", string: call.name.map(\.text).joined(separator: "."), at: name.span)
      for argument in call.arguments {
        if let key = argument.name {
          setting(key.text, argument.value, &copier)
        } else if let text = argument.value.text, let tree = Self.json(text, path: path) {
          for pair in tree.pairs {
            guard let key = pair.key.text, let value = pair.value.string else { continue }
            setting(key, SQLValue(content: .text(value), span: argument.value.span), &copier)
          }
        } else if isGateway, let text = argument.value.text, CredentialText.isLikely(text.utf8) {
          copier.member(named: "api_access_token", string: Self.literal, at: argument.value.span)
        }
      }
    }
  }

  private func setting(_ key: String, _ value: SQLValue, _ copier: inout TreeCopier) {
    let key = key.lowercased()
    member(key, value, isShown: key == "api_base_url" || key == "connection", &copier)
  }

  private static func json(_ text: String, path: String) -> DocumentNode? {
    guard
      text.utf8.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) == UInt8(ascii: "{")
    else { return nil }
    let reading = JSONReader.read(SourceFile(path: path, text: text))
    return reading.isRefused ? nil : reading.tree.documents.first
  }
}
