import Documents
import Networking
package import SourceText
package import ZoneSyntax

/// A zone of the inventory. Its records stay rows of the file that they were read from; those that someone asks about
/// become resources.
package struct InventoryZone: Sendable {
  /// To whom a zone answers.
  package enum Visibility: String, Sendable {
    /// The internet: an export of a public zone.
    case `public`
    /// Linked networks alone: a zone of Azure Private DNS.
    case `private`
    /// The artefact does not tell: it may be either.
    case unspecified
  }

  /// Where a record stands in an artefact that is no master file.
  package struct Places: Sendable {
    package var record: ByteSpan
    package var name: ByteSpan
    package var ttl: ByteSpan
    package var data: ByteSpan

    package init(record: ByteSpan, name: ByteSpan, ttl: ByteSpan, data: ByteSpan) {
      self.record = record
      self.name = name
      self.ttl = ttl
      self.data = data
    }
  }

  package let content: ZoneFile
  package let visibility: Visibility
  /// The path of the artefact, which every place is in.
  package let path: String
  /// The 0-based index of the file in the run's sorted list of inputs.
  package var file = 0
  /// By record; `nil` for a master file, which knows its own places.
  private let places: [Places]?

  package init(_ content: ZoneFile, visibility: Visibility, path: String, places: [Places]? = nil) {
    self.content = content
    self.visibility = visibility
    self.path = path
    self.places = places
  }

  /// The zone's name in lower case without its final dot; empty where nothing tells it.
  package var name: String { content.zone.map { DomainText.normal($0.name.key) } ?? "" }

  /// Whether the artefact holds the whole zone, so that what is not in it does not exist: it has the zone's SOA.
  package var isComplete: Bool {
    guard let name = content.zone?.name, let apex = content.owner(named: name) else { return false }
    return content.records(ofOwner: apex).contains { content.records[$0].type == .soa }
  }

  /// The master file itself, which the zone holds on to; `nil` for a zone out of any other artefact.
  package var masterFile: SourceFile? { places == nil ? content.texts.first?.source : nil }

  package var recordCount: Int { content.records.count }

  /// The files that `$INCLUDE` brought in, as reports show them.
  package var includedPaths: [String] {
    content.texts.compactMap { text in
      if case .include = text.origin { text.source.path } else { nil }
    }
  }

  /// A record's place in the artefact.
  package func span(of record: Int) -> ByteSpan {
    places?[record].record ?? content.rootSpan(of: content.records[record])
  }

  /// A record as a resource of the kind `dns.Record`.
  package func resource(of record: Int) -> Resource {
    let shape = shape(of: record)
    var copier = TreeCopier(syntax: .zone, path: path)
    shape.add(to: &copier)
    let tree = copier.finish()
    let node = tree.documents.first ?? DocumentNode(tree: tree, id: NodeID(index: 0))
    return Resource(kind: .record, name: "\(shape.fqdn) \(shape.type)", node: node, file: file)
  }

  /// The zone as a resource of the kind `dns.Zone`.
  package var resource: Resource {
    var copier = TreeCopier(syntax: .zone, path: path)
    let start = content.records.indices.first.map { span(of: $0) } ?? ByteSpan(0..<0)
    copier.openMapping(span: start)
    copier.member(named: "name", string: name, at: start)
    addDirectives(to: &copier)
    copier.close()
    let tree = copier.finish()
    let node = tree.documents.first ?? DocumentNode(tree: tree, id: NodeID(index: 0))
    return Resource(kind: .zone, name: name, node: node, file: file)
  }

  /// The master file's own directives beyond `$TTL`, the first 100 of them, as a list of mappings.
  private func addDirectives(to copier: inout TreeCopier) {
    var listed: [(kind: String, argument: String, span: ByteSpan)] = []
    for directive in content.directives where directive.text == 0 {
      switch directive.kind {
      case .include(let file, _, _): listed.append(("$INCLUDE", file, directive.span))
      case .generate(_, _, _, let records): listed.append(("$GENERATE", "\(records)", directive.span))
      case .origin(let name): listed.append(("$ORIGIN", name.description, directive.span))
      case .ttl, .date: break
      }
    }
    guard let first = listed.first, let last = listed.last else { return }
    copier.key(named: "directives", at: first.span)
    copier.open(.sequence, span: ByteSpan(start: first.span.start, end: last.span.end), style: .flow)
    for (index, directive) in listed.prefix(100).enumerated() {
      copier.openMapping(span: directive.span)
      copier.member(named: "index", string: "\(index)", at: directive.span)
      copier.member(named: "directive", string: directive.kind, at: directive.span)
      copier.member(named: "argument", string: directive.argument, at: directive.span)
      copier.close()
    }
    copier.close()
  }

  /// Whether the records come from a master file, and not from another export.
  package var isMasterFile: Bool { places == nil }

  private func shape(of index: Int) -> RecordShape {
    let record = content.records[index]
    let fields = content.fields(of: record)
    return RecordShape(
      fqdn: DomainText.normal(content.owner(of: record).key), zone: name, type: record.type.description,
      ttl: String(record.ttl), rdata: fields.map(\.text).filter { !$0.isEmpty }.joined(separator: " "),
      inheritsAcross: InheritedOwner.gap(before: record, of: content),
      places: places?[index].shape ?? ownPlaces(of: record, fields))
  }

  /// A record that a directive made or brought in is marked at the directive.
  private func ownPlaces(of record: ZoneRecord, _ fields: [ZoneField]) -> RecordShape.Places {
    let whole = content.rootSpan(of: record)
    guard record.text == 0 else {
      return .init(record: whole, name: whole, type: whole, ttl: whole, rdata: whole)
    }
    var data = whole
    if let first = fields.first, let last = fields.last {
      data = ByteSpan(start: first.span.start, end: last.span.end)
    }
    return .init(
      record: whole, name: record.inheritsOwner ? whole : content.ownerSpan(of: record),
      type: content.typeSpan(of: record), ttl: whole, rdata: data)
  }
}

extension InventoryZone.Places {
  fileprivate var shape: RecordShape.Places {
    .init(record: record, name: name, type: record, ttl: ttl, rdata: data)
  }
}
