import Documents
import Findings
import Inventory
import Rendering
import Rules
import SourceText

/// Places in any file of a run, found after the files have gone from memory: a file that has something to show is read
/// once more.
struct EstatePlaces {
  private let limit: Int
  private let showsLines: Bool
  /// Bytes to read in the place of files, by path.
  private let overlay: [String: [UInt8]]
  /// What was rendered, by the path in whose place it stands.
  private var rendered: [String: RenderedText] = [:]
  /// Files that cannot be read again, or need not be.
  private var kept: [String: PlaceFinder] = [:]
  /// Files whose bytes are in memory.
  private var held: [String: DocumentTree] = [:]
  /// The files of the latest findings: only a few are held at a time.
  private var finders: [String: PlaceFinder] = [:]
  /// The file of the latest place: findings come file by file.
  private var open = PlaceFinder(SourceFile(path: "", text: ""))
  private var openPath = ""

  /// - Parameters:
  ///   - sources: files that cannot be read again.
  ///   - prepared: files whose places have been asked for, and whose bytes are in memory.
  ///   - resources: those that hold on to the bytes of their files, which need not be read again.
  ///   - zones: those that hold on to their master files.
  ///   - files: all of the run, for those that are rendered.
  ///   - showsLines: whether places are to have the text of their lines.
  init(
    limit: Int, sources: [SourceFile], prepared: [PlaceFinder.Prepared] = [], resources: [Resource] = [],
    zones: [InventoryZone] = [], overlay: [String: [UInt8]] = [:], files: [InputFile] = [],
    showsLines: Bool = true
  ) {
    self.showsLines = showsLines
    self.limit = limit
    self.overlay = overlay
    for file in files { if let text = file.rendered { rendered[file.path] = text } }
    for source in sources + zones.compactMap(\.masterFile) {
      kept[source.path] = PlaceFinder(source, showsLines: showsLines)
    }
    for places in prepared { kept[places.path] = PlaceFinder(places) }
    var last: DocumentTree?
    for tree in resources.lazy.map(\.node.tree) where tree !== last {
      last = tree
      guard !tree.source.isEmpty, held[tree.path] == nil, kept[tree.path] == nil else { continue }
      held[tree.path] = tree
    }
  }

  mutating func finding(
    _ raw: RawFinding, _ rule: RuleMark, _ resource: String, path: String
  ) -> Finding {
    let related = raw.related.map { RelatedPlace(place: place($0.path, $0.span), message: $0.message) }
    turn(to: path)
    return open.finding(raw, rule, resource, related: related)
  }

  mutating func place(_ path: String, _ span: ByteSpan) -> Place {
    turn(to: path)
    return open.place(span)
  }

  private mutating func turn(to path: String) {
    if path == openPath { return }
    if !openPath.isEmpty { finders[openPath] = open }
    open = finder(path)
    openPath = path
  }

  private mutating func finder(_ path: String) -> PlaceFinder {
    if let known = finders[path] ?? kept[path] { return known }
    if finders.count >= 8 { finders.removeAll(keepingCapacity: true) }
    let text = rendered[path]
    if text == nil, let tree = held[path] {
      return PlaceFinder(SourceFile(path: path, decoded: tree.source), showsLines: showsLines)
    }
    let raw = text?.bytes ?? overlay[path] ?? (try? FileReader.bytes(of: path, limit: limit)) ?? []
    let source = (try? SourceFile(path: path, raw: raw)) ?? SourceFile(path: path, text: "")
    return PlaceFinder(source, rendered: text, showsLines: showsLines)
  }
}
