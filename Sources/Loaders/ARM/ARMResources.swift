import Documents

/// All resources of a template: those of nested templates and children included. Walks with a work list.
struct ARMResources {
  private struct Step {
    var node: DocumentNode
    var scope: ARMScope
    var symbol: String?
    /// The resource that this one is a child of.
    var parent: ARMIdentity?
  }

  private var waiting: [Step] = []
  private var found: [ARMResource] = []
  private var nestedCount = 0

  init(_ template: DocumentNode) { add(template["resources"], ARMScope(template), nil) }

  mutating func all() -> [ARMResource] {
    while let step = waiting.popLast() { visit(step) }
    return found
  }

  /// A list, or since language version 2.0 an object with symbolic names.
  private mutating func add(_ resources: DocumentNode?, _ scope: ARMScope, _ parent: ARMIdentity?) {
    guard let resources else { return }
    var steps = resources.elements.map { Step(node: $0, scope: scope, parent: parent) }
    steps += resources.pairs.map { Step(node: $0.value, scope: scope, symbol: $0.key.text, parent: parent) }
    waiting += steps.reversed()
  }

  private mutating func visit(_ step: Step) {
    guard step.node["existing"]?.bool != true, !isOff(step), let type = step.node["type"]?.text,
      let name = step.node["name"]
    else { return }
    let full = step.parent.map { "\($0.type)/\(type)" } ?? type
    let own = ARMIdentity.names(Self.pattern(name, step.scope))
    let identity = ARMIdentity(type: full, names: (step.parent?.names ?? []) + own, step.scope)
    if full.lowercased() == "microsoft.resources/deployments" { return nest(step, identity) }
    found.append(ARMResource(node: step.node, scope: step.scope, identity: identity))
    add(step.node["resources"], step.scope, identity)
  }

  /// Whether the resource's condition is known to be false.
  private func isOff(_ step: Step) -> Bool {
    guard let condition = step.node["condition"],
      case .node(let value, _) = ARMEvaluator.resolve(condition, step.scope)
    else { return false }
    return value.bool == false
  }

  private mutating func nest(_ step: Step, _ identity: ARMIdentity) {
    guard let properties = step.node["properties"], let template = properties["template"], template.isMapping
    else { return }
    nestedCount += 1
    let isInner = properties.at("expressionEvaluationOptions", "scope")?.text?.lowercased() == "inner"
    func text(_ key: StaticString) -> String? { step.node[key].map { Self.pattern($0, step.scope) } }
    let scope = ARMScope(
      template, isInner: isInner, arguments: isInner ? properties["parameters"] : nil, in: step.scope,
      number: nestedCount, subscription: text("subscriptionId"), group: text("resourceGroup"))
    if let symbol = step.symbol { step.scope.add(scope, as: symbol) }
    if let name = identity.names.last { step.scope.add(scope, as: name) }
    // `reference` may be given the id with or without the group that the deployment goes to.
    for own in [identity, ARMIdentity(type: identity.type, names: identity.names, scope)] {
      switch own.value {
      case .unknown(let key), .text(let key): step.scope.add(scope, as: key)
      default: break
      }
    }
    add(template["resources"], scope, nil)
  }

  /// A text of the template with what is unknown in it in braces.
  static func pattern(_ node: DocumentNode, _ scope: ARMScope) -> String {
    switch ARMEvaluator.resolve(node, scope) {
    case .text(let text): text
    case .node(let node, _): node.text.flatMap(ARMExpression.literal) ?? "{value}"
    case .unknown(let pattern): pattern
    case .deployment, .outputs: "{deployment}"
    }
  }
}
