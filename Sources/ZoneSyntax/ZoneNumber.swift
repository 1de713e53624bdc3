import Networking

/// Numbers as master files write them.
enum ZoneNumber {
  /// Decimal digits, leading zeros let through; `nil` for anything else and above 32 bits.
  static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard !text.isEmpty, text.count <= 20 else { return nil }
    var value: UInt64 = 0
    for byte in text {
      guard ASCII.isDigit(byte) else { return nil }
      value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
      if value > UInt64(UInt32.max) { return nil }
    }
    return UInt32(value)
  }

  /// Seconds: a number, or numbers each with one of the units w, d, h, m, s, as BIND reads them.
  static func period(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard let last = text.last else { return nil }
    if ASCII.isDigit(last) { return decimal(text) }
    var total: UInt64 = 0
    var value: UInt64 = 0
    var digits = 0
    for byte in text {
      if ASCII.isDigit(byte) {
        value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
        digits += 1
        if digits > 10 { return nil }
        continue
      }
      guard digits > 0, let unit = seconds(of: byte) else { return nil }
      total += value * unit
      if total > UInt64(UInt32.max) { return nil }
      (value, digits) = (0, 0)
    }
    return UInt32(total)
  }

  private static func seconds(of unit: UInt8) -> UInt64? {
    switch ASCII.lowercased(unit) {
    case UInt8(ascii: "w"): 604_800
    case UInt8(ascii: "d"): 86_400
    case UInt8(ascii: "h"): 3600
    case UInt8(ascii: "m"): 60
    case UInt8(ascii: "s"): 1
    default: nil
    }
  }
}
