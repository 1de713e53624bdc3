import SourceText

/// The syntax of label keys (`k8s.io/apimachinery` `IsQualifiedName`).
enum LabelText {
  /// Whether a text is a name of at most 63 characters, with or without a DNS subdomain and a slash before it.
  static func isKey(_ text: String) -> Bool {
    text.withLentBytes { bytes in
      guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
        return isName(bytes[...], longest: 63, isLower: false)
      }
      // A second slash is no part of a name.
      guard slash <= 253, isName(bytes[(slash + 1)...], longest: 63, isLower: false) else { return false }
      let labels = bytes[..<slash].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      return labels.allSatisfy { isName($0, longest: 253, isLower: true) }
    }
  }

  /// Letters and digits at both ends, between them `-` as well, and where upper case is allowed `_` and `.`.
  private static func isName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, longest: Int, isLower: Bool) -> Bool
  {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= longest else { return false }
    func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): !isLower
      default: false
      }
    }
    func isInner(_ byte: UInt8) -> Bool {
      isWord(byte) || byte == UInt8(ascii: "-")
        || (!isLower && (byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")))
    }
    return isWord(first) && isWord(last) && bytes.allSatisfy(isInner)
  }
}
