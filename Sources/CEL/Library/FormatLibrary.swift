/// Named forms of texts: Kubernetes' `format` library.
enum FormatLibrary {
  static let overloads: [Overload] = [
    .global("format.named", .string, gives: .optionalNamedFormat, .one(named)),
    .member(.namedFormat, "validate", .string, gives: .optionalListString, .two(validate)),
    .global("format.dns1123Label", gives: .namedFormat, constant(.dns1123Label)),
    .global("format.dns1123Subdomain", gives: .namedFormat, constant(.dns1123Subdomain)),
    .global("format.dns1035Label", gives: .namedFormat, constant(.dns1035Label)),
    .global("format.qualifiedName", gives: .namedFormat, constant(.qualifiedName)),
    .global("format.dns1123LabelPrefix", gives: .namedFormat, constant(.dns1123LabelPrefix)),
    .global("format.dns1123SubdomainPrefix", gives: .namedFormat, constant(.dns1123SubdomainPrefix)),
    .global("format.dns1035LabelPrefix", gives: .namedFormat, constant(.dns1035LabelPrefix)),
    .global("format.labelValue", gives: .namedFormat, constant(.labelValue)),
    .global("format.uri", gives: .namedFormat, constant(.uri)),
    .global("format.uuid", gives: .namedFormat, constant(.uuid)),
    .global("format.byte", gives: .namedFormat, constant(.byte)),
    .global("format.date", gives: .namedFormat, constant(.date)),
    .global("format.datetime", gives: .namedFormat, constant(.datetime)),
  ]

  private static func constant(_ format: NamedFormat) -> Implementation {
    let value = Value.opaque(NamedFormatValue(format))
    return .many { (_, _) throws(EvaluationError) in value }
  }

  private static func named(_ budget: inout CostBudget, _ name: Value) throws(EvaluationError) -> Value {
    .optional(NamedFormat(rawValue: try name.text).map { .opaque(NamedFormatValue($0)) })
  }

  /// What is wrong with a text; `optional.none()` if nothing is.
  private static func validate(
    _ budget: inout CostBudget, _ format: Value, _ text: Value
  ) throws(EvaluationError) -> Value {
    guard case .opaque(let value) = format, let named = value as? NamedFormatValue else {
      throw .noOverload("validate", format, text)
    }
    let text = try text.text
    try budget.chargeTraversal(text.utf8.count)
    let problems = named.format.problems(of: text)
    return .optional(problems.isEmpty ? nil : .list(problems.map(Value.string)))
  }
}

/// A named format as a value.
private final class NamedFormatValue: OpaqueValue {
  let format: NamedFormat

  init(_ format: NamedFormat) { self.format = format }

  var typeName: String { "kubernetes.NamedFormat" }
  var text: String { format.rawValue }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? NamedFormatValue)?.format == format }
}
