/// Paths as URI references, RFC 3986.
enum URIReference {
  /// A relative path as a relative reference, an absolute one as a `file` URI (RFC 8089 section 2).
  ///
  /// Kept are the unreserved characters and `/`; everything else is percent-encoded, `:` too, so that no path can
  /// read as another scheme (RFC 3986 section 4.2).
  static func reference(toPath path: String) -> String {
    var reference = path.utf8.first == UInt8(ascii: "/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x30...0x39,
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        reference.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        reference += byte < 0x10 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return reference
  }
}
