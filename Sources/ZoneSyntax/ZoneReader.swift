package import Networking
package import SourceText

/// Reads master files: RFC 1035 section 5, RFC 2308 section 4, RFC 3597 and what BIND and Azure add.
package enum ZoneReader {
  /// Supplies the text of an `$INCLUDE`.
  ///
  /// It gets the file's name as written and the file that includes it, and throws a problem to say why there is
  /// none; the problem gets the directive's place.
  package typealias Includes = (_ name: String, _ from: SourceFile) throws(SourceProblem) -> SourceFile

  /// How a large file is read by several threads at once.
  package struct Parts: Sendable {
    /// Threads; at least 1.
    package var jobs: Int
    /// The size of a part in bytes from which on a thread is worth its start; at least 1.
    package var size: Int
    /// Whether the first thread leaves the others whatever they may read, and waits: for tests, whose parts are small.
    package var leavesAll: Bool

    package init(jobs: Int = 1, size: Int = 2 << 20, leavesAll: Bool = false) {
      self.jobs = jobs
      self.size = size
      self.leavesAll = leavesAll
    }
  }

  /// Reads a file; after an error it goes on at the next record.
  ///
  /// Linear in the bytes. A record with an error is left out, and the file's `problems` say why.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - origin: the zone's name, if the caller knows it.
  ///   - limits: what reading may cost.
  ///   - includes: supplies included files; without it `$INCLUDE` is a warning.
  ///   - parts: threads; what is read is the same for any number.
  package static func read(
    _ source: SourceFile, origin: DomainName? = nil, limits: ZoneLimits = ZoneLimits(),
    includes: Includes? = nil, parts: Parts = Parts()
  ) -> ZoneFile {
    var parser = ZoneParser(
      source, origin: origin?.absolute, limits: limits, includes: includes, parts: parts)
    return parser.run()
  }
}
