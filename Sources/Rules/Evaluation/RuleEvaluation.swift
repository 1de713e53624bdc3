package import Analysis
import CEL
package import Documents
import Findings
package import Inventory
import SourceText

/// What a cross-object rule may look at beside the object.
package struct EstateContext: Sendable {
  let inventory: Inventory
  let related: RelatedAdapter
  let facts: FactAdapter
  let inventoryValue: Value

  package init(_ inventory: Inventory, _ analysis: EstateAnalysis) {
    self.inventory = inventory
    related = RelatedAdapter(inventory, analysis.relations)
    facts = FactAdapter(analysis.facts)
    inventoryValue = .map(.adapted(InventoryAdapter(inventory), node: 0))
  }
}

/// A resource made ready for rules once, however many judge it.
package struct RuleSubject: Sendable {
  let node: DocumentNode
  /// The values of the variables that rules see, by `RuleCompiler.Slot`; each rule puts its own in.
  var values: [Value]

  /// A resource looked at alone.
  package init(_ node: DocumentNode) {
    self.node = node
    values = Array(repeating: Value.null, count: RuleCompiler.names.count)
    values[RuleCompiler.Slot.object.rawValue] = node.tree.value(of: node)
  }

  /// A resource of an inventory.
  package init(_ id: ResourceID, in context: EstateContext) {
    self.init(context.inventory[id].node)
    let place = UInt32(truncatingIfNeeded: id.index)
    values[RuleCompiler.Slot.related.rawValue] = .map(.adapted(context.related, node: place))
    values[RuleCompiler.Slot.facts.rawValue] = .map(.adapted(context.facts, node: place))
    values[RuleCompiler.Slot.inventory.rawValue] = context.inventoryValue
  }
}

extension Rule {
  /// Judges a resource.
  package func judge(_ subject: inout RuleSubject) -> RuleVerdict {
    subject.values[RuleCompiler.Slot.params.rawValue] = parameters
    do throws(EvaluationError) {
      for condition in conditions {
        switch try condition.evaluate(subject.values) {
        case .bool(true): continue
        case .unknown(let set): return .unknown(set.names)
        default: return .notApplicable
        }
      }
      let node = subject.node
      if variables.isEmpty, forEach == nil { return try validate(node, subject.values) }
      var values = subject.values
      if !variables.isEmpty {
        let scope = VariableScope(variables, values)
        values[RuleCompiler.Slot.variables.rawValue] = .map(.adapted(scope, node: 0))
      }
      guard let forEach else { return try validate(node, values) }
      return try validateEach(try forEach.evaluate(values), node, values)
    } catch {
      return .fault(error.message)
    }
  }

  private func validateEach(
    _ list: Value, _ node: DocumentNode, _ values: [Value]
  ) throws(EvaluationError) -> RuleVerdict {
    if case .unknown(let set) = list { return .unknown(set.names) }
    let items: [Value]
    switch list {
    case .list(let list): items = list.elements
    case .map(let map): items = map.keys
    default: return .fault("'forEach' is a list, not \(list.typeName)")
    }
    var values = values
    var findings: [RawFinding] = []
    var unknown: [String] = []
    for item in items {
      values[RuleCompiler.Slot.item.rawValue] = item
      switch try validate(node, values) {
      case .fail(let found): findings += found
      case .unknown(let names): unknown += names
      default: break
      }
    }
    if !findings.isEmpty { return .fail(findings) }
    return unknown.isEmpty ? .pass : .unknown(unknown)
  }

  private func validate(_ node: DocumentNode, _ values: [Value]) throws(EvaluationError) -> RuleVerdict {
    for validation in validations {
      switch try validation.program.evaluate(values) {
      case .bool(true): continue
      case .bool(false): return .fail([try finding(validation, node, values)])
      case .unknown(let set): return .unknown(set.names)
      case let other: return .fault("a validation is a bool, not \(other.typeName)")
      }
    }
    return .pass
  }

  private func finding(
    _ validation: Validation, _ node: DocumentNode, _ values: [Value]
  ) throws(EvaluationError) -> RawFinding {
    var path = validation.at
    if let program = validation.atProgram, case .string(let text) = try program.evaluate(values) {
      path = FieldPath(text) ?? path
    }
    let place = node.place(of: path)
    var related: [RawPlace] = []
    for entry in validation.related { related += try places(entry, values) }
    return RawFinding(
      message: try text(validation.message, values),
      span: validation.marksKey ? place.key ?? place.span : place.span, severity: validation.severity,
      related: related,
      fixes: try FixProgram.offered(fixes, node, values))
  }

  private func places(_ related: Related, _ values: [Value]) throws(EvaluationError) -> [RawPlace] {
    let value = try related.each.evaluate(values)
    let resources: [Value]
    if case .list(let list) = value { resources = list.elements } else { resources = [value] }
    var values = values
    var places: [RawPlace] = []
    for resource in resources.prefix(10) {
      guard let node = DocumentNode(resource) else { continue }
      values[RuleCompiler.Slot.each.rawValue] = resource
      places.append(
        RawPlace(
          path: node.tree.path, span: node.place(of: related.at).span,
          message: try text(related.message, values)))
    }
    return places
  }

  private func text(_ message: Message, _ values: [Value]) throws(EvaluationError) -> String {
    switch message {
    case .fixed(let text): return text
    case .computed(let program):
      switch try program.evaluate(values) {
      case .string(let text): return text
      // What would be quoted is not shown; that something is wrong is known all the same.
      case .unknown: return String(description.summary.dropLast())
      default: throw EvaluationError(.noMatchingOverload, "a message is a string")
      }
    }
  }
}
