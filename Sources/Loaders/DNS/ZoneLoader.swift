import Documents
import Inventory
import Networking
import SourceText
import ZoneSyntax

/// Turns a master file's records into resources: one `dns.Zone` and a `dns.Record` each, in the shape that record sets
/// of `az` get as well.
enum ZoneLoader {
  static func load(_ source: SourceFile) -> LoadedFile {
    let zone = ZoneReader.read(source)
    var loaded = LoadedFile(format: .zone)
    loaded.problems = zone.problems
    loaded.documents = 1
    let name = zone.zone.map { RecordShape.normal($0.name.key) } ?? ""
    var copier = TreeCopier(syntax: .zone, path: source.path)
    copier.openMapping(span: ByteSpan(0..<0))
    copier.member(
      named: "name", string: name, at: zone.records.first.map { zone.rootSpan(of: $0) } ?? ByteSpan(0..<0))
    copier.close()
    var names: [(kind: ResourceKind, name: String)] = [(.zone, name)]
    for record in zone.records {
      let shape = shape(record, in: zone, named: name)
      shape.add(to: &copier)
      names.append((.record, "\(shape.fqdn) \(shape.type)"))
    }
    let tree = copier.finish()
    guard !zone.records.isEmpty else { return loaded }
    loaded.resources = zip(names, tree.documents).map {
      Resource(kind: $0.kind, name: $0.name, node: $1)
    }
    return loaded
  }

  private static func shape(_ record: ZoneRecord, in zone: ZoneFile, named name: String) -> RecordShape {
    let whole = zone.rootSpan(of: record)
    // A record that a directive made or brought in is marked at the directive.
    let isOwn = record.text == 0
    let fields = zone.fields(of: record)
    let owner = record.inheritsOwner || !isOwn ? whole : zone.ownerSpan(of: record)
    var data = whole
    if isOwn, let first = fields.first, let last = fields.last {
      data = ByteSpan(start: first.span.start, end: last.span.end)
    }
    let type = isOwn ? zone.typeSpan(of: record) : whole
    return RecordShape(
      fqdn: RecordShape.normal(zone.owner(of: record).key), zone: name, type: record.type.description,
      ttl: String(record.ttl), rdata: fields.map(\.text).filter { !$0.isEmpty }.joined(separator: " "),
      places: .init(record: whole, name: owner, type: type, ttl: whole, rdata: data))
  }
}
