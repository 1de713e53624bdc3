/// The syntax of label keys (`k8s.io/apimachinery` `IsQualifiedName`).
enum LabelText {
  /// Whether a text is a name of at most 63 characters, with or without a DNS subdomain and a slash before it.
  static func isKey(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let name = parts.last, parts.count <= 2, isName(name, longest: 63, isLower: false) else {
      return false
    }
    guard parts.count == 2, let prefix = parts.first else { return true }
    let labels = prefix.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return prefix.count <= 253 && labels.allSatisfy { isName($0, longest: 253, isLower: true) }
  }

  /// Letters and digits at both ends, between them `-` as well, and where upper case is allowed `_` and `.`.
  private static func isName(_ bytes: Substring.UTF8View, longest: Int, isLower: Bool) -> Bool {
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
