import Documents
import Inventory
import SourceText

/// Reads what `terraform show -json` prints of a plan or a state (section 5 of the Azure reference, section 3 of the AWS one).
///
/// A plan is read as the estate after it: `planned_values`, which leave out what is deleted. What is known only after apply, and
/// what is marked as sensitive, is in the trees as unknown.
enum TerraformLoader {
  /// Whether a document is a plan or a state, of whatever version and shape.
  static func isTerraform(_ document: DocumentNode) -> Bool {
    guard document.isMapping, document.tree.syntax == .json else { return false }
    if document.has("format_version") {
      return document.has("terraform_version") || document.has("planned_values")
        || document.has("values")
    }
    return isRawState(document)
  }

  /// A `terraform.tfstate` as Terraform stores it.
  private static func isRawState(_ document: DocumentNode) -> Bool {
    document.has("serial") && document.has("lineage") && document.has("version")
  }

  /// Why a plan or state cannot be read; `nil` where it can.
  private static func refusal(_ document: DocumentNode) -> SourceProblem? {
    if isRawState(document) {
      return SourceProblem(
        "this is Terraform's own state file; run: terraform show -json > state.json, and check state.json",
        at: document["version"]?.span ?? document.span)
    }
    let version = document["format_version"]
    let text = version?.text ?? ""
    if !text.hasPrefix("1."), !text.hasPrefix("0.") {
      return SourceProblem(
        "format_version \(text.isEmpty ? "is no text" : text.prefix(20).description) is not one that airtight reads; 0.x and 1.x are: "
          + "run terraform show -json with a version of Terraform that writes one of them",
        at: version?.span ?? document.span)
    }
    if let errored = document["errored"], errored.bool == true {
      return SourceProblem(
        "Terraform could not finish this plan; mend what terraform plan tells, then run: "
          + "terraform plan -out=tfplan && terraform show -json tfplan > plan.json",
        at: errored.span)
    }
    return nil
  }

  /// The resources of a plan or state, and what is to be said of it: why it is refused, or what in it is not checked.
  static func load(_ document: DocumentNode) -> (resources: [Resource], problems: [SourceProblem]) {
    if let refusal = refusal(document) { return ([], [refusal]) }
    let estate = estate(document)
    return (resources(estate), TerraformHelm.problems(estate))
  }

  private static func resources(_ estate: TerraformEstate) -> [Resource] {
    var found: [Resource] = []
    for instance in estate.instances { found += resources(of: instance, estate) }
    return found + TerraformWorkspaces.resources(estate) + TerraformResource.resources(estate)
  }

  private static func estate(_ document: DocumentNode) -> TerraformEstate {
    let changes = TerraformChanges.byAddress(document)
    let configuration = TerraformConfiguration(document)
    let values = document["planned_values"] ?? document["values"]
    var instances: [TerraformInstance] = []
    var modules = [values?["root_module"]].compactMap { $0 }
    while let module = modules.popLast() {
      for node in module.list("resources") where node["mode"]?.text == "managed" {
        if let instance = TerraformInstance(node, changes, configuration) { instances.append(instance) }
      }
      modules += module.list("child_modules").reversed()
    }
    return TerraformEstate(instances, configuration)
  }

  private static func resources(of instance: TerraformInstance, _ estate: TerraformEstate) -> [Resource] {
    if instance.type.hasPrefix("kubernetes_") { return TerraformKubernetes.resources(of: instance, estate) }
    if let release = TerraformHelm.resource(of: instance, estate) { return [release] }
    guard let shape = TerraformShape.shapes[instance.type] else { return [] }
    let own = TerraformValue(instance)
    if let needed = shape.requires, case .absent = own[needed].state { return [] }
    let node = TerraformWriter.node(of: instance, shape.members, estate)
    // A record of a zone that nobody knows yet is no record of any other zone.
    if shape.kind == .recordSet, AzureRecordSet(node).zone.isEmpty { return [] }
    let name = own[shape.name].shownText ?? instance.address
    if let list = TerraformPrefixList.resource(of: instance, estate) {
      return [Resource(kind: shape.kind, name: name, node: node), list]
    }
    let resource = Resource(kind: shape.kind, name: name, node: node)
    return shape.kind == .networkConnectivityConfig
      ? [resource] + DatabricksLoader.nestedRules(node) : [resource]
  }
}
