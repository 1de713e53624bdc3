package import Networking

/// A zone's name, and where it was found.
package struct ZoneName: Hashable, Sendable {
  package enum Source: String, Sendable {
    /// The caller gave it.
    case argument
    /// The owner of the SOA record.
    case soa
    /// The first `$ORIGIN`.
    case origin = "$ORIGIN"
    /// The file's name.
    case fileName = "file name"
  }

  package let name: DomainName
  package let source: Source

  package init(name: DomainName, source: Source) {
    self.name = name
    self.source = source
  }

  /// The zone's name in a file name such as `db.example.com`, `example.com.zone` or `example.com.`.
  ///
  /// - Returns: `nil` where the name says nothing: fewer than two labels, or numbers alone as in `db.10.1`.
  static func fromFile(_ path: String) -> DomainName? {
    var name = path[...]
    if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) {
      name = name[name.utf8.index(after: slash)...]
    }
    if name.hasPrefix("db.") {
      name = name.dropFirst(3)
    } else if let suffix = [".zone", ".db", ".hosts", ".dns", "."].first(where: { name.hasSuffix($0) }) {
      name = name.dropLast(suffix.count)
    } else {
      return nil
    }
    let allowed = name.utf8.allSatisfy {
      ASCII.isLetter($0) || ASCII.isDigit($0) || "-_.".utf8.contains($0)
    }
    guard allowed, name.utf8.contains(where: ASCII.isLetter), let domain = try? DomainName(name).absolute,
      domain.labelCount >= 2
    else { return nil }
    return domain
  }
}
