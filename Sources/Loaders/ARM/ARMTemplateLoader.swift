import Documents
import Inventory
import SourceText

/// Reads Azure Resource Manager templates, also those that Bicep compiles to: the resources that they deploy, as `az` would print
/// them, with every expression that needs a deployment as unknown.
enum ARMTemplateLoader {
  static func isTemplate(_ document: DocumentNode) -> Bool {
    guard document.isMapping, document.tree.syntax == .json, let resources = document["resources"],
      resources.kind != .scalar,
      let schema = document["$schema"]?.text?.lowercased()
    else { return false }
    return schema.contains("deploymenttemplate.json")
  }

  static func resources(_ document: DocumentNode) -> [Resource] {
    var collection = ARMResources(document)
    return collection.all().flatMap { resource in resource.trees().compactMap(recognise) }
  }

  private static func recognise(_ node: DocumentNode) -> Resource? {
    guard var resource = AzureLoader.resource(node) else { return nil }
    // A record whose name or zone only the deployment decides is no record of any other name.
    if resource.kind == .recordSet, node["name"]?.text == nil || node["zoneName"]?.text == nil { return nil }
    if let name = node["name"]?.unknownName { resource.name = name }
    return resource
  }
}

/// A resource of a template with the type and names that it has in full.
struct ARMResource {
  let node: DocumentNode
  let scope: ARMScope
  let identity: ARMIdentity

  /// The types whose elements have ids of their own, by the members that hold them.
  private static let parts: [String: [String]] = [
    "microsoft.network/loadbalancers": [
      "frontendIPConfigurations", "backendAddressPools", "loadBalancingRules", "probes",
    ]
  ]

  /// What Azure fills in itself, by type: unknown before the deployment.
  private static let outputs: [String: [String]] = [
    "microsoft.databricks/workspaces": ["workspaceId", "workspaceUrl"],
    "microsoft.network/privatelinkservices": ["alias"],
  ]

  /// The resource as a tree, and those of resources that are written within its properties.
  func trees() -> [DocumentNode] {
    let type = identity.type.lowercased()
    var trees = [tree(node, identity, parts: Self.parts[type] ?? [])]
    if type == "microsoft.network/virtualnetworks" {
      let subnets = node["properties"].map { ARMEvaluator.resolve($0, scope) }
      guard case .node(let properties, let scope)? = subnets, let list = properties["subnets"],
        case .node(let found, let inner) = ARMEvaluator.resolve(list, scope)
      else { return trees }
      for subnet in found.elements {
        guard let name = subnet["name"] else { continue }
        let own = ARMResource(
          node: subnet, scope: inner, identity: identity.part("subnets", ARMResources.pattern(name, inner)))
        trees.append(own.tree(subnet, own.identity, parts: []))
      }
    }
    return trees
  }

  private func tree(_ node: DocumentNode, _ identity: ARMIdentity, parts: [String]) -> DocumentNode {
    DerivedTree.transform(node) { copier in
      var writer = ARMWriter(scope, identity, parts: parts)
      let name = node["name"]?.span ?? node.span
      writer.write("id", identity.value, at: name, &copier)
      writer.write("name", Self.value(identity.names.last ?? ""), at: name, &copier)
      copier.member(named: "type", string: identity.type, at: node["type"]?.span ?? node.span)
      if identity.type.lowercased().contains("dnszones/"), let zone = identity.names.first {
        writer.write("zoneName", Self.value(zone), at: name, &copier)
      }
      for output in Self.outputs[identity.type.lowercased()] ?? [] {
        copier.unknown(named: output, as: "\(output) of \(identity.type)", at: name)
      }
      for pair in node.pairs {
        guard let key = pair.key.text,
          !["id", "name", "type", "dependsOn", "resources", "apiVersion", "copy"].contains(key)
        else { continue }
        copier.key(pair.key)
        writer.write(pair.value, isProperties: key == "properties", &copier)
      }
    }
  }

  private static func value(_ pattern: String) -> ARMValue {
    pattern.contains("{") ? .unknown(pattern) : .text(pattern)
  }
}
