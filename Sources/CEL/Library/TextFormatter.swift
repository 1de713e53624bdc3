#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// `format` of cel-go's `ext.Strings`: `%s %d %f %e %x %X %o %b %%`, with a precision for `%f` and `%e`.
struct TextFormatter {
  private let template: [Unicode.Scalar]
  private let arguments: [Value]
  private var position = 0
  private var used = 0

  /// The highest number of digits after the point.
  static let mostDigits = 1000

  init(_ template: [Unicode.Scalar], _ arguments: [Value]) {
    self.template = template
    self.arguments = arguments
  }

  mutating func format(_ budget: inout CostBudget) throws(EvaluationError) -> String {
    var out = ""
    while position < template.count {
      let scalar = template[position]
      position += 1
      guard scalar == "%" else {
        out.unicodeScalars.append(scalar)
        continue
      }
      let part = try clause(&budget)
      try budget.chargeTraversal(part.utf8.count)
      out += part
    }
    return out
  }

  /// What stands for a clause, after its percent sign.
  private mutating func clause(_ budget: inout CostBudget) throws(EvaluationError) -> String {
    if accept("%") { return "%" }
    let precision = try precision()
    guard position < template.count else { throw .invalid("a '%' at the end; write '%%' for a percent sign") }
    let verb = template[position]
    position += 1
    guard used < arguments.count else {
      throw .invalid("too few arguments for the format; it has \(arguments.count)")
    }
    let argument = arguments[used]
    used += 1
    switch verb {
    case "s": return try PlainText.text(argument, &budget)
    case "d": return try decimal(argument)
    case "f": return try float(argument, "%.*f", precision ?? 6)
    case "e": return try float(argument, "%.*e", precision ?? 6)
    case "x": return try hexadecimal(argument)
    case "X": return try hexadecimal(argument).uppercased()
    case "o": return try whole(argument, radix: 8, "o")
    case "b":
      if case .bool(let truth) = argument { return truth ? "1" : "0" }
      return try whole(argument, radix: 2, "b")
    default: throw .invalid("unknown clause '%\(verb)'; allowed are %s %d %f %e %x %X %o %b %%")
    }
  }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard position < template.count, template[position] == scalar else { return false }
    position += 1
    return true
  }

  private mutating func precision() throws(EvaluationError) -> Int? {
    guard accept(".") else { return nil }
    var digits = 0
    while position < template.count, template[position].value &- 0x30 < 10 {
      digits = min(digits * 10 + Int(template[position].value - 0x30), Self.mostDigits + 1)
      position += 1
    }
    guard digits <= Self.mostDigits else { throw .invalid("a precision is at most \(Self.mostDigits)") }
    return digits
  }

  private func decimal(_ value: Value) throws(EvaluationError) -> String {
    if case .double(let number) = value { return number.shortText }
    return try whole(value, radix: 10, "d")
  }

  private func whole(_ value: Value, radix: Int, _ verb: String) throws(EvaluationError) -> String {
    switch value {
    case .int(let number): return String(number, radix: radix)
    case .uint(let number): return String(number, radix: radix)
    default: throw .invalid("'%\(verb)' takes integers, not \(value.typeName)")
    }
  }

  private func hexadecimal(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .string(let text): return Self.digits(Array(text.utf8))
    case .bytes(let bytes): return Self.digits(bytes)
    default: return try whole(value, radix: 16, "x")
    }
  }

  private static func digits(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func float(_ value: Value, _ format: StaticString, _ precision: Int) throws(EvaluationError)
    -> String
  {
    let number: Double
    switch value {
    case .double(let value): number = value
    case .int(let value): number = Double(value)
    case .uint(let value): number = Double(value)
    default: throw .invalid("'%f' and '%e' take numbers, not \(value.typeName)")
    }
    return number.isFinite ? Self.print(number, format, precision) : number.shortText
  }

  /// Prints with the C library, which rounds correctly. 310 digits stand before the point at most.
  private static func print(_ number: Double, _ format: StaticString, _ precision: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 400 + precision)
    let length = withVaList([Int32(precision), number]) { list in
      format.utf8Start.withMemoryRebound(to: CChar.self, capacity: format.utf8CodeUnitCount + 1) { text in
        vsnprintf(&buffer, buffer.count, text, list)
      }
    }
    let bytes = buffer.prefix(min(max(0, Int(length)), buffer.count - 1)).map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Values as `%s` shows them: texts without quotes, maps in the order of their keys.
private enum PlainText {
  static let deepest = 32

  static func text(
    _ value: Value, _ budget: inout CostBudget, levels: Int = deepest
  ) throws(EvaluationError) -> String {
    try budget.charge(1)
    guard levels > 0 else {
      throw EvaluationError(.limitExceeded, "'%s' does not take values nested deeper than \(deepest) levels")
    }
    switch value {
    case .string(let text): return text
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .double(let number): return number.shortText
    case .uint(let number): return String(number)
    case .timestamp(let time): return time.description
    case .duration(let span): return span.description
    case .list(let list): return try text(list, &budget, levels: levels - 1)
    case .map(let map): return try text(map, &budget, levels: levels - 1)
    case .null, .bool, .int, .type: return value.description
    default: throw .invalid("'%s' does not take \(value.typeName)")
    }
  }

  private static func text(
    _ list: ListValue, _ budget: inout CostBudget, levels: Int
  ) throws(EvaluationError) -> String {
    var parts: [String] = []
    try budget.chargeTraversal(list.count)
    for element in list.elements { parts.append(try text(element, &budget, levels: levels)) }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  private static func text(
    _ map: MapValue, _ budget: inout CostBudget, levels: Int
  ) throws(EvaluationError) -> String {
    var parts: [(key: String, value: String)] = []
    try budget.chargeTraversal(map.count)
    for key in map.keys {
      let value = try map.value(forKey: key) ?? .null
      parts.append((try text(key, &budget, levels: levels), try text(value, &budget, levels: levels)))
    }
    parts.sort { $0.key < $1.key }
    return "{" + parts.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
  }
}
