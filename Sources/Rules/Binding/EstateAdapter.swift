import Analysis
import CEL
import Documents
import Inventory

/// `inventory`: the resources by kind.
///
/// For one thread alone.
final class InventoryAdapter: MapAdapter, @unchecked Sendable {
  private let inventory: Inventory
  private var trees: ThreadTrees
  /// The lists that have been asked for: a rule that looks at all of a kind does so for each object that it judges.
  private var lists: [String: Value] = [:]

  init(_ inventory: Inventory, _ trees: ThreadTrees) {
    self.inventory = inventory
    self.trees = trees
  }

  func count(ofMap node: UInt32) -> Int { inventory.kinds.count }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    list(field.text)
  }

  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value? { list(key) }

  func keys(ofMap node: UInt32) -> [String] { inventory.kinds.map(\.name).sorted() }

  /// A kind without resources is an empty list.
  private func list(_ kind: String) -> Value {
    if let known = lists[kind] { return known }
    let list = Value.list(
      inventory.ids(of: ResourceKind(kind)).map { ResourceValue.value(of: inventory[$0], &trees) })
    lists[kind] = list
    return list
  }
}

/// `related` of every resource: the resources that stand in a relation to one of them. A map's place is the resource's.
///
/// For one thread alone.
final class RelatedAdapter: MapAdapter, @unchecked Sendable {
  private let inventory: Inventory
  private let relations: RelationTable
  private var trees: ThreadTrees

  init(_ inventory: Inventory, _ relations: RelationTable, _ trees: ThreadTrees) {
    self.inventory = inventory
    self.relations = relations
    self.trees = trees
  }

  func count(ofMap node: UInt32) -> Int { 0 }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    list(node, field.text)
  }

  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value? { list(node, key) }

  func keys(ofMap node: UInt32) -> [String] { [] }

  private func list(_ node: UInt32, _ name: String) -> Value {
    let related = relations.related(ResourceID(Int(node)), name)
    if RelationEvidence.isOpen(name, isEmpty: related.isEmpty, in: inventory) {
      return .unknown(UnknownSet("related.\(name)"))
    }
    return .list(related.map { ResourceValue.value(of: inventory[$0], &trees) })
  }
}

/// `facts` of every resource. A map's place is the resource's.
final class FactAdapter: MapAdapter {
  private let facts: FactTable

  init(_ facts: FactTable) { self.facts = facts }

  private func all(_ node: UInt32) -> [String: FactTable.Fact] { facts[ResourceID(Int(node))] }

  func count(ofMap node: UInt32) -> Int { all(node).count }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    facts[ResourceID(Int(node)), field.text].map(ResourceValue.value)
  }

  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value? {
    facts[ResourceID(Int(node)), key].map(ResourceValue.value)
  }

  func keys(ofMap node: UInt32) -> [String] { all(node).keys.sorted() }
}

enum ResourceValue {
  static func value(of resource: Resource, _ trees: inout ThreadTrees) -> Value {
    let node = trees.node(resource.node)
    return node.tree.value(of: node)
  }

  static func value(of fact: FactTable.Fact) -> Value {
    switch fact {
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(Int64(number))
    case .string(let text): .string(text)
    case .strings(let texts): .list(texts.map(Value.string))
    case .unknown(let name): .unknown(UnknownSet(name))
    }
  }
}
