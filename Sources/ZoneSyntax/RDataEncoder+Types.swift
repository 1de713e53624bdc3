import Networking
import SourceText

/// What DNSSEC's records are made of: types, type bitmaps, times and key flags (RFC 4034).
extension RDataEncoder {
  private func recordType(_ field: FieldFormat, _ token: ZoneToken) throws(SourceProblem) -> UInt16 {
    guard !token.isQuoted, let type = RecordType.mnemonics.value(of: scanner.text(token)) else {
      throw ZoneMessage.unknownType(scanner.quote(token), at: token.span)
    }
    return type
  }

  mutating func encodeType(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    if let number = ZoneNumber.decimal(text), number <= 65_535 {
      wire.append(UInt16(number))
    } else {
      wire.append(try recordType(field, token))
    }
  }

  /// Any number of types, as windows of bits.
  mutating func encodeTypes(_ field: FieldFormat) throws(SourceProblem) {
    var types: [UInt16] = []
    while let token = try optional() { types.append(try recordType(field, token)) }
    types.sort()
    var index = 0
    while index < types.count {
      let window = types[index] >> 8
      var bits = [UInt8](repeating: 0, count: 32)
      var length = 0
      while index < types.count, types[index] >> 8 == window {
        let low = Int(types[index] & 255)
        bits[low / 8] |= 0x80 >> UInt8(low % 8)
        length = low / 8 + 1
        index += 1
      }
      wire.append(UInt8(window))
      wire.append(UInt8(length))
      wire.append(Array(bits[..<length]))
    }
  }

  /// YYYYMMDDHHmmSS in UTC, or seconds since 1970 in up to ten digits (RFC 4034 section 3.2).
  mutating func encodeTime(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    if text.count <= 10, let seconds = ZoneNumber.decimal(text) {
      wire.append(seconds)
      return
    }
    guard let seconds = ZoneTime.seconds(text) else {
      throw bad(field, token, "a time is YYYYMMDDHHmmSS in UTC, 1970 to 2106")
    }
    wire.append(seconds)
  }

  /// A number, or mnemonics with `|` between them.
  mutating func encodeKeyFlags(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    if let number = ZoneNumber.decimal(text), number <= 65_535 {
      wire.append(UInt16(number))
      return
    }
    var flags: UInt16 = 0
    for part in text.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
      guard let flag = KeyFlags.table.value(of: UnsafeBufferPointer(rebasing: part)) else {
        throw bad(field, token, "flags are a number from 0 to 65535 or mnemonics with \"|\" between them")
      }
      flags |= flag
    }
    wire.append(flags)
  }
}

/// The mnemonics of RFC 2535 section 7.1 and RFC 3757.
private enum KeyFlags {
  static let table = MnemonicTable(generic: "", named + (0..<16).map { ("SIG\($0)", UInt16($0)) })

  private static let named: [(String, UInt16)] = [
    ("NOCONF", 0x4000), ("NOAUTH", 0x8000), ("NOKEY", 0xC000), ("FLAG2", 0x2000), ("EXTEND", 0x1000),
    ("FLAG4", 0x0800), ("FLAG5", 0x0400), ("USER", 0), ("ZONE", 0x0100), ("HOST", 0x0200), ("NTYP3", 0x0300),
    ("FLAG8", 0x0080), ("FLAG9", 0x0040), ("FLAG10", 0x0020), ("FLAG11", 0x0010), ("KSK", 0x0001),
  ]
}

/// Times as DNSSEC writes them, in the proleptic Gregorian calendar and UTC.
enum ZoneTime {
  /// Seconds since 1970 of 14 digits; `nil` for a date that is none or that 32 bits do not hold.
  static func seconds(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard text.count == 14 else { return nil }
    func number(_ range: Range<Int>) -> Int {
      text[range].reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
    }
    guard text.allSatisfy(ASCII.isDigit) else { return nil }
    let (year, month, day) = (number(0..<4), number(4..<6), number(6..<8))
    let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
    guard year >= 1970, (1...12).contains(month), day >= 1, day <= length(of: month, in: year), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    return UInt32(exactly: ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
  }

  /// The 14 digits of seconds since 1970.
  static func text(_ seconds: UInt32) -> String {
    var days = Int(seconds) / 86_400
    let rest = Int(seconds) % 86_400
    var year = 1970
    while days >= self.days(year + 1, 1, 1) - self.days(year, 1, 1) {
      days -= self.days(year + 1, 1, 1) - self.days(year, 1, 1)
      year += 1
    }
    var month = 1
    while days >= length(of: month, in: year) {
      days -= length(of: month, in: year)
      month += 1
    }
    let parts = [month, days + 1, rest / 3600, rest / 60 % 60, rest % 60]
    return parts.reduce("\(year)") { $0 + ($1 < 10 ? "0\($1)" : "\($1)") }
  }

  /// Days from 1970 to a date.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let before = year - 1
    let leaps = before / 4 - before / 100 + before / 400 - 477
    return (year - 1970) * 365 + leaps + (1..<month).reduce(day - 1) { $0 + length(of: $1, in: year) }
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
