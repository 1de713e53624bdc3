package import Documents
import JSONSyntax
import SQLSyntax
package import SourceText
import YAMLSyntax

/// Where the values stand that must never be shown, not even in a source line beside something else: a connection's options but
/// for host, port and base path, a Secret's data, what Terraform marks as sensitive, and in SQL all strings but a few.
package enum SensitiveSpans {
  /// The spans in a file, in no order.
  ///
  /// - Parameter tree: what the file was read as, where nothing is wrong with it; without it, the file is read anew.
  package static func spans(
    in source: SourceFile, format: ArtefactFormat, tree: DocumentTree? = nil
  ) -> [ByteSpan] {
    shapes(in: source, format: format) + known(in: source, format: format, tree)
  }

  /// What has the shape of a credential, wherever it stands.
  private static func shapes(in source: SourceFile, format: ArtefactFormat) -> [ByteSpan] {
    format == .sql || format == .zone ? [] : CredentialScanner.hits(in: source.bytes).map(\.span)
  }

  /// What is a credential because of the member that it stands in.
  private static func known(
    in source: SourceFile, format: ArtefactFormat, _ tree: DocumentTree?
  ) -> [ByteSpan] {
    if let tree, format == .yaml || format == .json {
      return mayHold(source) ? tree.documents.flatMap(spans) : []
    }
    switch format {
    case .sql: return SQLSensitiveSpans.spans(in: source)
    case .json:
      guard mayHold(source) else { return [] }
      let reading = JSONReader.read(source)
      return reading.isRefused ? [all(of: source)] : reading.tree.documents.flatMap(spans)
    case .yaml:
      guard mayHold(source) else { return [] }
      let (tree, problems) = YAMLReader.read(source)
      let isRefused = problems.contains { $0.severity == .error }
      return isRefused ? [all(of: source)] : tree.documents.flatMap(spans)
    case .template: return mayHold(source) ? [all(of: source)] : []
    case .zone: return []
    }
  }

  /// What must not be shown of a file, for looking up offsets.
  package struct Index: Sendable {
    /// In order and apart from each other.
    package let spans: [ByteSpan]

    package init(_ source: SourceFile, format: ArtefactFormat, tree: DocumentTree? = nil) {
      var united: [ByteSpan] = []
      let spans = SensitiveSpans.spans(in: source, format: format, tree: tree)
      for span in spans.sorted(by: { $0.start < $1.start }) {
        if let last = united.indices.last, span.start <= united[last].end {
          united[last].end = Swift.max(united[last].end, span.end)
        } else {
          united.append(span)
        }
      }
      self.spans = united
    }

    /// The place of the first span that ends after an offset, found by halving; the number of spans where none does.
    package func place(after offset: Int) -> Int {
      var low = 0
      var high = spans.count
      while low < high {
        let middle = (low + high) / 2
        if Int(spans[middle].end) > offset { high = middle } else { low = middle + 1 }
      }
      return low
    }

    /// Whether the byte at a 0-based offset must not be shown.
    package func contains(_ offset: Int) -> Bool {
      let place = place(after: offset)
      return place < spans.count && Int(spans[place].start) <= offset
    }
  }

  /// Of a file that cannot be read to its end nothing is sure.
  private static func all(of source: SourceFile) -> ByteSpan { ByteSpan(0..<source.bytes.count) }

  /// Whether a look at the tree is worth its time.
  private static func mayHold(_ source: SourceFile) -> Bool { signs.stand(in: source.bytes) }

  private static let signs = ByteSearch.Texts([
    "connection_type", "Secret", "sensitive", "terraform", "securestring", "secureString", "users",
  ])

  /// The spans below a node. Walks with a work list; aliases are not followed, because what they stand for is found where it
  /// stands.
  private static func spans(_ document: DocumentNode) -> [ByteSpan] {
    var spans: [ByteSpan] = []
    var waiting = [document]
    while let node = waiting.popLast() {
      if node.isMapping { addMembers(of: node, &spans) }
      for pair in node.pairs where pair.value.kind != .scalar { waiting.append(pair.value) }
      for element in node.elements where element.kind != .scalar { waiting.append(element) }
    }
    return spans
  }

  private static func addMembers(of node: DocumentNode, _ spans: inout [ByteSpan]) {
    if node.has("connection_type"), let options = node["options"] {
      for pair in options.pairs where !SQLOption.shown.contains(pair.key.text ?? "") {
        addScalars(of: pair.value, &spans)
      }
    }
    if node["kind"]?.isText("Secret") == true {
      for part in [node["data"], node["stringData"], node.at("metadata", "annotations")] {
        if let part { addScalars(of: part, &spans) }
      }
    }
    for (value, mark) in [
      ("values", "sensitive_values"), ("after", "after_sensitive"), ("before", "before_sensitive"),
    ] {
      if let value = node.value(forKey: value), let mark = node.value(forKey: mark) {
        addMarked(value, mark, &spans)
      }
    }
    if node["sensitive"]?.bool == true, let value = node["value"] { addScalars(of: value, &spans) }
    if node["sensitive"]?.bool == true, let value = node["default"] { addScalars(of: value, &spans) }
    addTerraform(node, &spans)
    // A kubeconfig's credentials.
    for entry in node.list("users") where entry.has("name") {
      if let user = entry["user"] { addScalars(of: user, &spans) }
    }
    if node["type"]?.text?.lowercased().hasPrefix("secure") == true {
      for part in [node["defaultValue"], node["value"]] {
        if let part { addScalars(of: part, &spans) }
      }
    }
  }

  /// What Terraform writes without a mark: a plan's variables, what the configuration says literally, and a state as it is
  /// stored, whose marks have another form.
  private static func addTerraform(_ node: DocumentNode, _ spans: inout [ByteSpan]) {
    if node.has("terraform_version") {
      for pair in node["variables"].map({ Array($0.pairs) }) ?? [] {
        if let value = pair.value["value"] { addScalars(of: value, &spans) }
      }
      if node.has("lineage") || node.has("serial") {
        for part in [node["resources"], node["outputs"]] {
          if let part { addScalars(of: part, &spans) }
        }
      }
    }
    if let constant = node["constant_value"] { addScalars(of: constant, &spans) }
  }

  /// The scalars of a value that a tree of the same shape marks with `true`; host, port and base path of a connection are shown
  /// although the provider marks all its options.
  private static func addMarked(_ value: DocumentNode, _ mark: DocumentNode, _ spans: inout [ByteSpan]) {
    var waiting = [(value, mark, isConnection: value.has("connection_type"))]
    while let (value, mark, isConnection) = waiting.popLast() {
      if mark.bool == true {
        addScalars(of: value, &spans)
        continue
      }
      for pair in mark.pairs {
        guard let key = pair.key.text, let member = value.value(forKey: key) else { continue }
        if isConnection, key == "options" { continue }
        waiting.append((member, pair.value, false))
      }
      for (member, mark) in zip(value.elements, mark.elements) { waiting.append((member, mark, false)) }
    }
  }

  private static func addScalars(of node: DocumentNode, _ spans: inout [ByteSpan]) {
    var waiting = [node]
    while let node = waiting.popLast() {
      if node.kind == .scalar {
        let isQuoted = node.style == .singleQuoted || node.style == .doubleQuoted
        let whole = node.targetSpan.range
        let inner = isQuoted ? whole.dropFirst().dropLast() : whole
        spans.append(ByteSpan(inner))
      }
      waiting += node.pairs.map(\.value)
      waiting += node.elements
    }
  }
}
