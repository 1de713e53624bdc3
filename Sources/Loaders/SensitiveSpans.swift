import Documents
import JSONSyntax
import SQLSyntax
package import SourceText
import YAMLSyntax

/// Where the values stand that must never be shown, not even in a source line beside something else: a connection's options but
/// for host, port and base path, a Secret's data, what Terraform marks as sensitive, and in SQL all strings but a few.
package enum SensitiveSpans {
  /// The spans in a file, in no order.
  package static func spans(in source: SourceFile, format: ArtefactFormat) -> [ByteSpan] {
    switch format {
    case .sql: return SQLSensitiveSpans.spans(in: source)
    case .json:
      return shapes(in: source)
        + (mayHold(source) ? JSONReader.read(source).tree.documents.flatMap(spans) : [])
    case .yaml:
      return shapes(in: source) + (mayHold(source) ? YAMLReader.read(source).0.documents.flatMap(spans) : [])
    case .zone: return []
    }
  }

  private static func shapes(in source: SourceFile) -> [ByteSpan] {
    CredentialScanner.hits(in: source.bytes).map(\.span)
  }

  /// Whether a look at the tree is worth its time.
  private static func mayHold(_ source: SourceFile) -> Bool {
    ["connection_type", "Secret", "sensitive", "users"].contains {
      source.bytes.firstRange(of: Array($0.utf8)) != nil
    }
  }

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
    if node["connection_type"] != nil, let options = node["options"] {
      for pair in options.pairs where !SQLOption.shown.contains(pair.key.text ?? "") {
        addScalars(of: pair.value, &spans)
      }
    }
    if KubeConfig.is(node) {
      for user in node.list("users") {
        if let user = user["user"] { addScalars(of: user, &spans) }
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
  }

  /// The scalars of a value that a tree of the same shape marks with `true`; host, port and base path of a connection are shown
  /// although the provider marks all its options.
  private static func addMarked(_ value: DocumentNode, _ mark: DocumentNode, _ spans: inout [ByteSpan]) {
    var waiting = [(value, mark, isConnection: value["connection_type"] != nil)]
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
        let inner = isQuoted ? node.span.range.dropFirst().dropLast() : node.span.range
        spans.append(ByteSpan(inner))
      }
      waiting += node.pairs.map(\.value)
      waiting += node.elements
    }
  }
}
