import Documents
import Findings
import Fixes
import Loaders
import Rendering
import Rules
import SourceText

/// Turns byte spans of one file into places with lines and columns. The lines are counted when the first place is
/// asked for.
struct PlaceFinder {
  private let source: SourceFile
  /// The source's, as a text of this finder's own.
  private let path: String
  private var lines: LineIndex?
  /// What must not be shown; looked for when the first line is shown.
  private var sensitive: SensitiveSpans.Index?
  /// Whether Terraform wrote the file: its lines may hold what no mark says is secret, and nothing is mended there.
  private lazy var isPlan = SecretMask.isTerraform(source.bytes)
  /// What the file was read as, where nothing is wrong with it; without it, it is read anew when the first fix is asked for.
  var tree: DocumentTree?
  private var planner: FixPlanner?

  /// Where the lines come from, where the source is rendered.
  private let rendered: RenderedPlace?
  /// Whether places have the text of their lines.
  private let showsLines: Bool

  /// - Parameter showsLines: whether somebody wants to see the text of lines; to find out what of one may be shown costs more
  ///   than finding its place.
  init(_ source: SourceFile, rendered: RenderedText? = nil, showsLines: Bool = true) {
    self.source = source
    path = source.path
    self.rendered = rendered.map(RenderedPlace.init)
    self.showsLines = showsLines
  }

  /// Takes what has been found out of the bytes already.
  mutating func use(_ found: SourceScan) {
    lines = found.lines
    isPlan = found.isPlan
  }

  /// The files that the places of an object are in.
  mutating func paths(of span: ByteSpan) -> [String] {
    guard let rendered else { return [source.path] }
    let range = range(of: span)
    return rendered.text.paths(ofLines: range.start.line...range.end.line)
  }

  /// Where a line (1-based) was written; `nil` where that is not known.
  func origin(ofLine line: Int) -> (path: String, line: Int)? {
    guard let rendered else { return (source.path, line) }
    let origin = rendered.text.origin(ofLine: line)
    return origin.line.map { (origin.path, $0) }
  }

  /// What all finders of a file share, so that each thread can have one of its own.
  struct Prepared: Sendable {
    var path: String { source.path }
    fileprivate var source: SourceFile
    fileprivate var lines: LineIndex
    fileprivate var isPlan: Bool
    fileprivate var tree: DocumentTree?
    fileprivate var rendered: RenderedPlace?
    fileprivate var showsLines: Bool
  }

  init(_ prepared: Prepared) {
    source = prepared.source
    path = String(decoding: source.path.utf8, as: UTF8.self)
    lines = prepared.lines
    tree = prepared.tree
    rendered = prepared.rendered
    showsLines = prepared.showsLines
    isPlan = prepared.isPlan
  }

  mutating func prepared() -> Prepared {
    let lines = lines ?? LineIndex(source.bytes)
    self.lines = lines
    return Prepared(
      source: source, lines: lines, isPlan: isPlan, tree: tree, rendered: rendered, showsLines: showsLines)
  }

  /// What has been found out already; `nil` where no place has been asked for.
  var preparation: Prepared? {
    mutating get { lines == nil ? nil : prepared() }
  }

  private mutating func range(of span: ByteSpan) -> SourceRange {
    // Asked where it stands: threads that took it out would wait for each other's counting of references.
    if let range = lines?.range(of: span, in: source.bytes) { return range }
    let made = LineIndex(source.bytes)
    lines = made
    return made.range(of: span, in: source.bytes)
  }

  mutating func place(_ span: ByteSpan) -> Place {
    let range = range(of: span)
    guard showsLines || rendered != nil else { return Place(path: path, range: range) }
    let line = (lines ?? LineIndex(source.bytes)).bytes(ofLine: range.start.line, in: source.bytes)
    // A line without end, as minified JSON has it, is no help to anyone.
    if let rendered { return rendered.place(range, line) }
    guard line.count <= 4096, !isPlan else { return Place(path: path, range: range) }
    let shown = SecretMask.masked(hidden(line))
    // A line of which nothing may be shown is none.
    guard shown.contains(where: { !" \t*".utf8.contains($0) }) || shown.isEmpty else {
      return Place(path: path, range: range)
    }
    return Place(path: path, range: range, line: String(decoding: shown, as: UTF8.self))
  }

  /// A line with `*` in place of what must not be shown of it: of every byte, so that columns of ASCII stay what they are.
  private mutating func hidden(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let index = sensitive ?? SensitiveSpans.Index(source, format: ArtefactFormat(of: source), tree: tree)
    sensitive = index
    var line = line
    for span in index.spans[index.place(after: line.startIndex)...] {
      guard Int(span.start) < line.endIndex else { break }
      for place in span.range.clamped(to: line.startIndex..<line.endIndex) { line[place] = UInt8(ascii: "*") }
    }
    return Array(line)
  }

  mutating func problem(_ problem: SourceProblem) -> InputProblem {
    InputProblem(
      isError: problem.severity == .error, message: problem.message,
      place: problem.span.map { place($0) } ?? Place(path: source.path))
  }

  /// A finding whose places are all in this file.
  mutating func finding(_ raw: RawFinding, _ rule: RuleMark, _ resource: String) -> Finding {
    finding(
      raw, rule, resource,
      related: raw.related.map { RelatedPlace(place: place($0.span), message: $0.message) })
  }

  /// A finding with related places found elsewhere.
  mutating func finding(
    _ raw: RawFinding, _ rule: RuleMark, _ resource: String, related: [RelatedPlace]
  ) -> Finding {
    // What is rendered is nobody's to change.
    let isFixable = !raw.fixes.isEmpty && rendered == nil && !isPlan
    let (fixes, withheld) = self.fixes(isFixable ? raw.fixes : [], resource)
    return Finding(
      rule: rule.id, severity: raw.severity ?? rule.severity, confidence: rule.confidence,
      message: isPlaced(raw.span) ? raw.message : "\(raw.message) (in the rendered \(resource))",
      place: place(raw.span), resource: resource, related: related, fixes: fixes,
      withheld: withheld, fingerprint: Fingerprint(rule.id, resource, raw.message))
  }

  /// Whether it is known where a span was written.
  private mutating func isPlaced(_ span: ByteSpan) -> Bool {
    guard let rendered else { return true }
    return rendered.isKnown(line: range(of: span).start.line)
  }

  /// The fixes as edits of this file, and those that cannot be made in it.
  private mutating func fixes(_ raw: [RawFix], _ resource: String) -> ([Fix], [WithheldFix]) {
    guard !raw.isEmpty else { return ([], []) }
    let planner = self.planner ?? FixPlanner(source, syntax: source.syntax, tree: tree)
    self.planner = planner
    var fixes: [Fix] = []
    var withheld: [WithheldFix] = []
    for fix in raw {
      do throws(FixRefusal) {
        let edits = try planner.edits(for: fix.changes, of: resource).compactMap { edit in
          place(edit.span).range.map { Edit(path: source.path, range: $0, replacement: edit.replacement) }
        }
        fixes.append(Fix(title: fix.title, safety: fix.safety, edits: edits, changes: fix.changes))
      } catch {
        withheld.append(WithheldFix(title: fix.title, safety: fix.safety, reason: error.reason))
      }
    }
    return (fixes, withheld)
  }
}
