/// The encodings that a file may be in.
package enum SourceEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 with byte-order mark"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"

  /// The text of a file as UTF-8 without a mark, and the encoding that the mark tells; no mark means UTF-8.
  ///
  /// Windows PowerShell 5.1 writes UTF-16LE with a mark when output is redirected to a file.
  ///
  /// - Throws: a problem at the first unpaired surrogate or odd last byte; its span is in the decoded bytes.
  static func decode(_ raw: [UInt8]) throws(SourceProblem) -> ([UInt8], SourceEncoding) {
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) { return (Array(raw[3...]), .utf8WithMark) }
    if raw.starts(with: [0xFF, 0xFE]) {
      return (try transcode(raw, low: 0, high: 1), .utf16LittleEndian)
    }
    if raw.starts(with: [0xFE, 0xFF]) {
      return (try transcode(raw, low: 1, high: 0), .utf16BigEndian)
    }
    return (raw, .utf8)
  }

  private static func transcode(_ raw: [UInt8], low: Int, high: Int) throws(SourceProblem) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(raw.count / 2)
    for index in stride(from: 2, to: raw.count - 1, by: 2) {
      units.append(UInt16(raw[index + low]) | UInt16(raw[index + high]) << 8)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(units.count + units.count / 8)
    let invalid = Swift.transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true,
      into: { bytes.append($0) })
    if invalid || raw.count % 2 != 0 {
      throw SourceProblem(
        "invalid UTF-16; surrogates come in pairs and every unit has two bytes",
        at: ByteSpan(bytes.count..<bytes.count))
    }
    return bytes
  }
}
