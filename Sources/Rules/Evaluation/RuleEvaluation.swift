package import Analysis
import CEL
package import Documents
import Findings
package import Inventory
import SourceText

/// What a cross-object rule may look at beside the object.
///
/// For one thread alone: it remembers what rules have asked for.
package struct EstateContext: @unchecked Sendable {
  let inventory: Inventory
  private let analysis: EstateAnalysis
  let related: RelatedAdapter
  let facts: FactAdapter
  let inventoryValue: Value
  let memory = StableMemory()

  package init(_ inventory: Inventory, _ analysis: EstateAnalysis) {
    self.inventory = inventory
    self.analysis = analysis
    related = RelatedAdapter(inventory, analysis.relations, ThreadTrees())
    facts = FactAdapter(analysis.facts)
    inventoryValue = .map(
      .adapted(InventoryAdapter(inventory, ThreadTrees()), node: 0))
  }

  /// The same context for one of several threads.
  package func forThread() -> EstateContext { EstateContext(inventory, analysis) }
}

/// A resource made ready for rules once, however many judge it. One subject may show one resource after the other.
package struct RuleSubject: ~Copyable {
  private(set) var node: DocumentNode
  /// What rules see.
  let values: RuleValues
  /// What expressions that rules share came to.
  let memory = SubjectMemory()
  /// `variables` of the rule that judges at the moment.
  let scope: VariableScope

  /// A resource looked at alone.
  package init(_ node: DocumentNode) {
    self.node = node
    values = RuleValues()
    scope = VariableScope(values)
    show(node)
  }

  /// A resource of an inventory.
  package init(_ id: ResourceID, in context: borrowing EstateContext) {
    self.init(context.inventory.node(of: id))
    values[.inventory] = context.inventoryValue
    values.use(context.memory)
    show(node, id, in: context)
  }

  /// Takes a resource, looked at alone, in the place of the one that was shown.
  package mutating func show(_ node: DocumentNode) {
    self.node = node
    memory.clear()
    node.tree.show(node.resolvedID)
    values[.object] = node.tree.value(of: node)
  }

  /// Takes a resource of the same inventory in the place of the one that was shown.
  ///
  /// - Parameter node: the resource's, in whichever twin of its tree.
  package mutating func show(
    _ node: DocumentNode, _ id: ResourceID, in context: borrowing EstateContext
  ) {
    show(node)
    let place = UInt32(truncatingIfNeeded: id.index)
    values[.related] = .map(.adapted(context.related, node: place))
    values[.facts] = .map(.adapted(context.facts, node: place))
  }
}

extension Rule {
  /// Judges a resource.
  package func judge(_ subject: borrowing RuleSubject) -> RuleVerdict {
    if hasParameters || subject.values.hasParameters {
      subject.values[.params] = parameters
      subject.values.hasParameters = hasParameters
    }
    do throws(EvaluationError) {
      for place in 0..<conditions.count {
        switch try conditions[place].value(subject.values, subject.memory) {
        case .bool(true): continue
        case .unknown(let set): return .unknown(set.names)
        default: return .notApplicable
        }
      }
      guard !variables.isEmpty else { return try judge(applicable: subject) }
      subject.scope.open(variables)
      defer { subject.scope.close() }
      return try judge(applicable: subject)
    } catch {
      return .fault(error.message)
    }
  }

  private func judge(applicable subject: borrowing RuleSubject) throws(EvaluationError) -> RuleVerdict {
    guard let forEach else { return try validate(subject.node, subject.values) }
    return try validateEach(
      try forEach.value(subject.values, subject.memory), subject.node, subject.values)
  }

  private func validateEach(
    _ list: Value, _ node: DocumentNode, _ values: RuleValues
  ) throws(EvaluationError) -> RuleVerdict {
    if case .unknown(let set) = list { return .unknown(set.names) }
    let items: [Value]
    switch list {
    case .list(let list): items = list.elements
    case .map(let map): items = map.keys
    default: return .fault("'forEach' is a list, not \(list.typeName)")
    }
    var findings: [RawFinding] = []
    var unknown: [String] = []
    defer { values[.item] = .null }
    // By place: an element that has a name is copied once more.
    for place in items.indices {
      values[.item] = items[place]
      switch try validate(node, values) {
      case .fail(let found): findings += found
      case .unknown(let names): unknown += names
      default: break
      }
    }
    if !findings.isEmpty { return .fail(findings) }
    return unknown.isEmpty ? .pass : .unknown(unknown)
  }

  private func validate(_ node: DocumentNode, _ values: RuleValues) throws(EvaluationError) -> RuleVerdict {
    for place in 0..<programs.count {
      switch try programs[place].evaluate(values) {
      case .bool(true): continue
      case .bool(false): return .fail([try finding(place, node, values)])
      case .unknown(let set): return .unknown(set.names)
      case let other: return .fault("a validation is a bool, not \(other.typeName)")
      }
    }
    return .pass
  }

  /// - Parameter number: of the validation; one that is taken out of the array has its references counted.
  private func finding(
    _ number: Int, _ node: DocumentNode, _ values: RuleValues
  ) throws(EvaluationError) -> RawFinding {
    var path = validations[number].at
    if let program = validations[number].atProgram, case .string(let text) = try program.evaluate(values) {
      path = FieldPath(text) ?? path
    }
    let place = node.place(of: path)
    var related: [RawPlace] = []
    for entry in validations[number].related { related += try places(entry, values) }
    return RawFinding(
      message: try text(validations[number].message, values),
      span: validations[number].marksKey ? place.key ?? place.span : place.span,
      severity: validations[number].severity,
      related: related,
      fixes: try FixProgram.offered(fixes, node, values))
  }

  private func places(_ related: Related, _ values: RuleValues) throws(EvaluationError) -> [RawPlace] {
    let value = try related.each.evaluate(values)
    let resources: [Value]
    if case .list(let list) = value { resources = list.elements } else { resources = [value] }
    var places: [RawPlace] = []
    defer { values[.each] = .null }
    for resource in resources.prefix(10) {
      guard let node = DocumentNode(resource) else { continue }
      values[.each] = resource
      places.append(
        RawPlace(
          path: node.tree.path, span: node.place(of: related.at).span,
          message: try text(related.message, values)))
    }
    return places
  }

  private func text(_ message: Message, _ values: RuleValues) throws(EvaluationError) -> String {
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
