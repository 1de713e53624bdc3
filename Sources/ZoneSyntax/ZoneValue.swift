package import Networking
package import SourceText

/// What a field of record data holds.
package enum ZoneValue: Hashable, Sendable {
  /// A number; periods and times are seconds.
  case integer(UInt32)
  case address(IPAddress)
  /// An absolute name.
  case name(DomainName)
  /// The decoded octets of a character string.
  case string([UInt8])
  /// Octets that the master file writes in digits.
  case data([UInt8])
  case type(RecordType)
  case types([RecordType])
  /// What has a form of its own (LOC, SvcParams), as canonical text.
  case text(String)
}

/// One field of a record's data.
package struct ZoneField: Hashable, Sendable {
  /// The name that the type's RFC uses, such as `exchange`.
  package let name: String
  package let value: ZoneValue
  /// The canonical text, as BIND writes it.
  package let text: String
  /// The place in the text that the record is in; of the whole data for the generic form.
  package let span: ByteSpan
}
