import Networking
import SourceText

/// LOC (RFC 1876): degrees, minutes and seconds, altitude and precisions.
extension RDataEncoder {
  mutating func encodeLocation(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let latitude = try angle(90, "N", "S", FieldFormat("latitude", .location), of: type)
    let longitude = try angle(180, "E", "W", FieldFormat("longitude", .location), of: type)
    let altitude = FieldFormat("altitude", .location)
    let token = try requireWord(altitude, of: type)
    guard let height = ZoneLocation.centimetres(scanner.text(token), signed: true),
      (-10_000_000...4_284_967_295).contains(height)
    else {
      throw bad(altitude, token, "metres from -100000.00 to 42849672.95 stand here")
    }
    var precisions: [UInt8] = [0x12, 0x16, 0x13]
    let names: [StaticString] = ["size", "horizontal precision", "vertical precision"]
    for (index, name) in names.enumerated() {
      guard let token = try optional() else { break }
      guard !token.isQuoted, let value = ZoneLocation.centimetres(scanner.text(token), signed: false),
        value <= 9_000_000_000
      else {
        throw bad(FieldFormat(name, .location), token, "metres from 0 to 90000000.00 stand here")
      }
      precisions[index] = ZoneLocation.precision(value)
    }
    wire.append(0 as UInt8)
    wire.append(precisions)
    wire.append(latitude)
    wire.append(longitude)
    wire.append(UInt32(truncatingIfNeeded: height + 10_000_000))
  }

  /// `d [m [s]] N|S`, in thousandths of a second of arc from 2^31.
  private mutating func angle(
    _ maximum: UInt32, _ positive: String, _ negative: String, _ field: FieldFormat, of type: RecordType
  ) throws(SourceProblem) -> UInt32 {
    let allowed =
      "degrees to \(maximum), minutes and seconds below 60, then \(positive) or \(negative) stand here"
    var thousandths: UInt32 = 0
    var parts = 0
    while true {
      let token = try requireWord(field, of: type)
      let text = scanner.text(token)
      if parts > 0, text.count == 1, let sign = text.first.map({ $0 & 0xDF }) {
        if sign == positive.utf8.first { return 1 << 31 + thousandths }
        if sign == negative.utf8.first { return 1 << 31 - thousandths }
      }
      let scale: UInt32 = [3_600_000, 60_000, 1][Swift.min(parts, 2)]
      guard parts < 3, let value = parts < 2 ? ZoneNumber.decimal(text) : ZoneLocation.thousandths(text),
        value <= (parts == 0 ? maximum : parts == 1 ? 59 : 59_999),
        thousandths + value * scale <= maximum * 3_600_000
      else { throw bad(field, token, allowed) }
      thousandths += value * scale
      parts += 1
    }
  }
}

/// The numbers of LOC.
enum ZoneLocation {
  /// Digits with up to as many decimals as `scale` has zeros, times `scale`.
  private static func fixed(_ text: Slice<UnsafeBufferPointer<UInt8>>, scale: Int64) -> Int64? {
    var value: Int64 = 0
    var unit: Int64 = 0
    var digits = 0
    for byte in text {
      if byte == UInt8(ascii: "."), unit == 0 {
        unit = scale
        continue
      }
      guard ASCII.isDigit(byte), digits < 12 else { return nil }
      let digit = Int64(byte - UInt8(ascii: "0"))
      digits += 1
      if unit == 0 {
        value = value * 10 + digit * scale
      } else {
        unit /= 10
        guard unit > 0 else { return nil }
        value += digit * unit
      }
    }
    return digits > 0 ? value : nil
  }

  /// Seconds with up to three decimals, in thousandths.
  static func thousandths(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    fixed(text[...], scale: 1000).flatMap { UInt32(exactly: $0) }
  }

  /// Metres with up to two decimals and an `m` or none, in centimetres.
  static func centimetres(_ text: UnsafeBufferPointer<UInt8>, signed: Bool) -> Int64? {
    var digits = text[...]
    if digits.last.map({ $0 | 0x20 }) == UInt8(ascii: "m") { digits = digits.dropLast() }
    let isNegative = signed && digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    return fixed(digits, scale: 100).map { isNegative ? -$0 : $0 }
  }

  /// Centimetres as a digit and a power of ten, a half of an octet each; cut, not rounded.
  static func precision(_ centimetres: Int64) -> UInt8 {
    var mantissa = centimetres
    var exponent: UInt8 = 0
    while mantissa > 9 {
      mantissa /= 10
      exponent += 1
    }
    return UInt8(truncatingIfNeeded: mantissa) << 4 | exponent
  }

  /// The text of 16 octets as BIND writes it; `nil` for what is no LOC of version 0.
  static func text(_ octets: ArraySlice<UInt8>) -> String? {
    let octets = Array(octets)
    guard octets.count == 16, octets[0] == 0 else { return nil }
    func word(_ at: Int) -> UInt32 { octets[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    guard let latitude = angle(word(4), 90, "N", "S"), let longitude = angle(word(8), 180, "E", "W") else {
      return nil
    }
    var text = "\(latitude) \(longitude) \(metres(Int64(word(12)) - 10_000_000))"
    for octet in octets[1...3] {
      guard octet >> 4 < 10, octet & 15 < 10 else { return nil }
      let mantissa = Int64(octet >> 4)
      let centimetres = (0..<(octet & 15)).reduce(mantissa) { value, _ in value * 10 }
      text += octet & 15 < 2 ? " \(metres(centimetres))" : " \(centimetres / 100)m"
    }
    return text
  }

  private static func metres(_ centimetres: Int64) -> String {
    let size = centimetres.magnitude
    return "\(centimetres < 0 ? "-" : "")\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)m"
  }

  private static func angle(_ value: UInt32, _ maximum: UInt32, _ positive: String, _ negative: String)
    -> String?
  {
    let isNegative = value < 1 << 31
    let size = isNegative ? 1 << 31 - value : value - 1 << 31
    guard size <= maximum * 3_600_000 else { return nil }
    let thousandths = String(size % 1000)
    let padding = String(repeating: "0", count: 3 - thousandths.count)
    return
      "\(size / 3_600_000) \(size / 60_000 % 60) \(size / 1000 % 60).\(padding)\(thousandths) \(isNegative ? negative : positive)"
  }
}
