/// Base64: cel-go's `ext.Encoders`.
enum EncoderLibrary {
  static let overloads: [Overload] = [
    .global("base64.encode", .bytes, gives: .string, .one(encode)),
    .global("base64.decode", .string, gives: .bytes, .one(decode)),
  ]

  private static func encode(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    guard case .bytes(let bytes) = value else { throw .noOverload("base64.encode", value) }
    try budget.chargeTraversal(bytes.count)
    return .string(Base64.encode(bytes))
  }

  private static func decode(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    let text = try value.text
    try budget.chargeTraversal(text.utf8.count)
    guard let bytes = Base64.decode(text) else { throw .invalid("\(text.celLiteral) is no base64") }
    return .bytes(bytes)
  }
}
