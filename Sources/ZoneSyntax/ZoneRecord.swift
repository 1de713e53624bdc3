package import SourceText

/// A resource record: numbers and offsets into the text it stands in.
///
/// `ZoneFile` gives its owner, its fields and their places; nothing is decoded before someone asks.
package struct ZoneRecord: Sendable {
  /// Seconds.
  package let ttl: UInt32
  package let type: RecordType
  package let `class`: RecordClass
  /// Which of `ZoneFile.texts` the record stands in.
  package let text: UInt32
  /// Which of the file's owners the record has.
  var owner: UInt32
  /// Which of the file's origins completes names in the data; -1 for none.
  let origin: Int32
  /// Offsets in the text: of the entry and of the type's name.
  let start: UInt32
  let end: UInt32
  let typeStart: UInt32
  let flags: Flags

  /// What is known of a record besides.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// The line begins with blanks, so that the record has the owner of the one before.
    static let inheritsOwner = Flags(rawValue: 1)
    /// The record has a TTL of its own.
    static let hasTTL = Flags(rawValue: 2)
    /// The type stands in parentheses.
    static let isInParentheses = Flags(rawValue: 4)
    /// A name in the data has a dot, and no final one: the origin completes it.
    static let hasDottedRelativeName = Flags(rawValue: 8)
  }

  /// The place of the whole record in its text, comments behind it not included.
  package var span: ByteSpan { ByteSpan(start: start, end: end) }

  /// Whether the record has the owner of the one before because its line begins with blanks.
  package var inheritsOwner: Bool { flags.contains(.inheritsOwner) }

  /// Whether the TTL is the record's own, and not from `$TTL`, an earlier record or the SOA.
  package var hasOwnTTL: Bool { flags.contains(.hasTTL) }
}

/// An owner as it was first stated: offsets in a text, the origin that held there, and its records.
struct ZoneOwner: Sendable {
  let text: UInt32
  let start: UInt32
  let end: UInt32
  /// Which of the file's origins; -1 for none.
  let origin: Int32
  /// The owner's first and last record; `ZoneFile.following` leads from one to the next.
  var first = UInt32.max
  var last = UInt32.max

  /// What an owner's letters tell of where it is, so that nobody needs to look at the names of all owners for that.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8

    /// Written with a dot; the others are one label or `@`, before an origin.
    static let isDotted = Traits(rawValue: 1)
    /// Ends with a dot, or with an escaped one.
    static let endsWithDot = Traits(rawValue: 2)
    /// Relative and dotted, and its last label may be that of the origin: `www.example.org` in `example.org.`
    static let mayRepeatOrigin = Traits(rawValue: 4)
  }
}
