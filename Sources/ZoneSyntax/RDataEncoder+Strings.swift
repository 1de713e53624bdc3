import Networking
import SourceText

/// Character strings (RFC 1035 section 5.1) and what is built from them.
extension RDataEncoder {
  /// Writes the decoded octets of a token; how many they are.
  private mutating func appendDecoded(_ token: ZoneToken) throws(SourceProblem) -> Int {
    let text = scanner.text(token)
    var index = 0
    var count = 0
    while index < text.count {
      var octet = text[index]
      let place = index
      index += 1
      if octet == UInt8(ascii: "\\") {
        do throws(DomainNameError) {
          octet = try WireName.escaped(text, &index)
        } catch {
          throw SourceProblem(error.description, at: ByteSpan(token.start + place..<token.end))
        }
      }
      wire.append(octet)
      count += 1
    }
    return count
  }

  /// One string behind its length.
  mutating func encodeString(_ token: ZoneToken) throws(SourceProblem) {
    let start = wire.count
    wire.append(0 as UInt8)
    let length = try appendDecoded(token)
    guard length <= 255 else { throw ZoneMessage.longString(length, at: token.span) }
    wire.set(UInt8(length), at: start)
  }

  mutating func encodeStrings(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    var next: ZoneToken? = try require(field, of: type)
    while let token = next {
      if joinsStrings, token.end - token.start > 255 {
        try encodeJoinedString(token)
      } else {
        try encodeString(token)
      }
      next = try optional()
    }
  }

  /// A string that Azure's exporter joined from several, cut again after every 255 octets.
  private mutating func encodeJoinedString(_ token: ZoneToken) throws(SourceProblem) {
    let start = wire.count
    let length = try appendDecoded(token)
    if wire.isOverfull { return }
    let octets = Array(wire.octets[start...])
    wire.truncate(to: start)
    var index = 0
    repeat {
      let part = octets[index..<Swift.min(index + 255, octets.count)]
      wire.append(UInt8(part.count))
      wire.append(Array(part))
      index += 255
    } while index < octets.count
    if length > 255 { remarks.append(ZoneMessage.joinedString(at: token.span)) }
  }

  mutating func encodeLongString(_ token: ZoneToken) throws(SourceProblem) {
    _ = try appendDecoded(token)
  }

  mutating func encodeFlags(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try require(field, of: type)
    let areKnown = scanner.text(token).allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) }
    try encodeString(token)
    if !areKnown {
      remarks.append(bad(field, token, "flags are letters and digits").with(severity: .warning))
    }
  }

  mutating func encodeTag(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    guard scanner.text(token).allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) }) else {
      throw bad(field, token, "a tag is letters and digits")
    }
    try encodeString(token)
  }

  /// `delimiter expression delimiter replacement delimiter [i]`, or an empty string.
  mutating func encodeSubstitution(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try require(field, of: type)
    let start = wire.count
    try encodeString(token)
    guard wire.count > start else { return }
    if !Substitution.isValid(wire.octets[(start + 1)...]) {
      remarks.append(
        bad(field, token, "it is empty or !expression!replacement! with an \"i\" behind it or not"))
    }
  }
}

/// NAPTR's regexp field (RFC 3402 section 3.2).
enum Substitution {
  /// Whether the octets are empty, or a delimiter, an expression, a replacement whose back references the
  /// expression has groups for, and flags. The expression itself is not compiled.
  static func isValid(_ octets: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let delimiter = octets.first else { return true }
    if ASCII.isDigit(delimiter)
      || [UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "\\"), 0].contains(delimiter)
    {
      return false
    }
    var part = 0
    var groups = 0
    var highest = 0
    var isEscaped = false
    for octet in octets.dropFirst() {
      if octet == delimiter, !isEscaped {
        part += 1
        if part > 2 { return false }
        continue
      }
      if part == 2 {
        guard octet == UInt8(ascii: "i") else { return false }
      } else if isEscaped {
        isEscaped = false
        if part == 1, ASCII.isDigit(octet) { highest = Swift.max(highest, Int(octet - UInt8(ascii: "0"))) }
      } else if octet == UInt8(ascii: "\\") {
        isEscaped = true
      } else if octet == UInt8(ascii: "("), part == 0 {
        groups += 1
      }
    }
    return part == 2 && highest <= groups
  }
}
