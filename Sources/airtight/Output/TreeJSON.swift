import Documents
import Reports
import SourceText

/// Documents as JSON, as `sigs.k8s.io/yaml` converts them: keys are strings, aliases are written out.
enum TreeJSON {
  /// Appends a document and a line feed. Walks with a work list.
  ///
  /// - Parameter isHidden: whether the scalar whose text begins at an offset is not shown.
  static func write(
    _ node: DocumentNode, layout: JSONWriter.Layout = .compact,
    hiding isHidden: (Int) -> Bool = { _ in false },
    into output: inout OutputBuffer
  ) {
    JSONWriter.write(into: &output, layout: layout) { write(node, hiding: isHidden, &$0) }
  }

  /// Writes a node as one value.
  static func write(
    _ node: DocumentNode, hiding isHidden: (Int) -> Bool = { _ in false }, _ json: inout JSONWriter
  ) {
    var waiting: [Step] = [.value(node)]
    while let step = waiting.popLast() {
      switch step {
      case .endObject: json.endObject()
      case .endArray: json.endArray()
      case .key(let key): json.key(named: self.key(key))
      case .value(let node):
        switch node.kind {
        case .mapping:
          json.beginObject()
          waiting.append(.endObject)
          waiting += counted(node).flatMap { [Step.key($0.key), Step.value($0.value)] }.reversed()
        case .sequence:
          json.beginArray()
          waiting.append(.endArray)
          waiting += node.elements.map(Step.value).reversed()
        case .scalar, .alias:
          if isHidden(textOffset(of: node)) { json.string("(sensitive)") } else { scalar(node, &json) }
        }
      }
    }
  }

  /// Where the text of a scalar, or of what an alias stands for, begins behind its opening quote.
  private static func textOffset(of node: DocumentNode) -> Int {
    let isQuoted = node.style == .singleQuoted || node.style == .doubleQuoted
    return node.targetSpan.range.lowerBound + (isQuoted ? 1 : 0)
  }

  private enum Step {
    case key(DocumentNode)
    case value(DocumentNode)
    case endObject, endArray
  }

  /// A mapping's pairs; of a key that stands twice the last one, of a merge key what it brings in.
  private static func counted(_ node: DocumentNode) -> [(key: DocumentNode, value: DocumentNode)] {
    var places: [String: Int] = [:]
    var pairs: [(key: DocumentNode, value: DocumentNode)] = []
    for pair in node.pairs {
      let name = key(pair.key)
      if node.isMerging, pair.key.isText("<<"), pair.key.style == .plain { continue }
      if let place = places[name] {
        pairs[place].value = pair.value
      } else {
        places[name] = pairs.count
        pairs.append(pair)
      }
    }
    return pairs
  }

  private static func key(_ node: DocumentNode) -> String {
    guard node.kind == .scalar else { return "" }
    switch node.scalar {
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .uint(let number): return String(number)
    case .null: return node.text?.isEmpty == false ? "null" : ""
    default: return node.text ?? ""
    }
  }

  private static func scalar(_ node: DocumentNode, _ json: inout JSONWriter) {
    if node.tree.syntax == .json, node.style == .plain { return json.number(written: node.text ?? "null") }
    switch node.scalar {
    case .null, nil: json.null()
    case .bool(let flag): json.bool(flag)
    case .int(let number): json.number(number)
    case .uint(let number): json.number(number)
    case .bigInteger(let digits): json.number(written: digits)
    case .double(let number) where number.isFinite: json.number(written: "\(number)")
    case .double: json.string(node.text ?? "")
    case .string(let text): json.string(text)
    }
  }
}
