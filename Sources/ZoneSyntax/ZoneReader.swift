package import Networking
package import SourceText

/// Reads master files: RFC 1035 section 5, RFC 2308 section 4, RFC 3597 and what BIND and Azure add.
package enum ZoneReader {
  /// Supplies the text of an `$INCLUDE`.
  ///
  /// It gets the file's name as written and the file that includes it, and throws a problem to say why there is
  /// none; the problem gets the directive's place.
  package typealias Includes = (_ name: String, _ from: SourceFile) throws(SourceProblem) -> SourceFile

  /// Reads a file; after an error it goes on at the next record.
  ///
  /// Linear in the bytes. A record with an error is left out, and the file's `problems` say why.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - origin: the zone's name, if the caller knows it.
  ///   - limits: what reading may cost.
  ///   - includes: supplies included files; without it `$INCLUDE` is a warning.
  package static func read(
    _ source: SourceFile, origin: DomainName? = nil, limits: ZoneLimits = ZoneLimits(),
    includes: Includes? = nil
  ) -> ZoneFile {
    var parser = ZoneParser(source, origin: origin?.absolute, limits: limits, includes: includes)
    return parser.run()
  }
}
