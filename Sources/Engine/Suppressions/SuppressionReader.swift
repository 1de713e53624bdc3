import Documents
import Findings
import Inventory
import Loaders
import SourceText

/// Finds the suppressions that stand in a file: comments, and annotations of Kubernetes objects.
enum SuppressionReader {
  static let annotation = "airtight.dev/allow"

  private static let name = ByteSearch.Texts(["airtight"])
  private static let commentMark = ByteSearch.Texts(["airtight:"])
  private static let annotationMark = ByteSearch.Texts([annotation])

  /// Whether a file names airtight: one that does not has no suppressions.
  static func isNamed(in bytes: [UInt8]) -> Bool { name.stand(in: bytes) }

  /// The suppressions of a file that names airtight, in order.
  static func suppressions(
    in source: SourceFile, _ format: ArtefactFormat, _ resources: [Resource], _ places: inout PlaceFinder
  ) -> [Suppression] {
    // A template's comments count where they are rendered, and then for the line that the rendered line comes from.
    var found: [Suppression] = []
    if commentMark.stand(in: source.bytes) { found += comments(source, format, &places) }
    if annotationMark.stand(in: source.bytes) {
      for resource in resources { found += annotations(resource, &places) }
    }
    return found
  }

  // MARK: Comments

  /// A comment behind something is for its own line; one that stands alone is for the next line with something on it.
  private static func comments(
    _ source: SourceFile, _ format: ArtefactFormat, _ places: inout PlaceFinder
  ) -> [Suppression] {
    guard let scan = SourceComments(source, format) else { return [] }
    var found: [Suppression] = []
    let targets = TargetLines(source.bytes, scan.comments)
    for span in scan.comments {
      let text = String(decoding: source.bytes[span.range].dropFirst(scan.mark.count), as: UTF8.self)
      guard let statement = SuppressionStatement(comment: text) else { continue }
      guard let target = places.origin(ofLine: targets.line(for: span)) else { continue }
      found.append(
        Suppression(
          kind: .comment, target: .line(path: target.path, line: target.line), statement: statement,
          place: places.place(span)))
    }
    return found
  }

  // MARK: Annotations

  /// One suppression a line of the annotation's value.
  private static func annotations(
    _ resource: Resource, _ places: inout PlaceFinder
  ) -> [Suppression] {
    guard resource.kind.isKubernetes,
      let pair = resource.node.at("metadata", "annotations")?.pair(forKey: annotation),
      let text = pair.value.text
    else { return [] }
    let paths = places.paths(of: resource.node.span)
    let lines = text.split { $0 == "\n" }.filter { !$0.allSatisfy(\.isWhitespace) }
    return (lines.isEmpty ? [""] : lines).map { line in
      Suppression(
        kind: .annotation, target: .resource(resource.identity, paths: paths),
        statement: SuppressionStatement(annotation: line), place: places.place(pair.key.span))
    }
  }
}

/// Which line each comment is for, by the line (1-based) that it stands on.
private struct TargetLines {
  private let bytes: [UInt8]
  private let lines: LineIndex
  private var targets: [Int: Int] = [:]

  init(_ bytes: [UInt8], _ comments: [ByteSpan]) {
    self.bytes = bytes
    lines = LineIndex(bytes)
    // From the last one on, so that a comment above others finds theirs.
    for span in comments.reversed() {
      let line = lines.position(of: Int(span.start), in: bytes).line
      targets[line] = isAlone(span) ? next(after: line) : line
    }
  }

  func line(for span: ByteSpan) -> Int {
    let line = lines.position(of: Int(span.start), in: bytes).line
    return targets[line] ?? line
  }

  private func isAlone(_ span: ByteSpan) -> Bool {
    let before = bytes[..<span.range.lowerBound].reversed().first { $0 != 0x20 && $0 != 0x09 }
    return before.map { $0 == 0x0A || $0 == 0x0D } ?? true
  }

  /// The next line with something on it that is no comment; behind the last one where there is none.
  private func next(after line: Int) -> Int {
    var line = line + 1
    while line <= lines.count {
      if let target = targets[line], target != line { return target }
      if !lines.bytes(ofLine: line, in: bytes).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { break }
      line += 1
    }
    return line
  }
}
