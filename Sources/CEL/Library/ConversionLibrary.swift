/// Conversions between types. Sections "List of Standard Definitions" and "Overflow" of the language definition.
enum ConversionLibrary {
  static let overloads: [Overload] = [
    .global("int", .int, gives: .int, .one(int)),
    .global("int", .uint, gives: .int, .one(int)),
    .global("int", .double, gives: .int, .one(int)),
    .global("int", .string, gives: .int, .one(int)),
    .global("int", .timestamp, gives: .int, .one(int)),
    .global("int", .duration, gives: .int, .one(int)),
    .global("uint", .uint, gives: .uint, .one(uint)),
    .global("uint", .int, gives: .uint, .one(uint)),
    .global("uint", .double, gives: .uint, .one(uint)),
    .global("uint", .string, gives: .uint, .one(uint)),
    .global("double", .double, gives: .double, .one(double)),
    .global("double", .int, gives: .double, .one(double)),
    .global("double", .uint, gives: .double, .one(double)),
    .global("double", .string, gives: .double, .one(double)),
    .global("bool", .bool, gives: .bool, .one(bool)),
    .global("bool", .string, gives: .bool, .one(bool)),
    .global("string", .string, gives: .string, .one(string)),
    .global("string", .bool, gives: .string, .one(string)),
    .global("string", .int, gives: .string, .one(string)),
    .global("string", .uint, gives: .string, .one(string)),
    .global("string", .double, gives: .string, .one(string)),
    .global("string", .bytes, gives: .string, .one(string)),
    .global("string", .timestamp, gives: .string, .one(string)),
    .global("string", .duration, gives: .string, .one(string)),
    .global("bytes", .bytes, gives: .bytes, .one(bytes)),
    .global("bytes", .string, gives: .bytes, .one(bytes)),
  ]

  private static func int(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .int: return value
    case .uint(let number):
      guard let whole = Int64(exactly: number) else { throw .overflow("int(\(number)u)") }
      return .int(whole)
    case .double(let number):
      // The largest doubles below 2^63 are whole; 2^63 itself and -2^63 are refused, as in cel-go.
      guard number > -0x1p63, number < 0x1p63 else { throw .overflow("int(\(number))") }
      return .int(Int64(number))
    case .string(let text):
      guard let whole = text.wholeNumber(Int64.self) else {
        throw .invalid("\(text.celLiteral) is no int")
      }
      return .int(whole)
    case .timestamp(let time): return .int(time.seconds)
    case .duration(let span):
      guard let nanoseconds = span.nanosecondCount else { throw .overflow("int(\(span))") }
      return .int(nanoseconds)
    default: throw .noOverload("int", value)
    }
  }

  private static func uint(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .uint: return value
    case .int(let number):
      guard let whole = UInt64(exactly: number) else { throw .overflow("uint(\(number))") }
      return .uint(whole)
    case .double(let number):
      guard number > -1, number >= 0 || number == 0, number < 0x1p64 else {
        throw .overflow("uint(\(number))")
      }
      return .uint(UInt64(number))
    case .string(let text):
      guard let whole = text.wholeNumber(UInt64.self) else {
        throw .invalid("\(text.celLiteral) is no uint")
      }
      return .uint(whole)
    default: throw .noOverload("uint", value)
    }
  }

  private static func double(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .double: return value
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    case .string(let text):
      try budget.chargeTraversal(text.utf8.count)
      guard let number = Double(text) else { throw .invalid("\(text.celLiteral) is no double") }
      return .double(number)
    default: throw .noOverload("double", value)
    }
  }

  private static func bool(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .bool: return value
    case .string(let text):
      switch text {
      case "1", "t", "T", "TRUE", "true", "True": return .bool(true)
      case "0", "f", "F", "FALSE", "false", "False": return .bool(false)
      default: throw .invalid("\(text.celLiteral) is no bool; 'true' and 'false' are")
      }
    default: throw .noOverload("bool", value)
    }
  }

  private static func string(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .string: return value
    case .bool(let truth): return .string(truth ? "true" : "false")
    case .int(let number): return .string(String(number))
    case .uint(let number): return .string(String(number))
    case .double(let number): return .string(number.shortText)
    case .bytes(let bytes):
      try budget.chargeTraversal(bytes.count)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw .invalid("the bytes are no UTF-8")
      }
      return .string(text)
    case .timestamp(let time): return .string(time.description)
    case .duration(let span): return .string(span.description)
    default: throw .noOverload("string", value)
    }
  }

  private static func bytes(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .bytes: return value
    case .string(let text):
      try budget.chargeTraversal(text.utf8.count)
      return .bytes(Array(text.utf8))
    default: throw .noOverload("bytes", value)
    }
  }
}

extension String {
  /// A number in decimal digits, with a sign where the type has one; `nil` for anything else.
  fileprivate func wholeNumber<T: FixedWidthInteger>(_ type: T.Type) -> T? {
    guard utf8.count <= 100, !utf8.isEmpty, utf8.first != UInt8(ascii: "+") || T.isSigned else { return nil }
    return T(self)
  }
}

extension Double {
  /// The shortest text that reads back as this number, with an exponent below 1e-4 and from 1e21 on.
  var shortText: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
    if self == 0 { return sign == .minus ? "-0" : "0" }
    let (digits, exponent) = shortestDigits
    let sign = self < 0 ? "-" : ""
    if exponent < -4 || exponent >= 21 {
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      let power = abs(exponent)
      return
        "\(sign)\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(power < 10 ? "0" : "")\(power)"
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    if digits.count <= exponent + 1 {
      return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return sign + digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
  }

  /// The significant digits of a finite number, and the power of ten of the first of them.
  var shortestDigits: (digits: String, exponent: Int) {
    let parts = magnitude.description.split(separator: "e", maxSplits: 1)
    let mantissa = (parts.first ?? "0").split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(mantissa.first ?? "0")
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.count - 1
    var digits = (whole + fraction)[...]
    while digits.count > 1, digits.first == "0" {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return (String(digits), exponent)
  }
}
