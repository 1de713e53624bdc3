import Networking
import SourceText
import ZoneSyntax

/// Reads the bytes as a master file and asks for everything that can be asked of it; several threads read the same as one.
///
/// The first byte chooses whether the zone's name is given, and whether an `$INCLUDE` gets a text.
enum ZoneTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    guard let choice = bytes.first,
      let source = try? SourceFile(path: "db.example.org", raw: Array(bytes.dropFirst()))
    else { return }
    let origin = choice & 1 == 0 ? nil : try? DomainName("example.com.")
    // Small limits: what they bound is tested elsewhere, and the fuzzer shall see many inputs.
    let limits = ZoneLimits(
      records: 2000, generated: 500, generatedBytes: 1 << 16, includeDepth: 3, includes: 10)
    func read(_ parts: ZoneReader.Parts) -> ZoneFile {
      ZoneReader.read(
        source, origin: origin, limits: limits,
        includes: { (name, _) throws(SourceProblem) in
          guard choice & 2 != 0 else { throw SourceProblem("none") }
          return SourceFile(path: name, text: "x A 192.0.2.1\n$INCLUDE \(name)x\n")
        }, parts: parts)
    }
    let zone = read(.init())
    check(zone)
    compare(zone, read(.init(jobs: 3, size: 40, leavesAll: true)))
  }

  private static func compare(_ one: ZoneFile, _ several: ZoneFile) {
    precondition(one.records.count == several.records.count && one.zone?.name == several.zone?.name)
    for (a, b) in zip(one.records, several.records) {
      precondition(a.span == b.span && a.ttl == b.ttl && a.type == b.type && a.class == b.class)
      precondition(one.owner(of: a) == several.owner(of: b))
    }
    precondition(one.texts.map(\.problems) == several.texts.map(\.problems))
    precondition(one.directives.count == several.directives.count)
  }

  /// Every place lies in its text, every record's text can be made, and every owner is found by its name.
  private static func check(_ zone: ZoneFile) {
    for text in zone.texts {
      for problem in text.problems {
        precondition((problem.span?.range.upperBound ?? 0) <= text.source.bytes.count)
      }
    }
    for (index, record) in zone.records.enumerated() {
      let size = zone.texts[Int(record.text)].source.bytes.count
      precondition(record.span.range.upperBound <= size)
      let owner = zone.owner(of: record)
      let number = zone.owner(named: owner)
      precondition(number.map { zone.records(ofOwner: $0).contains(index) } == true)
      let fields = zone.fields(of: record)
      precondition(!fields.isEmpty)
      precondition(fields.allSatisfy { $0.span.range.upperBound <= size })
      _ = zone.typeSpan(of: record)
      _ = zone.ownerSpan(of: record)
      precondition(zone.rootSpan(of: record).range.upperBound <= zone.texts[0].source.bytes.count)
    }
    let defects = ZoneIntegrity.defects(of: zone)
    precondition(defects.allSatisfy { ($0.record ?? 0) < zone.records.count })
    for defect in defects.prefix(20) { _ = defect.problem(in: zone) }
    _ = zone.allProblems
    _ = zone.namesAboveOwners
  }
}
