/// Domain names as octets: the conversions that readers of large zones use without making a `DomainName`.
package enum WireName {
  /// The most octets of a label (RFC 1035 section 2.3.4).
  package static var maximumLabel: Int { 63 }
  /// The most octets of all labels with their lengths: 255 with the root's.
  package static var maximumLabels: Int { 254 }
  /// What `decode` may write to before it finds a name too long.
  package static var capacity: Int { 320 }

  /// Writes the labels of a presentation form, each behind its length, without the root's zero octet.
  ///
  /// - Parameters:
  ///   - text: the presentation form.
  ///   - output: at least `capacity` octets.
  /// - Returns: the octets written, and whether the name ended with a dot.
  package static func decode(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(DomainNameError) -> (count: Int, isAbsolute: Bool) {
    if text.isEmpty { throw .empty }
    if text.count == 1, text[0] == UInt8(ascii: ".") { return (0, true) }
    var start = 0
    var count = 1
    var index = 0
    // Too short for any label to be too long: most names.
    let isShort = text.count <= maximumLabel
    while index < text.count {
      var byte = text[index]
      index += 1
      if byte == UInt8(ascii: ".") {
        if count == start + 1 { throw .emptyLabel }
        output[start] = UInt8(truncatingIfNeeded: count - start - 1)
        start = count
        count += 1
        continue
      }
      if byte == UInt8(ascii: "\\") { byte = try escaped(text, &index) }
      if !isShort {
        if count - start > maximumLabel {
          throw .labelTooLong(labelLength(text, from: index) + maximumLabel + 1)
        }
        if count >= maximumLabels { throw .nameTooLong }
      }
      output[count] = byte
      count += 1
    }
    if count == start + 1 { return (start, true) }
    output[start] = UInt8(truncatingIfNeeded: count - start - 1)
    return (count, false)
  }

  /// The octet of the escape whose backslash is just before `index`, which then stands behind the escape.
  package static func escaped(
    _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) throws(DomainNameError) -> UInt8 {
    guard index < text.count else { throw .badEscape }
    let first = text[index]
    index += 1
    guard ASCII.isDigit(first) else { return first }
    guard index + 1 < text.count, ASCII.isDigit(text[index]), ASCII.isDigit(text[index + 1]) else {
      throw .badEscape
    }
    let zero = Int(UInt8(ascii: "0"))
    let value = (Int(first) - zero) * 100 + (Int(text[index]) - zero) * 10 + Int(text[index + 1]) - zero
    guard value <= 255 else { throw .badEscape }
    index += 2
    return UInt8(value)
  }

  /// How many octets a label still has from `index` on.
  private static func labelLength(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    var index = index
    var count = 0
    while index < text.count, text[index] != UInt8(ascii: ".") {
      if text[index] == UInt8(ascii: "\\") {
        index += index + 1 < text.count && ASCII.isDigit(text[index + 1]) ? 4 : 2
      } else {
        index += 1
      }
      count += 1
    }
    return count
  }

  /// The presentation form of labels as `decode` writes them: what means something in a master file is escaped.
  ///
  /// The same as BIND's: `" ( ) . ; \ @ $` behind a backslash, other than printable octets as `\DDD`.
  package static func text(of labels: [UInt8], isAbsolute: Bool) -> String {
    if labels.isEmpty { return isAbsolute ? "." : "" }
    var text: [UInt8] = []
    text.reserveCapacity(labels.count + 1)
    var index = 0
    while index < labels.count {
      let end = Swift.min(index + 1 + Int(labels[index]), labels.count)
      for octet in labels[index + 1..<Swift.max(end, index + 1)] { append(octet, to: &text) }
      index = end
      if index < labels.count || isAbsolute { text.append(UInt8(ascii: ".")) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ octet: UInt8, to text: inout [UInt8]) {
    switch octet {
    case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."), UInt8(ascii: ";"),
      UInt8(ascii: "\\"), UInt8(ascii: "@"), UInt8(ascii: "$"):
      text.append(UInt8(ascii: "\\"))
      text.append(octet)
    case 0x21...0x7E: text.append(octet)
    default: appendDecimal(octet, to: &text)
    }
  }

  /// Appends `\DDD`.
  package static func appendDecimal(_ octet: UInt8, to text: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    text.append(UInt8(ascii: "\\"))
    text.append(zero + octet / 100)
    text.append(zero + octet / 10 % 10)
    text.append(zero + octet % 10)
  }
}
