package import SourceText

/// Text to put in the place of a stretch of a file's decoded bytes.
package struct TextEdit: Hashable, Comparable, Sendable {
  package var span: ByteSpan
  package var replacement: String

  package init(_ span: ByteSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }

  package init(_ range: Range<Int>, _ replacement: String) {
    self.init(ByteSpan(range), replacement)
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.span.start, a.span.end) < (b.span.start, b.span.end)
  }

  /// Whether two edits may not be made together: they share a byte, or one begins where the other ends.
  package func touches(_ other: TextEdit) -> Bool {
    span.start <= other.span.end && other.span.start <= span.end
  }

  /// The text after edits that do not touch each other.
  package static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
    var position = 0
    for edit in edits.sorted() {
      let range = edit.span.range.clamped(to: position..<bytes.count)
      result += bytes[position..<range.lowerBound]
      result += edit.replacement.utf8
      position = range.upperBound
    }
    return result + bytes[position...]
  }
}

/// Why a fix cannot be made here, in one line without a final period.
package struct FixRefusal: Error, Hashable, Sendable {
  package var reason: String

  package init(_ reason: String) { self.reason = reason }
}

extension SourceFile {
  /// The bytes of a file in this one's encoding, with its byte-order mark, for another text.
  package func encoded(_ text: [UInt8]) -> [UInt8] {
    switch encoding {
    case .utf8: text
    case .utf8WithMark: [0xEF, 0xBB, 0xBF] + text
    case .utf16LittleEndian: Self.utf16(text) { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian: Self.utf16(text) { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }

  private static func utf16(_ text: [UInt8], _ octets: (UInt16) -> [UInt8]) -> [UInt8] {
    let mark: UInt16 = 0xFEFF
    return String(decoding: text, as: UTF8.self).utf16.reduce(into: octets(mark)) { $0 += octets($1) }
  }
}
