package import Documents
package import Inventory
package import SourceText

/// What a file's artefacts came to.
package struct LoadedFile: Sendable {
  /// In the order of the documents, with `document` set and `file` 0.
  package var resources: [Resource] = []
  /// Credentials that stand in clear in the file: what they look like, and where.
  package var credentials: [Resource] = []
  /// How many objects a template will hold, by kind; `anyKubernetes` where the text does not tell it.
  package var unrendered: [ResourceKind: Int] = [:]
  /// An outline of the policies among them: one that may select anything.
  package var unrenderedPolicy: Resource?
  /// Zones, whose records are no resources until someone asks about them.
  package var zones: [InventoryZone] = []
  /// Kinds of which the file lists all that there are, also where there is none.
  package var listed: Set<ResourceKind> = []
  /// Kinds of which the file is one page of several.
  package var partial: Set<ResourceKind> = []
  /// Documents in the file, empty ones left out.
  package var documents = 0
  /// Documents that are no artefact airtight knows: what they look like, and where they begin.
  package var unrecognised: [(description: String, span: ByteSpan)] = []
  package var format: ArtefactFormat
  /// What a YAML or JSON file was read as, before any artefact was brought into another shape.
  package var tree: DocumentTree?
  /// Warnings, and last the error that stopped the reading, if one did.
  package var problems: [SourceProblem] = []

  /// The records of all zones.
  package var recordCount: Int { zones.reduce(0) { $0 + $1.recordCount } }

  package init(format: ArtefactFormat) { self.format = format }
}

/// The formats that artefacts come in.
package enum ArtefactFormat: String, Sendable {
  case yaml, json, zone, sql
  /// A text that gives YAML once it is rendered. No file's name tells it.
  case template

  /// The format that a file's name tells; `nil` where it tells none.
  ///
  /// Zone files are named `*.zone`, `*.db` or `db.*`, as BIND's and Debian's examples have it.
  package init?(fileName: some StringProtocol) {
    let name = fileName.lowercased()
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      self = .yaml
    } else if name.hasSuffix(".json") || name.hasSuffix(".tfstate") {
      self = .json
    } else if name.hasSuffix(".zone") || name.hasSuffix(".db") || name.hasPrefix("db.") {
      self = .zone
    } else if name.hasSuffix(".sql") {
      self = .sql
    } else {
      return nil
    }
  }

  /// The format of a file: what its name tells, else what it looks like.
  package init(of source: SourceFile) {
    let path = source.path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
    self = ArtefactFormat(fileName: name) ?? ArtefactFormat(sniffing: source.bytes)
  }

  /// The format that a text looks like, for a file that the user names and whose name tells nothing.
  package init(sniffing bytes: [UInt8]) {
    let start = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).uppercased()
    if start == UInt8(ascii: "{") || start == UInt8(ascii: "[") {
      self = .json
    } else if start == UInt8(ascii: ";") || head.contains("$ORIGIN") || head.contains("$TTL")
      || head.contains(" SOA ") || head.contains("\tSOA\t")
    {
      self = .zone
    } else {
      self = .yaml
    }
  }
}
