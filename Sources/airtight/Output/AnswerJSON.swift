import Analysis
import Inventory
import Networking
import Reports
import SourceText
import ZoneSyntax

/// What a resolver answers for a name, as JSON: for each view the outcome, the aliases and the addresses with their
/// places.
struct AnswerJSON {
  private let inventory: Inventory
  private var files: [Int: (source: SourceFile, lines: LineIndex)]

  /// - Parameter sources: the files with zones, by their index.
  init(_ inventory: Inventory, _ sources: [Int: SourceFile]) {
    self.inventory = inventory
    files = sources.mapValues { ($0, LineIndex($0.bytes)) }
  }

  func write(_ name: DomainName, _ json: inout JSONWriter) {
    json.object { json in
      json.member("name", name.description)
      for view in Resolver.View.allCases {
        var resolver = Resolver(inventory.zones, view: view)
        let answer = resolver.resolve(name)
        json.key(named: view.rawValue)
        json.object { json in write(answer, &json) }
      }
    }
  }

  private func write(_ answer: Answer, _ json: inout JSONWriter) {
    json.member("outcome", answer.outcome.rawValue)
    if !answer.reason.isEmpty { json.member("reason", answer.reason) }
    json.member("addresses", strings: answer.addresses.map(\.description))
    json.member("zones", strings: answer.zones.map { inventory.zones[$0].name })
    json.member("chain", each: answer.steps) { json, step in
      json.object { json in
        json.member("name", step.name.description)
        json.member("type", step.kind.rawValue)
        json.member("target", orNull: step.target?.description)
        json.member("wildcard", step.isWildcard)
        place(step.record, &json)
      }
    }
    json.member("records", each: answer.ipv4 + answer.ipv6) { json, record in self.record(record, &json) }
    json.member("evidence", each: answer.evidence) { json, record in self.record(record, &json) }
  }

  private func record(_ id: RecordID, _ json: inout JSONWriter) {
    let content = inventory.zones[id.zone].content
    let record = content.records[id.record]
    json.object { json in
      json.member("name", content.owner(of: record).description)
      json.member("ttl", Int(record.ttl))
      json.member("type", record.type.description)
      json.member("data", content.data(of: record))
      place(id, &json)
    }
  }

  private func place(_ id: RecordID, _ json: inout JSONWriter) {
    let zone = inventory.zones[id.zone]
    json.member("path", zone.path)
    guard let file = files[zone.file] else { return }
    let position = file.lines.position(of: Int(zone.span(of: id.record).start), in: file.source.bytes)
    json.member("line", position.line)
    json.member("column", position.column)
  }
}
