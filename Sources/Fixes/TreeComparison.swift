import Documents
import Findings
import SourceText

/// Compares the documents of a file with what they shall be after changes: all else must be the same, order and style
/// included. Walks with a work list.
struct TreeComparison {
  private struct Insertion {
    var names: [String]
    var value: ChangedValue
  }

  private let tree: DocumentTree
  private var values: [NodeID: ChangedValue] = [:]
  private var quoted: Set<NodeID> = []
  private var renamed: [NodeID: String] = [:]
  private var removed: Set<NodeID> = []
  private var inserted: [NodeID: [Insertion]] = [:]
  private var isComplete = true

  private enum Step {
    case same(DocumentNode, DocumentNode)
    case key(DocumentNode, DocumentNode)
    case written([String], ChangedValue, DocumentNode)
  }

  init(_ source: SourceTree, _ changes: [Change]) {
    tree = source.tree
    for change in changes {
      guard let position = try? source.position(of: change.target) else {
        isComplete = false
        continue
      }
      let id = position.value.id
      switch change {
      case .set(_, let value): values[id] = value
      case .insert(_, let names, let value):
        inserted[id, default: []].append(Insertion(names: names, value: value))
      case .rename(_, let name): renamed[id] = name
      case .remove: removed.insert(id)
      case .quote: quoted.insert(id)
      case .append: isComplete = false
      }
    }
  }

  /// The first difference found; `nil` where there is none.
  mutating func difference(from after: DocumentTree) -> String? {
    guard isComplete else { return "something that cannot be compared" }
    guard tree.documents.count == after.documents.count else { return "another number of documents" }
    var waiting = zip(tree.documents, after.documents).map { Step.same($0, $1) }
    while let step = waiting.popLast() {
      let isSame: Bool
      switch step {
      case .same(let old, let new): isSame = compare(old, new, &waiting)
      case .key(let old, let new): isSame = Self.isSameScalar(old, new)
      case .written(let names, let value, let node): isSame = Self.holds(node, names, value)
      }
      if !isSame { return "another value than was meant" }
    }
    return nil
  }

  private func compare(_ old: DocumentNode, _ new: DocumentNode, _ waiting: inout [Step]) -> Bool {
    if let value = values[old.id] { return Self.holds(new, [], value) }
    if quoted.contains(old.id) { return Self.holds(new, [], .string(old.text ?? "")) }
    if let insertions = inserted[old.id], old.kind == .scalar {
      guard let only = insertions.first, insertions.count == 1 else { return false }
      return Self.holds(new, only.names, only.value)
    }
    guard old.isAlias == new.isAlias, old.kind == new.kind, old.tag == new.tag else { return false }
    // What an alias names is compared where it stands.
    if old.isAlias { return true }
    switch old.kind {
    case .scalar, .alias: return Self.isSameScalar(old, new)
    case .sequence: return compareElements(old, new, &waiting)
    case .mapping: return compareMembers(old, new, &waiting)
    }
  }

  private func compareElements(_ old: DocumentNode, _ new: DocumentNode, _ waiting: inout [Step]) -> Bool {
    let kept = old.elements.filter { !removed.contains($0.id) }
    guard kept.count == new.count, kept.isEmpty || old.style == new.style else { return false }
    waiting += zip(kept, new.elements).map { .same($0, $1) }
    return true
  }

  private func compareMembers(_ old: DocumentNode, _ new: DocumentNode, _ waiting: inout [Step]) -> Bool {
    let pairs = old.pairs.filter { !removed.contains($0.value.id) }
    let added = inserted[old.id] ?? []
    let names = Set(added.compactMap(\.names.first))
    let own = pairs.filter { !$0.value.isMerged }
    // A member of its own stands before one that a merge key brings in.
    let merged = pairs.filter { $0.value.isMerged && !names.contains($0.key.text ?? "") }
    let written = Array(new.pairs)
    guard written.count == own.count + added.count + merged.count else { return false }
    guard written.isEmpty || old.style == new.style else { return false }
    for (pair, now) in zip(own, written) {
      if let name = renamed[pair.value.id] {
        guard Self.holds(now.key, [], .string(name)) else { return false }
      } else if pair.key.kind == .scalar {
        waiting.append(.key(pair.key, now.key))
      } else {
        waiting.append(.same(pair.key, now.key))
      }
      waiting.append(.same(pair.value, now.value))
    }
    // New members of one mapping may come in any order.
    for now in written[own.count..<own.count + added.count] {
      guard let insertion = added.first(where: { $0.names.first == now.key.string }) else { return false }
      waiting.append(.written(Array(insertion.names.dropFirst()), insertion.value, now.value))
    }
    for (pair, now) in zip(merged, written.suffix(merged.count)) {
      waiting.append(.key(pair.key, now.key))
      waiting.append(.same(pair.value, now.value))
    }
    return true
  }

  /// Whether mappings of one member each lead along the names to a value.
  private static func holds(_ node: DocumentNode, _ names: [String], _ value: ChangedValue) -> Bool {
    var node = node
    for name in names {
      let pairs = Array(node.pairs)
      guard node.isMapping, !node.isAlias, pairs.count == 1, pairs[0].key.string == name else { return false }
      node = pairs[0].value
    }
    guard !node.isAlias, node.kind == .scalar, node.tag == nil else { return false }
    switch value {
    case .string(let text): return node.string == text
    case .bool(let flag): return node.scalar == .bool(flag)
    case .int(let number): return node.scalar == .int(number)
    case .double(let number):
      return node.scalar == .double(number) || node.scalar == Int64(exactly: number).map { .int($0) }
    case .null: return node.isNull
    }
  }

  private static func isSameScalar(_ old: DocumentNode, _ new: DocumentNode) -> Bool {
    old.kind == .scalar && new.kind == .scalar && old.style == new.style && old.tag == new.tag
      && old.text == new.text
  }
}
