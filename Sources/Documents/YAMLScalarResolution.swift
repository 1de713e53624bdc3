/// How a plain YAML scalar resolves for `sigs.k8s.io/yaml` (its `goyaml.v2/resolve.go`): YAML 1.1 with `yes`, `on`
/// and `0777`, without base-60 numbers; timestamps stay strings.
enum YAMLScalarResolution {
  static func resolve(_ text: UnsafeBufferPointer<UInt8>) -> ScalarValue {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number(text)
    case UInt8(ascii: "."):
      return pointNumber(String(decoding: text, as: UTF8.self))
    case UInt8(ascii: "~") where text.count == 1:
      return .null
    default:
      guard text.count <= 5, "yYnNtTfFoO".utf8.contains(first) else { break }
      return word(String(decoding: text, as: UTF8.self))
    }
    return .string(String(decoding: text, as: UTF8.self))
  }

  /// Whether a plain scalar is surely a string: most are, and their first letter tells it.
  static func isString(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    switch first {
    case UInt8(ascii: "+")...UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "~"):
      return false
    default: return text.count > 5 || !"yYnNtTfFoO".utf8.contains(first)
    }
  }

  /// Whether a plain scalar is a null, without making a text of it.
  static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.count {
    case 0: return true
    case 1: return text[0] == UInt8(ascii: "~")
    case 4:
      guard text[0] | 0x20 == UInt8(ascii: "n") else { return false }
      return [[0x6E, 0x75, 0x6C, 0x6C], [0x4E, 0x75, 0x6C, 0x6C], [0x4E, 0x55, 0x4C, 0x4C]]
        .contains { text.elementsEqual($0) }
    default: return false
    }
  }

  private static func word(_ text: String) -> ScalarValue {
    switch text {
    case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": .bool(true)
    case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": .bool(false)
    case "null", "Null", "NULL": .null
    default: .string(text)
    }
  }

  private static func pointNumber(_ text: String) -> ScalarValue {
    switch text {
    case ".nan", ".NaN", ".NAN": return .double(.nan)
    case ".inf", ".Inf", ".INF": return .double(.infinity)
    default:
      guard isDecimalFloat(text), let value = Double(text), value.isFinite else { return .string(text) }
      return .double(value)
    }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> ScalarValue {
    let written = String(decoding: text, as: UTF8.self)
    switch written {
    case "+.inf", "+.Inf", "+.INF": return .double(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .double(-.infinity)
    default: break
    }
    let plain = text.contains(UInt8(ascii: "_")) ? written.filter { $0 != "_" } : written
    if let whole = wholeNumber(plain) { return whole }
    if isDecimalFloat(plain), let value = Double(plain), value.isFinite { return .double(value) }
    return .string(written)
  }

  /// A whole number with Go's base prefixes: `0x`, `0o`, `0b`, and a bare leading `0` for octal.
  private static func wholeNumber(_ text: String) -> ScalarValue? {
    let negative = text.utf8.first == UInt8(ascii: "-")
    let signed = negative || text.utf8.first == UInt8(ascii: "+")
    let unsigned = text.dropFirst(signed ? 1 : 0)
    let (digits, radix) = base(of: unsigned)
    guard let lead = digits.utf8.first, lead != UInt8(ascii: "+"), lead != UInt8(ascii: "-") else {
      return nil
    }
    if let magnitude = UInt64(digits, radix: radix) {
      if !negative, magnitude <= UInt64(Int64.max) { return .int(Int64(magnitude)) }
      if negative, magnitude <= UInt64(Int64.max) { return .int(-Int64(magnitude)) }
      if negative, magnitude == UInt64(Int64.max) + 1 { return .int(.min) }
      if !signed { return .uint(magnitude) }
    }
    guard radix == 10, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return .bigInteger((negative ? "-" : "") + digits)
  }

  private static func base(of text: Substring) -> (Substring, radix: Int) {
    guard text.utf8.first == UInt8(ascii: "0"), text.utf8.count > 1 else { return (text, 10) }
    switch text.dropFirst().first {
    case "x", "X": return (text.dropFirst(2), 16)
    case "o", "O": return (text.dropFirst(2), 8)
    case "b", "B": return (text.dropFirst(2), 2)
    default: return (text.dropFirst(1), 8)
    }
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  private static func isDecimalFloat(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    func skip(_ bytes: String) -> Bool {
      guard let first = rest.first, bytes.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = skip("+-")
    let whole = digits()
    let fraction = skip(".") ? digits() : 0
    guard whole > 0 || fraction > 0 else { return false }
    if skip("eE") {
      _ = skip("+-")
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
