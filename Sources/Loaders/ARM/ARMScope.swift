import Documents

/// A template, or one nested in it: what its expressions may speak of.
final class ARMScope {
  /// The steps that expressions of one file may still take: they may be put together of each other, beyond all measure.
  final class Budget { var steps = 200_000 }

  private let template: DocumentNode
  let budget: Budget
  /// The template whose parameters and variables the expressions mean: unless told otherwise those of a nested one are the outer's.
  private let meant: ARMScope?
  /// The values that the deployment of a nested template passes, and where they are written.
  private let arguments: DocumentNode?
  private let outer: ARMScope?
  /// The subscription and resource group that the template is deployed to, where it says so.
  let subscription: String?
  let group: String?
  /// Tells unknown parameters of one template from those of another.
  private let number: Int
  /// Nested templates by their deployment's id, its name and its symbolic name, in lower case.
  private var deployments: [String: ARMScope] = [:]

  init(_ template: DocumentNode) {
    self.template = template
    budget = Budget()
    meant = nil
    arguments = nil
    outer = nil
    subscription = nil
    group = nil
    number = 0
  }

  /// - Parameter arguments: what is passed to a template with a scope of its own; `nil` for one that uses the outer's.
  init(
    _ template: DocumentNode, isInner: Bool, arguments: DocumentNode?, in outer: ARMScope, number: Int,
    subscription: String?, group: String?
  ) {
    self.template = template
    budget = outer.budget
    meant = isInner ? nil : outer.meant ?? outer
    self.arguments = arguments
    self.outer = outer
    self.number = number
    self.subscription = subscription ?? outer.subscription
    self.group = group ?? outer.group
  }

  /// A parameter's value: what is passed, else its default. Secrets have none that may be shown.
  func parameter(_ name: String) -> ARMValue {
    let scope = meant ?? self
    let unknown = ARMValue.unknown("{parameters('\(name)')\(scope.number == 0 ? "" : "#\(scope.number)")}")
    guard let declared = scope.template["parameters"]?.value(forKey: name) else { return unknown }
    let type = declared["type"]?.text?.lowercased() ?? ""
    guard !type.hasPrefix("secure") else { return unknown }
    if let outer = scope.outer, let value = scope.arguments?.value(forKey: name)?["value"] {
      return .node(value, outer)
    }
    guard let value = declared["defaultValue"] else { return unknown }
    return .node(value, scope)
  }

  func variable(_ name: String) -> ARMValue {
    let scope = meant ?? self
    return scope.template["variables"]?.value(forKey: name).map { .node($0, scope) }
      ?? .unknown("{variables('\(name)')\(scope.number == 0 ? "" : "#\(scope.number)")}")
  }

  func output(_ name: String) -> DocumentNode? { template["outputs"]?.value(forKey: name) }

  /// A nested template by what `reference` is given.
  func deployment(_ key: String) -> ARMScope? { deployments[key] ?? meant?.deployments[key] }

  func add(_ nested: ARMScope, as key: String) { deployments[key.lowercased()] = nested }
}

/// What an expression comes to.
enum ARMValue {
  case text(String)
  /// A value of the template, which may hold expressions of its own.
  case node(DocumentNode, ARMScope)
  /// What only the deployment decides, under a name that is the same for the same thing; what is unknown in it stands in braces.
  case unknown(String)
  /// What `reference` gives of a nested deployment, and its outputs.
  case deployment(ARMScope)
  case outputs(ARMScope)
}
