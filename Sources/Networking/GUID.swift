/// A GUID, such as an Azure subscription or tenant id; equal whatever the case of its digits.
package struct GUID: Hashable, Sendable, CustomStringConvertible {
  /// The canonical form: lower case with hyphens, 8-4-4-4-12 digits.
  package let description: String

  /// Reads 8-4-4-4-12 hexadecimal digits of either case; nothing around them, so a resource id is none.
  package init?(_ text: some StringProtocol) {
    var position = 0
    for byte in text.utf8 {
      switch position {
      case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return nil }
      case 0..<36: guard ASCII.hexValue(byte) != nil else { return nil }
      default: return nil
      }
      position += 1
    }
    guard position == 36 else { return nil }
    description = ASCII.lowercased(text)
  }
}
