package import Documents
import SourceText

/// What `kustomize build` writes: objects without a word of where they come from.
///
/// An object is found again by its kind and name among those that the kustomization names, and then each of its members that
/// is still what it was is put where it stands there. What is in no object as it was is looked for in the patches.
package struct KustomizeOutput {
  /// A file with objects as they were before.
  package struct Base {
    package var file: RenderedText.File
    package var bytes: [UInt8]
    package var tree: DocumentTree

    package init(path: String, bytes: [UInt8], tree: DocumentTree) {
      file = RenderedText.File(path: path, bytes: bytes)
      self.bytes = bytes
      self.tree = tree
    }
  }

  private struct Original {
    var file: Int
    var node: DocumentNode
    var name: String
    var namespace: String
  }

  private let bytes: [UInt8]
  private let lines: LineIndex
  private var files: [RenderedText.File]
  private var indices: [Int: (lines: LineIndex, bytes: [UInt8])] = [:]
  /// Objects as they were before, by kind and name, and those of a kind, in order.
  private var originals: [String: [Original]] = [:]
  private var kinds: [String: [Original]] = [:]
  /// Patches in the form of objects, by kind and name.
  private var changes: [String: [Original]] = [:]
  /// Objects of a kind among which one is looked for by a part of its name, at most.
  private static let similar = 100
  private var origins: [RenderedText.Origin]

  /// The output with the file and line that each line comes from.
  ///
  /// - Parameters:
  ///   - tree: the output as it was read.
  ///   - kustomization: where lines are put of which nothing is known.
  ///   - patches: files whose members, or lines as they are, may stand in the output.
  package static func text(
    _ bytes: [UInt8], _ tree: DocumentTree, kustomization: RenderedText.File, bases: [Base],
    patches: [Base]
  ) -> RenderedText {
    var output = KustomizeOutput(bytes, kustomization)
    for base in bases { output.add(base, to: \.originals) }
    let first = output.files.count
    for patch in patches { output.add(patch, to: \.changes) }
    for document in tree.documents { output.place(document) }
    output.placeRest([0] + Array(first..<output.files.count))
    return RenderedText(bytes: bytes, files: output.files, origins: output.origins)
  }

  private init(_ bytes: [UInt8], _ kustomization: RenderedText.File) {
    self.bytes = bytes
    lines = LineIndex(bytes)
    files = [kustomization]
    origins = Array(repeating: RenderedText.Origin(file: 0, line: 0), count: lines.count)
  }

  private mutating func add(_ base: Base, to list: WritableKeyPath<Self, [String: [Original]]>) {
    let file = files.count
    files.append(base.file)
    indices[file] = (LineIndex(base.bytes), base.bytes)
    for document in base.tree.documents {
      guard let kind = document["kind"]?.text, let name = document.at("metadata", "name")?.text else {
        continue
      }
      let namespace = document.at("metadata", "namespace")?.text ?? ""
      let original = Original(file: file, node: document, name: name, namespace: namespace)
      self[keyPath: list]["\(kind)/\(name)", default: []].append(original)
      if list == \.originals { kinds[kind, default: []].append(original) }
    }
  }

  /// The object that an object was made from: of its kind and name, else the only one whose name is a part of its own, as
  /// `namePrefix` and `nameSuffix` have it.
  private func original(of object: DocumentNode) -> Original? {
    guard let kind = object["kind"]?.text, let name = object.at("metadata", "name")?.text else { return nil }
    let same = originals["\(kind)/\(name)"] ?? []
    if same.count == 1 { return same[0] }
    if same.count > 1 {
      let namespace = object.at("metadata", "namespace")?.text ?? ""
      let near = same.filter { $0.namespace == namespace }
      return near.count == 1 ? near[0] : nil
    }
    guard let all = kinds[kind], all.count <= Self.similar else { return nil }
    let longer = all.filter { name.hasSuffix($0.name) || name.hasPrefix($0.name) }
    return longer.count == 1 ? longer[0] : nil
  }

  /// Puts the lines of an object where its members stood before, and what is new where a patch has it.
  private mutating func place(_ object: DocumentNode) {
    guard let original = original(of: object) else { return }
    place(object, original)
    for change in changes["\(object["kind"]?.text ?? "")/\(original.name)"] ?? [] { place(object, change) }
  }

  /// Puts the lines of members that are the same in another object, with a work list.
  private mutating func place(_ object: DocumentNode, _ original: Original) {
    guard let index = indices[original.file] else { return }
    func line(_ node: DocumentNode) -> Int {
      index.lines.position(of: Int(node.span.start), in: index.bytes).line
    }
    func put(_ rendered: DocumentNode, _ written: DocumentNode) {
      let place = lines.position(of: Int(rendered.span.start), in: bytes).line - 1
      // The first member of an element stands on the line of its dash.
      if place < origins.count, origins[place].line == 0 {
        origins[place] = RenderedText.Origin(file: original.file, line: line(written))
      }
    }
    var waiting = [(rendered: object, written: original.node)]
    while let (rendered, written) = waiting.popLast() {
      if rendered.isMapping, written.isMapping {
        for pair in rendered.pairs {
          guard let key = pair.key.text, let old = written.pair(forKey: key) else { continue }
          guard Self.isSame(pair.value, old.value) else { continue }
          put(pair.key, old.key)
          waiting.append((pair.value, old.value))
        }
      } else if rendered.isSequence, written.isSequence {
        for (new, old) in Self.pairs(Array(rendered.elements), Array(written.elements)) {
          put(new, old)
          waiting.append((new, old))
        }
      }
    }
  }

  /// Whether two values are the same text, or both hold others.
  private static func isSame(_ a: DocumentNode, _ b: DocumentNode) -> Bool {
    if a.isMapping || a.isSequence { return a.isMapping == b.isMapping && a.isSequence == b.isSequence }
    return !b.isMapping && !b.isSequence && a.text == b.text
  }

  /// Elements that are the same: by their names, by their texts, or by their places where there are as many as before.
  private static func pairs(
    _ new: [DocumentNode], _ old: [DocumentNode]
  ) -> [(DocumentNode, DocumentNode)] {
    func label(_ node: DocumentNode) -> String? { node.isMapping ? node["name"]?.text : node.text }
    var labelled: [String: DocumentNode] = [:]
    for node in old { if let label = label(node) { labelled[label] = node } }
    return new.enumerated().compactMap { place, node in
      if let label = label(node) { return labelled[label].map { (node, $0) } }
      return new.count == old.count && Self.isSame(node, old[place]) ? (node, old[place]) : nil
    }
  }

  /// Looks the remaining lines up in the patches, and in the kustomization, which may hold patches itself.
  private mutating func placeRest(_ patches: [Int]) {
    var places: [ArraySlice<UInt8>: RenderedText.Origin?] = [:]
    for file in patches {
      for (number, line) in files[file].lines.enumerated() {
        let text = TextLines.trimmed(line)
        // What stands in each object tells nothing.
        guard text.count > 8 else { continue }
        let place = RenderedText.Origin(file: file, line: number + 1)
        places[text] = places[text] == nil ? .some(place) : .some(nil)
      }
    }
    let written = TextLines.split(bytes)
    for index in origins.indices where origins[index].line == 0 && index < written.count {
      if let place = places[TextLines.trimmed(written[index])], let place { origins[index] = place }
    }
  }
}
