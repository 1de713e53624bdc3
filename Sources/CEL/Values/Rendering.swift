/// Values as text.
public enum Rendering {
  /// A scalar as `string()` converts it; the type's name for anything else.
  public static func text(of value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .uint(let number): String(number)
    case .double(let number): double(number)
    case .string(let text): text
    default: value.typeName
    }
  }

  /// A double as Go prints it with the fewest digits: `1`, `1.5`, `1e+21`.
  public static func double(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
    let text = "\(number)"
    guard text.hasSuffix(".0") else { return text }
    return String(text.dropLast(2))
  }
}
