import Documents
import Inventory
import Networking
import SourceText
import ZoneSyntax

/// Puts the record sets of a file together as zones.
///
/// Their records are written as lines of a master file and read by the same reader, so that one resolver and one set
/// of checks serve both; every place is that in the artefact.
enum AzureZone {
  /// The zones of some record sets, by name, and what is wrong in them.
  static func zones(_ sets: [AzureRecordSet], path: String) -> (
    zones: [InventoryZone], problems: [SourceProblem]
  ) {
    var groups: [String: [AzureRecordSet]] = [:]
    for set in sets { groups["\(set.zone) \(set.visibility.rawValue)", default: []].append(set) }
    var zones: [InventoryZone] = []
    var problems: [SourceProblem] = []
    for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
      let lines = group.flatMap(\.lines)
      guard let first = group.first, !lines.isEmpty else { continue }
      var text: [UInt8] = []
      var starts: [Int] = []
      for line in lines {
        starts.append(text.count)
        text += line.text.utf8
        text.append(0x0A)
      }
      guard let source = try? SourceFile(path: path, raw: text) else { continue }
      let content = ZoneReader.read(
        source, origin: try? DomainName(first.zone.isEmpty ? "." : first.zone + "."))
      problems += content.problems.map { problem in
        SourceProblem(
          problem.message, at: place(of: problem.span?.start ?? 0, starts, lines).data,
          severity: problem.severity)
      }
      let places = content.records.map { place(of: $0.span.start, starts, lines) }
      zones.append(InventoryZone(content, visibility: first.visibility, path: path, places: places))
    }
    return (zones, problems)
  }

  /// The places of the line that an offset is in, by bisection.
  private static func place(
    of offset: UInt32, _ starts: [Int], _ lines: [(text: String, places: InventoryZone.Places)]
  ) -> InventoryZone.Places {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= Int(offset) { low = middle } else { high = middle }
    }
    return lines[low].places
  }
}
