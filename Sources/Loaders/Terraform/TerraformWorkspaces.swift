import Documents
import Inventory
import SourceText

/// The account's view of workspaces: which configuration a binding attaches to which, with the workspace's region and tier
/// where the same plan has them.
enum TerraformWorkspaces {
  static func resources(of instances: [TerraformInstance]) -> [Resource] {
    let workspaces = instances.filter { $0.type == "azurerm_databricks_workspace" }
    return instances.filter { $0.type == "databricks_mws_ncc_binding" }.map { binding in
      let id = binding.values["workspace_id"]?.integer
      let own = workspaces.first { $0.values["workspace_id"]?.integer == id && id != nil }
      let span = binding.values.span
      let node = DerivedTree.transform(binding.values) { copier in
        copy("workspace_id", TerraformValue(binding)["workspace_id"], binding, &copier)
        copy(
          "network_connectivity_config_id", TerraformValue(binding)["network_connectivity_config_id"],
          binding, &copier)
        guard let own else { return }
        copy("location", TerraformValue(own)["location"], own, &copier)
        copy("workspace_name", TerraformValue(own)["name"], own, &copier)
        if let sku = own.values["sku"]?.text {
          copier.member(named: "pricing_tier", string: sku.uppercased(), at: span)
        }
      }
      let name = own?.values["name"]?.text ?? binding.values["workspace_id"]?.text ?? binding.address
      return Resource(kind: .workspace, name: name, node: node)
    }
  }

  private static func copy(
    _ key: String, _ value: TerraformValue, _ instance: TerraformInstance, _ copier: inout TreeCopier
  ) {
    switch value.state {
    case .absent: break
    case .known(let node): copier.member(named: key, at: node.span, node)
    case .hidden: copier.unknown(named: key, as: "\(instance.address).\(key)", at: instance.values.span)
    }
  }
}
