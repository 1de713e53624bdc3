import Analysis
import CEL
import Documents
import Inventory

/// `inventory`: the resources by kind.
final class InventoryAdapter: MapAdapter {
  private let inventory: Inventory

  init(_ inventory: Inventory) { self.inventory = inventory }

  func count(ofMap node: UInt32) -> Int { inventory.kinds.count }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    list(field.text)
  }

  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value? { list(key) }

  func keys(ofMap node: UInt32) -> [String] { inventory.kinds.map(\.name).sorted() }

  /// A kind without resources is an empty list.
  private func list(_ kind: String) -> Value {
    .list(inventory.ids(of: ResourceKind(kind)).map { ResourceValue.value(of: inventory[$0]) })
  }
}

/// `related` of every resource: the resources that stand in a relation to one of them. A map's place is the resource's.
final class RelatedAdapter: MapAdapter {
  private let inventory: Inventory
  private let relations: RelationTable

  init(_ inventory: Inventory, _ relations: RelationTable) {
    self.inventory = inventory
    self.relations = relations
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
    return .list(related.map { ResourceValue.value(of: inventory[$0]) })
  }
}

/// `facts` of every resource. A map's place is the resource's.
final class FactAdapter: MapAdapter {
  private let facts: FactTable

  init(_ facts: FactTable) { self.facts = facts }

  private func all(_ node: UInt32) -> [String: FactTable.Fact] { facts[ResourceID(Int(node))] }

  func count(ofMap node: UInt32) -> Int { all(node).count }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    all(node)[field.text].map(ResourceValue.value)
  }

  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value? {
    all(node)[key].map(ResourceValue.value)
  }

  func keys(ofMap node: UInt32) -> [String] { all(node).keys.sorted() }
}

enum ResourceValue {
  static func value(of resource: Resource) -> Value {
    resource.node.tree.value(of: resource.node)
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
