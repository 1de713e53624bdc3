import Documents
import SourceText

/// A value of an instance together with what is marked about it and the expression that gives it.
struct TerraformValue {
  enum State {
    /// Not set.
    case absent
    case known(DocumentNode)
    /// Known only after apply, or not to be shown.
    case hidden
  }

  let value: DocumentNode?
  private let unknown: DocumentNode?
  private let sensitive: [DocumentNode]
  /// The attribute's or block's entry among the configuration's `expressions`.
  let expression: DocumentNode?
  /// Where it stands in the instance: `frontend_ip_configuration[0].id`; empty for the instance as a whole.
  let path: String
  /// Whether a mark on a whole is a mark on each member; see `shown`.
  private let inheritsSensitivity: Bool

  init(_ instance: TerraformInstance) {
    self.init(
      instance.values, instance.unknown, instance.sensitive, instance.configuration?["expressions"], "", true)
  }

  private init(
    _ value: DocumentNode?, _ unknown: DocumentNode?, _ sensitive: [DocumentNode],
    _ expression: DocumentNode?, _ path: String, _ inherits: Bool
  ) {
    self.value = value
    self.unknown = unknown
    self.sensitive = sensitive
    self.expression = expression
    self.path = path
    inheritsSensitivity = inherits
  }

  /// A member; a mark on the whole is a mark on each member.
  subscript(key: String) -> TerraformValue {
    below(
      value?.value(forKey: key), extended(key),
      unknown?.bool == true ? unknown : unknown?.value(forKey: key),
      sensitive.compactMap { $0.bool == true ? inherited($0) : $0.value(forKey: key) },
      isExpression ? expression : expression?.value(forKey: key))
  }

  /// An element of a list, by its 0-based index.
  subscript(index: Int) -> TerraformValue {
    below(
      value?.element(at: index), path + "[\(index)]",
      unknown?.bool == true ? unknown : unknown?.element(at: index),
      sensitive.compactMap { $0.bool == true ? inherited($0) : $0.element(at: index) },
      elementExpression(expression?.element(at: index)))
  }

  private func below(
    _ value: DocumentNode?, _ path: String, _ unknown: DocumentNode?, _ sensitive: [DocumentNode],
    _ expression: DocumentNode?
  ) -> TerraformValue {
    TerraformValue(value, unknown, sensitive, expression, path, inheritsSensitivity)
  }

  private func inherited(_ mark: DocumentNode) -> DocumentNode? { inheritsSensitivity ? mark : nil }

  /// Paths name values for people; one that grows with a hostile file's nesting names nothing.
  private func extended(_ key: String) -> String {
    path.isEmpty ? key : path.utf8.count > 200 ? path : path + "." + key
  }

  /// Whether the expression gives this value itself, and is no block with expressions of its own.
  private var isExpression: Bool { expression?["references"] != nil || expression?["constant_value"] != nil }

  /// The expression of a list gives its element where there is but one.
  private func elementExpression(_ own: DocumentNode?) -> DocumentNode? {
    guard isExpression else { return own }
    return value?.count ?? 1 == 1 ? expression : nil
  }

  /// The same, read past a provider that marks all that the value stands in as sensitive. A mark on a value itself stays.
  var shown: TerraformValue { TerraformValue(value, unknown, sensitive, expression, path, false) }

  var isSensitive: Bool { sensitive.contains { $0.bool == true } && !(value?.isNull ?? true) }

  var state: State {
    if isSensitive { return .hidden }
    if unknown?.bool == true, value?.isNull ?? true { return .hidden }
    guard let value, !value.isNull else { return unknown.map(Self.marksAny) ?? false ? .hidden : .absent }
    return .known(value)
  }

  /// Whether no value below this one is marked.
  var isUnmarked: Bool { (unknown?.count ?? 0) == 0 && sensitive.allSatisfy { $0.count == 0 } }

  /// Whether anything in a tree of marks is marked. Walks with a work list.
  private static func marksAny(_ mark: DocumentNode) -> Bool {
    var waiting = [mark]
    while let mark = waiting.popLast() {
      if mark.bool == true { return true }
      waiting += mark.elements
      waiting += mark.pairs.map(\.value)
    }
    return false
  }

  /// The elements of a list, in time linear in it.
  var elements: [TerraformValue] {
    guard case .known(let node) = state, node.isSequence else { return [] }
    let unknowns = unknown.map { Array($0.elements) } ?? []
    let marks = sensitive.map { Array($0.elements) }
    let expressions = expression.map { Array($0.elements) } ?? []
    return node.elements.enumerated().map { index, element in
      below(
        element, path.utf8.count > 200 ? path : path + "[\(index)]", Self.at(index, unknowns),
        marks.compactMap { Self.at(index, $0) }, elementExpression(Self.at(index, expressions)))
    }
  }

  private static func at(_ index: Int, _ nodes: [DocumentNode]) -> DocumentNode? {
    index < nodes.count ? nodes[index] : nil
  }

  /// The members of a mapping with their keys, those that are only marked as unknown behind the others; in time linear in both.
  var members: [(key: String, span: ByteSpan, value: TerraformValue)] {
    guard case .known(let node) = state, node.isMapping else { return [] }
    let unknowns = MarkTable(unknown)
    let marks = sensitive.map(MarkTable.init)
    let expressions = MarkTable(isExpression ? nil : expression)
    var seen: Set<String> = []
    var members: [(key: String, span: ByteSpan, value: TerraformValue)] = []
    func add(_ key: String, _ span: ByteSpan, _ value: DocumentNode?) {
      members.append(
        (
          key, span,
          below(
            value, extended(key), unknowns[key], marks.compactMap { $0[key] },
            isExpression ? expression : expressions[key])
        ))
    }
    for pair in node.pairs {
      guard let key = pair.key.text else { continue }
      seen.insert(key)
      add(key, pair.key.span, pair.value)
    }
    for key in unknowns.entries.keys.sorted() where !seen.contains(key) { add(key, node.span, nil) }
    return members
  }
}

/// The members of a tree of marks, found by their key in constant time: a hostile file may have many.
private struct MarkTable {
  private(set) var entries: [String: DocumentNode] = [:]

  init(_ node: DocumentNode?) {
    for pair in node.map({ Array($0.pairs) }) ?? [] {
      if let key = pair.key.text { entries[key] = pair.value }
    }
  }

  subscript(key: String) -> DocumentNode? { entries[key] }
}
