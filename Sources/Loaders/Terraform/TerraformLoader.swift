import Documents
import Inventory
import SourceText

/// Reads what `terraform show -json` prints of a plan or a state (section 5 of the Azure reference, section 3 of the AWS one).
///
/// A plan is read as the estate after it: `planned_values`, which leave out what is deleted. What is known only after apply, and
/// what is marked as sensitive, is in the trees as unknown.
enum TerraformLoader {
  /// Whether a document is a plan or a state.
  static func isTerraform(_ document: DocumentNode) -> Bool {
    guard document.isMapping, let version = document["format_version"]?.text else { return false }
    return version.hasPrefix("1.") || version.hasPrefix("0.")
  }

  static func resources(_ document: DocumentNode) -> [Resource] {
    let unknowns = TerraformUnknowns(document)
    let values = document["planned_values"] ?? document["values"]
    var instances: [TerraformInstance] = []
    var modules = [values?["root_module"]].compactMap { $0 }
    while let module = modules.popLast() {
      for node in module.list("resources") where node["mode"]?.text == "managed" {
        if let instance = TerraformInstance(node, unknowns) { instances.append(instance) }
      }
      modules += module.list("child_modules").reversed()
    }
    return instances.flatMap { resources(of: $0) } + TerraformWorkspaces.resources(of: instances)
  }

  private static func resources(of instance: TerraformInstance) -> [Resource] {
    if instance.type.hasPrefix("kubernetes_") { return TerraformKubernetes.resources(of: instance) }
    guard let shape = TerraformShape.shapes[instance.type] else { return [] }
    let node = TerraformWriter.node(of: instance, shape.members)
    let name = instance.values.value(forKey: shape.name)?.text ?? instance.address
    return [Resource(kind: shape.kind, name: name, node: node)]
  }
}

/// A resource instance of a plan or state.
struct TerraformInstance {
  /// `module.net.azurerm_subnet.gateway["a"]`
  let address: String
  /// `azurerm_subnet`
  let type: String
  let values: DocumentNode
  /// The members of `after_unknown` for it, where it has any.
  let unknown: DocumentNode?
  /// What is marked as sensitive.
  let sensitive: DocumentNode?

  init?(_ node: DocumentNode, _ unknowns: TerraformUnknowns) {
    guard let address = node["address"]?.text, let type = node["type"]?.text, let values = node["values"],
      values.isMapping
    else { return nil }
    self.address = address
    self.type = type
    self.values = values
    unknown = unknowns[address]
    sensitive = node["sensitive_values"]
  }
}

/// What a plan says of values that are known only after apply, by the instance's address.
struct TerraformUnknowns {
  private var byAddress: [String: DocumentNode] = [:]

  init(_ document: DocumentNode) {
    for change in document.list("resource_changes") {
      guard let address = change["address"]?.text, let unknown = change.at("change", "after_unknown") else {
        continue
      }
      byAddress[address] = unknown
    }
  }

  subscript(address: String) -> DocumentNode? { byAddress[address] }
}

/// A value of an instance together with what is marked about it.
struct TerraformValue {
  enum State {
    /// Not set.
    case absent
    case known(DocumentNode)
    /// Known only after apply, or not to be shown.
    case hidden
  }

  private let value: DocumentNode?
  private let unknown: DocumentNode?
  private let sensitive: DocumentNode?

  init(_ instance: TerraformInstance) {
    value = instance.values
    unknown = instance.unknown
    sensitive = instance.sensitive
  }

  private init(_ value: DocumentNode?, _ unknown: DocumentNode?, _ sensitive: DocumentNode?) {
    self.value = value
    self.unknown = unknown
    self.sensitive = sensitive
  }

  /// A member; a mark on the whole is a mark on each member.
  subscript(key: String) -> TerraformValue {
    TerraformValue(
      value?.value(forKey: key), Self.below(unknown) { $0.value(forKey: key) },
      Self.below(sensitive) { $0.value(forKey: key) })
  }

  /// An element of a list, by its 0-based index.
  subscript(index: Int) -> TerraformValue {
    TerraformValue(
      value?.element(at: index), Self.below(unknown) { $0.element(at: index) },
      Self.below(sensitive) { $0.element(at: index) })
  }

  private static func below(_ mark: DocumentNode?, _ get: (DocumentNode) -> DocumentNode?) -> DocumentNode? {
    guard let mark else { return nil }
    return mark.bool == true ? mark : get(mark)
  }

  /// The same without the marks of what is sensitive.
  var shown: TerraformValue { TerraformValue(value, unknown, nil) }

  var state: State {
    if sensitive?.bool == true, value.map({ !$0.isNull }) ?? false { return .hidden }
    if unknown?.bool == true, value.map(\.isNull) ?? true { return .hidden }
    guard let value, !value.isNull else { return .absent }
    return .known(value)
  }

  /// The elements of a list; a single block is a list of one.
  var elements: [TerraformValue] {
    guard case .known(let node) = state, node.isSequence else { return [] }
    return (0..<node.count).map { self[$0] }
  }
}
