import Documents
import SourceText

/// A managed resource instance of a plan or state.
struct TerraformInstance {
  /// `module.net["a"].azurerm_subnet.gateway[0]`
  let address: String
  /// `azurerm_subnet`
  let type: String
  let values: DocumentNode
  /// The members of `after_unknown` for it, where it has any.
  let unknown: DocumentNode?
  /// What is marked as sensitive: by `sensitive_values`, and by `after_sensitive`.
  let sensitive: [DocumentNode]
  /// The entry of `resource_changes`, in a plan.
  let change: DocumentNode?
  /// The resource's entry in `configuration`, in a plan.
  let configuration: DocumentNode?
  /// The address taken apart.
  let parts: TerraformAddress

  init?(_ node: DocumentNode, _ changes: [String: DocumentNode], _ configuration: TerraformConfiguration) {
    guard let address = node["address"]?.text, let type = node["type"]?.text, let values = node["values"],
      values.isMapping, let parts = TerraformAddress(address)
    else { return nil }
    self.address = address
    self.type = type
    self.values = values
    self.parts = parts
    change = changes[address]
    unknown = change?.at("change", "after_unknown")
    sensitive = [node["sensitive_values"], change?.at("change", "after_sensitive")].compactMap { $0 }
    self.configuration = configuration.resource(parts)
  }
}

/// The entries of `resource_changes` by the instance's address.
enum TerraformChanges {
  static func byAddress(_ document: DocumentNode) -> [String: DocumentNode] {
    var changes: [String: DocumentNode] = [:]
    for change in document.list("resource_changes") {
      // A deposed object has the address of the one that replaces it.
      guard let address = change["address"]?.text, !change.has("deposed") else { continue }
      changes[address] = change
    }
    return changes
  }
}
