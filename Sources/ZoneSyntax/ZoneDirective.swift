package import Networking
package import SourceText

/// A line that begins with `$`.
package struct ZoneDirective: Sendable {
  package enum Kind: Sendable {
    case origin(DomainName)
    /// Seconds.
    case ttl(UInt32)
    /// The file's name as written, and whether its text was read.
    case include(file: String, origin: DomainName?, isRead: Bool)
    /// The numbers that the counter takes, and how many records they made.
    case generate(first: UInt32, last: UInt32, step: UInt32, records: Int)
    /// BIND's `$DATE`, which has no effect.
    case date
  }

  package let kind: Kind
  /// The place of the directive and its arguments.
  package let span: ByteSpan
  /// Which of `ZoneFile.texts` it stands in.
  package let text: Int
}
