import Documents
import Inventory
import SourceText

/// Releases of hashicorp/helm. What a chart makes of its values is not in a plan, so nothing in them is checked; where they set
/// annotations of Azure's load balancers, that is said.
enum TerraformHelm {
  static func resource(of instance: TerraformInstance, _ estate: TerraformEstate) -> Resource? {
    guard instance.type == "helm_release" else { return nil }
    let node = TerraformWriter.node(
      of: instance, .same("name", "namespace", "chart", "repository", "version"), estate)
    let own = TerraformValue(instance)
    return Resource(
      kind: .helmRelease, namespace: own["namespace"].shownText ?? "default",
      name: own["name"].shownText ?? instance.address, node: node)
  }

  /// What is to be said of releases that set annotations which rules would judge.
  static func problems(_ estate: TerraformEstate) -> [SourceProblem] {
    estate.instances.filter { $0.type == "helm_release" }.compactMap { instance in
      guard let span = place(TerraformValue(instance)) else { return nil }
      return SourceProblem(
        "\(instance.address) sets annotations of Azure's load balancers, and what the chart makes of them is not checked; "
          + "add the output of: helm template <release> <chart> --values <file>", at: span, severity: .warning
      )
    }
  }

  /// The first value or setting that speaks of such an annotation. Dots in the keys of `set` are escaped, so that only the end of
  /// the annotation's name is looked for.
  private static func place(_ release: TerraformValue) -> ByteSpan? {
    for value in release["values"].elements where value.shownText.map(speaksOfAnnotations) ?? false {
      return value.value?.span
    }
    for block in ["set", "set_sensitive", "set_list"] {
      for setting in release[block].elements {
        let name = setting["name"]
        if name.shownText.map(speaksOfAnnotations) ?? false { return name.value?.span }
      }
    }
    return nil
  }

  private static func speaksOfAnnotations(_ text: String) -> Bool {
    ["azure-load-balancer-", "azure-pls-"].contains { text.contains($0) }
  }
}
