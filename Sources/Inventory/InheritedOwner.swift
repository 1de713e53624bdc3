import SourceText
import ZoneSyntax

/// What a record that begins with blanks, and so has the owner of the one before (RFC 1035, section 5.1), stands apart by from
/// that one.
enum InheritedOwner {
  /// `a directive` or `a blank line`; empty where neither stands between. Comments alone set nothing apart.
  static func gap(before record: ZoneRecord, of zone: ZoneFile) -> String {
    guard record.inheritsOwner, zone.texts.indices.contains(Int(record.text)) else { return "" }
    let bytes = zone.texts[Int(record.text)].source.bytes
    var gap = ""
    var end = lineStart(of: Int(record.span.start), bytes)
    while end > 0 {
      let start = lineStart(of: end - 1, bytes)
      let line = bytes[start..<end - 1]
      let first = line.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
      if first == nil {
        gap = "a blank line"
      } else if line.first == UInt8(ascii: "$") {
        return "a directive"
      } else if first != UInt8(ascii: ";") {
        break
      }
      end = start
    }
    return gap
  }

  /// Where the line of an offset begins.
  private static func lineStart(of offset: Int, _ bytes: [UInt8]) -> Int {
    var start = Swift.min(offset, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }
}
