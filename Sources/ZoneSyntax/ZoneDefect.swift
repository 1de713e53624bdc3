package import SourceText

/// A fault in what a zone says, where each of its records is well written.
package struct ZoneDefect: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A CNAME with other data at its name (RFC 1034 section 3.6.2, RFC 2181 section 10.1).
    case aliasBesideData
    /// A further CNAME, DNAME or SOA at one name, which may have one (RFC 2181 section 10.1, RFC 6672 section 2.4).
    case severalSingletons
    /// A record of another class than the zone's SOA (RFC 1035 section 5.2).
    case otherClass
    /// An SOA that is not at the zone's name.
    case misplacedSOA
    case missingSOA
    case missingNS
    /// An owner that is neither the zone's name nor below it.
    case outOfZone
    /// Data below or at a delegation that is neither its glue nor its DS (RFC 1034 section 4.2.1).
    case belowDelegation
    /// Data below a DNAME, which no resolver sees (RFC 6672 section 2.4).
    case belowRedirection
    /// An NS, MX or SRV record whose target is an alias (RFC 2181 section 10.3, RFC 2782).
    case aliasAsTarget
    /// A name server in the zone without an address there (RFC 1034 section 4.2.1).
    case missingGlue
    /// The same record again (RFC 2181 section 5).
    case duplicate
    /// Another TTL than the first record of the set (RFC 2181 section 5.2).
    case differingTTL
    /// An owner of addresses or mail, or a target, that is no host name because of an underscore (RFC 1123 section
    /// 2.1).
    case underscoreInHost
    /// A relative name in the data that looks absolute: the origin is appended to it (RFC 1035 section 5.1).
    case relativeTarget
    /// A relative owner that ends with the zone's name, so that it holds that twice.
    case relativeOwner
    /// An owner beyond ASCII: DNS holds the A-label of an internationalised name (RFC 5890 section 2.3.2.1).
    case nameBeyondASCII
    /// An asterisk that is no wildcard, because it does not stand alone in the first label (RFC 4592 section 2.1.1).
    case strayAsterisk
  }

  package let kind: Kind
  /// The record that is at fault, as an index into `ZoneFile.records`; `nil` where the zone as a whole is.
  package let record: Int?
  /// The record that it clashes with.
  package let other: Int?
  /// What was found, as the end of a message.
  package let detail: String

  /// Whether name servers refuse the zone for it.
  package var isFatal: Bool {
    switch kind {
    case .aliasBesideData, .severalSingletons, .otherClass: true
    default: false
    }
  }

  /// The defect as a problem of the file itself.
  package func problem(in zone: ZoneFile) -> SourceProblem {
    let span = record.map { zone.rootSpan(of: zone.records[$0]) }
    return SourceProblem(detail, at: span, severity: isFatal ? .error : .warning)
  }
}
