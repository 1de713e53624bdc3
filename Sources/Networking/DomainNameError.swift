/// Why a text is no domain name.
package enum DomainNameError: Error, Hashable, Sendable {
  case empty
  /// Two dots together, or a dot in front.
  case emptyLabel
  /// The octets of the label.
  case labelTooLong(Int)
  /// More than 255 octets on the wire, the origin included.
  case nameTooLong
  /// A backslash with nothing behind it, or with digits that are no decimal octet.
  case badEscape
}

extension DomainNameError: CustomStringConvertible {
  /// What was found and, after a semicolon, what is allowed.
  package var description: String {
    switch self {
    case .empty: "empty name; the root is \".\" and the origin is \"@\""
    case .emptyLabel: "empty label; a name has one dot between two labels"
    case .labelTooLong(let length): "label of \(length) octets; a label has at most 63 octets"
    case .nameTooLong: "name too long; a name has at most 255 octets with its origin"
    case .badEscape: "bad escape; an escape is \\ and a character, or \\ and three digits up to 255"
    }
  }
}
