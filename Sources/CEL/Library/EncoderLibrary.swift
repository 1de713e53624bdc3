/// Base64: cel-go's `ext.Encoders`. RFC 4648 section 4; the padding may be left out.
enum EncoderLibrary {
  static let overloads: [Overload] = [
    .global("base64.encode", .bytes, gives: .string, .one(encode)),
    .global("base64.decode", .string, gives: .bytes, .one(decode)),
  ]

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func encode(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    guard case .bytes(let bytes) = value else { throw .noOverload("base64.encode", value) }
    try budget.chargeTraversal(bytes.count)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for index in 0..<3 { bits = bits << 8 | (index < group.count ? UInt32(group[start + index]) : 0) }
      for index in 0..<4 {
        let digit = digits[Int(bits >> UInt32(18 - 6 * index) & 63)]
        out.append(index <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return .string(String(decoding: out, as: UTF8.self))
  }

  private static func decode(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    let text = try value.text
    try budget.chargeTraversal(text.utf8.count)
    var digits = Array(text.utf8)
    if digits.count % 4 == 0 {
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1 else { throw .invalid("\(text.celLiteral) is no base64") }
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for digit in digits {
      guard let six = sixBits(of: digit) else { throw .invalid("\(text.celLiteral) is no base64") }
      bits = bits << 6 | six
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return .bytes(out)
  }

  private static func sixBits(of digit: UInt8) -> UInt32? {
    switch digit {
    case 0x41...0x5A: UInt32(digit) - 0x41
    case 0x61...0x7A: UInt32(digit) - 0x61 + 26
    case 0x30...0x39: UInt32(digit) - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
