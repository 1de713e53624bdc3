import Conformance
import Networking
import SourceText
import Testing
import ZoneSyntax

/// Zone files of BIND, NSD, octodns, zonemaster, dnscontrol and the Azure CLI, scored against what four name
/// servers make of them.
@Suite(.enabled(if: ConformanceSuite.has("zones.jsonl")))
struct ZoneConformanceTests {
  /// Cases that are not held to what their suite expects, each with the reason.
  private static let skipped: [String: String] = [
    "bind9-master/master15.data": "the sample leaves its text out",
    "bind9-master/master16.data": "the sample leaves its text out",
    "bind9-master/master5.data": "it has class ANY, which its source rejects and this reader too",
    "bind9-checkzone/bad-generate-tkey.db": "it holds TKEY, which its source rejects and this reader too",
    "bind9-checkzone/bad-eui48-no-leading-zero.db":
      "its source rejects it: the record is read and an error told",
    "bind9-checkzone/bad-eui48-trailing-garbage.db":
      "its source rejects it; the records are of an older BIND",
    "azure/network/fail1.txt":
      "Azure reads a relative $ORIGIN as absolute; this reader warns and does as BIND",
    "octodns/invalid.zone.tst": "its source wants NS records, which is a warning here",
    "azure/network/zone3.txt_export.txt": "Azure wrote it with a string of 296 octets: a warning, no error",
  ]

  private func cases() throws -> [ConformanceCase] {
    try #require(ConformanceSuite.cases("zones.jsonl")).filter { ZoneConformanceTests.skipped[$0.id] == nil }
  }

  /// Servers drop what lies outside of the zone, which is no matter of syntax.
  @Test func recordsAreThoseOfTheServers() throws {
    for item in try #require(ConformanceSuite.cases("zones.jsonl"))
    where ZoneConformanceTests.skipped[item.id] == nil {
      let zone = try read(item)
      guard let expected = item.expect["records"] as? [[Any]] else { continue }
      let name = try #require(zone.zone?.name)
      let inside = zone.records.filter { zone.owner(of: $0).isSubdomain(of: name) }
      let found = Set(inside.map { line($0, of: zone) })
      let wanted = Set(expected.map { $0.map { "\($0)" }.joined(separator: " ") })
      #expect(found.subtracting(wanted) == [], "\(item.id)")
      #expect(wanted.subtracting(found) == [], "\(item.id)")
    }
  }

  @Test func whatServersAcceptHasNoErrors() throws {
    for item in try #require(ConformanceSuite.cases("zones.jsonl"))
    where ZoneConformanceTests.skipped[item.id] == nil {
      guard item.expect["syntax"] as? String == "accept" else { continue }
      #expect(errors(of: try read(item)).map(\.message) == [], "\(item.id)")
    }
  }

  @Test func whatServersRejectHasAnError() throws {
    for item in try #require(ConformanceSuite.cases("zones.jsonl"))
    where ZoneConformanceTests.skipped[item.id] == nil {
      let isLabelled =
        item.expect["label"] as? String == "reject" && item.fields["kind"] as? String != "include"
      guard isLabelled || item.expect["syntax"] as? String == "reject" else { continue }
      let zone = try read(item)
      let problems =
        errors(of: zone)
        + ZoneIntegrity.defects(of: zone).map { $0.problem(in: zone) }.filter {
          $0.severity == .error
        }
      #expect(!problems.isEmpty, "\(item.id)")
      if let line = item.expect["line"] as? Int {
        let bytes = zone.texts[0].source.bytes
        let index = LineIndex(bytes)
        let lines = problems.compactMap(\.span).map { index.range(of: $0, in: bytes).start.line }
        #expect(lines.contains(line), "\(item.id): \(lines)")
      }
    }
  }

  @Test func skippedCasesAreRead() throws {
    let cases = try #require(ConformanceSuite.cases("zones.jsonl"))
    for item in cases where ZoneConformanceTests.skipped[item.id] != nil { _ = try read(item) }
    #expect(Set(cases.map(\.id)).isSuperset(of: ZoneConformanceTests.skipped.keys))
  }

  private func read(_ item: ConformanceCase) throws -> ZoneFile {
    let source = try SourceFile(path: item.id, raw: item.input)
    let origin = try DomainName(try #require(item.fields["origin"] as? String))
    return ZoneReader.read(source, origin: origin)
  }

  private func errors(of zone: ZoneFile) -> [SourceProblem] {
    zone.problems.filter { $0.severity == .error }
  }

  private func line(_ record: ZoneRecord, of zone: ZoneFile) -> String {
    "\(zone.owner(of: record)) \(record.ttl) \(record.class) \(record.type) \(zone.data(of: record))"
  }
}
