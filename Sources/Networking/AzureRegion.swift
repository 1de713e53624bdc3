/// An Azure region; `East US 2` and `eastus2` are the same.
package struct AzureRegion: Hashable, Sendable, CustomStringConvertible {
  /// The short name: lower case without spaces.
  package let description: String

  /// Takes a region's display name or short name; `nil` if it has anything but letters, digits and spaces.
  package init?(_ text: some StringProtocol) {
    let name = text.utf8.filter { $0 != UInt8(ascii: " ") }.map(ASCII.lowercased)
    guard !name.isEmpty, name.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) }) else { return nil }
    description = String(decoding: name, as: UTF8.self)
  }
}
