import Documents
import SourceText

/// Tells files that a person writes from evidence: plans and exports, which say what is and are made anew, never edited.
enum Evidence {
  /// Why a tree's document is evidence and not source; `nil` where it may be edited.
  ///
  /// - Parameters:
  ///   - resource: the resource's identity, which begins with its vendor.
  ///   - position: what a fix would change.
  static func reason(_ resource: String, _ position: SourceTree.Position) -> String? {
    let root = position.root
    if isTerraform(root) {
      return
        "a Terraform plan or state is evidence and never edited; change the configuration that it was made from"
    }
    if root["$schema"]?.text?.lowercased().contains("deploymenttemplate.json") == true { return nil }
    guard resource.hasPrefix("kubernetes.") else {
      return "an export is evidence and never edited; change what it shows and export it again"
    }
    let object = position.enclosing { $0["metadata"]?.isMapping == true && $0["kind"] != nil }
    let metadata = object?["metadata"]
    let marks: [StaticString] = ["uid", "resourceVersion", "managedFields"]
    let isLive = marks.contains { mark in
      guard let value = metadata?[mark] else { return false }
      return value.kind != .scalar || !(value.text ?? "").isEmpty
    }
    return isLive
      ? "an object that was exported from a cluster is evidence and never edited; change the manifest that it was made from"
      : nil
  }

  /// Why a zone file is evidence: what `az network dns zone export` and its private twin write says so in its first line.
  static func reason(zone source: SourceFile) -> String? {
    let mark = "; Exported zone file from Azure DNS"
    guard let start = source.bytes.firstIndex(where: { $0 > 0x20 }),
      source.bytes[start...].starts(with: mark.utf8)
    else { return nil }
    return "an export of Azure DNS is evidence and never edited; change the zone and export it again"
  }

  private static func isTerraform(_ root: DocumentNode) -> Bool {
    guard root.isMapping else { return false }
    return root["terraform_version"] != nil || root["planned_values"] != nil
      || root["resource_changes"] != nil
  }
}
