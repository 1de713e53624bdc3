import Documents
import Inventory
import SourceText

/// What Terraform itself says of a resource of a path, as a `terraform.Resource`: what the plan does to it, which attributes the
/// configuration sets, and which credentials the file holds in clear.
///
/// | member | what |
/// |---|---|
/// | `address`, `type` | as in the plan |
/// | `actions`, `replace_paths` | of `resource_changes[].change`; absent in a state |
/// | `configured` | a member for each attribute that the configuration gives; absent in a state |
/// | `workspace` | of a binding: the workspace that it binds, unknown before it exists |
/// | `rules` | of a security group: the addresses of the resources that are rules of it |
/// | `secrets` | a member for each credential, named by its path; its value is left out |
enum TerraformResource {
  /// The types that rules look at.
  private static let types: Set<String> = [
    "azurerm_private_link_service", "databricks_mws_network_connectivity_config",
    "databricks_mws_ncc_binding",
    "databricks_mws_ncc_private_endpoint_rule", "databricks_connection", "kubernetes_service",
    "kubernetes_service_v1", "kubernetes_manifest",
    "aws_vpc", "aws_security_group", "aws_default_security_group",
  ]

  /// The options of a Unity Catalog connection that are credentials, in lower case.
  private static let credentials: Set<String> = [
    "bearer_token", "client_secret", "password", "access_token", "refresh_token", "personalaccesstoken",
    "pem_private_key", "pem_private_key_secret", "googleserviceaccountkeyjson", "authorization_code",
  ]

  static func resources(_ estate: TerraformEstate) -> [Resource] {
    estate.instances.filter { types.contains($0.type) || isOfClassicPlane($0.type) }.map { instance in
      let span = instance.values.span
      let node = DerivedTree.transform(instance.values) { copier in
        copier.member(named: "address", string: instance.address, at: span)
        copier.member(named: "type", string: instance.type, at: span)
        writeClassicPlane(instance, estate, &copier)
        write(instance.change, &copier)
        writeConfigured(instance, &copier)
        writeSecrets(instance, &copier)
        writeRules(instance, estate, &copier)
        guard instance.type == "databricks_mws_ncc_binding" else { return }
        let workspace = TerraformValue(instance)["workspace_id"]
        copier.key(named: "workspace", at: workspace.value?.span ?? span)
        workspace.write(to: &copier, at: span) { estate.name(of: $0, instance) }
      }
      return Resource(kind: .terraformResource, name: instance.address, node: node)
    }
  }

  private static func write(_ change: DocumentNode?, _ copier: inout TreeCopier) {
    guard let change = change?["change"] else { return }
    for key in ["actions", "replace_paths"] {
      if let pair = change.pair(forKey: key) { copier.member(pair.key, pair.value) }
    }
  }

  private static func writeConfigured(_ instance: TerraformInstance, _ copier: inout TreeCopier) {
    guard let expressions = instance.configuration?["expressions"] else { return }
    copier.key(named: "configured", at: expressions.span)
    copier.openMapping(span: expressions.span)
    for pair in expressions.pairs {
      copier.member(named: pair.key.text ?? "", string: "set", at: pair.key.span)
    }
    copier.close()
  }

  private static func writeSecrets(_ instance: TerraformInstance, _ copier: inout TreeCopier) {
    guard let options = instance.values["options"] else { return }
    let secrets = options.pairs.filter { pair in
      guard let key = pair.key.text?.lowercased(), credentials.contains(key) else { return false }
      let value = pair.value.text ?? ""
      // A reference to Databricks' own secret store is none.
      return !pair.value.isNull && !value.isEmpty && !value.hasPrefix("secret(")
        && !value.contains("{{secrets/")
    }
    guard !secrets.isEmpty else { return }
    copier.key(named: "secrets", at: options.span)
    copier.openMapping(span: options.span)
    for pair in secrets {
      copier.member(named: "options.\(pair.key.text ?? "")", string: "in clear", at: pair.key.span)
    }
    copier.close()
  }

  /// The resources that are rules of a security group, beside the rules that it has itself.
  private static func writeRules(
    _ instance: TerraformInstance, _ estate: TerraformEstate, _ copier: inout TreeCopier
  ) {
    guard instance.type.hasSuffix("_security_group"),
      let key = estate.key(of: TerraformValue(instance)["id"], instance)
    else { return }
    let span = instance.values.span
    copier.key(named: "rules", at: span)
    copier.open(.sequence, span: span, style: .flow)
    for type in [
      "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule",
    ] {
      for rule in estate.instances(of: type, by: "security_group_id", to: key) {
        copier.string(rule.address, at: rule.values.span)
      }
    }
    copier.close()
  }
}
