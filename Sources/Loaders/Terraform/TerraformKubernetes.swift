import Documents
import Inventory
import SourceText

/// Objects of hashicorp/kubernetes: blocks in snake case become the API's own fields.
enum TerraformKubernetes {
  /// The API's kind and version of a resource type, without its `_v1`.
  private static let kinds: [String: (kind: String, version: String)] = [
    "kubernetes_service": ("Service", "v1"), "kubernetes_namespace": ("Namespace", "v1"),
    "kubernetes_pod": ("Pod", "v1"), "kubernetes_deployment": ("Deployment", "apps/v1"),
    "kubernetes_stateful_set": ("StatefulSet", "apps/v1"), "kubernetes_daemonset": ("DaemonSet", "apps/v1"),
    "kubernetes_daemon_set": ("DaemonSet", "apps/v1"), "kubernetes_job": ("Job", "batch/v1"),
    "kubernetes_cron_job": ("CronJob", "batch/v1"), "kubernetes_ingress": ("Ingress", "networking.k8s.io/v1"),
    "kubernetes_network_policy": ("NetworkPolicy", "networking.k8s.io/v1"),
  ]

  /// Blocks that are lists in the API, some of them under another name; every other block is one object.
  private static let lists: [String: String] = [
    "container": "containers", "init_container": "initContainers", "port": "ports", "ports": "ports",
    "ingress": "ingress", "egress": "egress", "from": "from", "to": "to",
    "match_expressions": "matchExpressions",
    "rule": "rules", "path": "paths", "tls": "tls", "volume": "volumes", "volume_mount": "volumeMounts",
    "env": "env", "toleration": "tolerations",
  ]

  static func resources(of instance: TerraformInstance, _ estate: TerraformEstate) -> [Resource] {
    if instance.type == "kubernetes_manifest" { return manifest(instance, estate) }
    let type =
      ["_v1", "_v2"].contains { instance.type.hasSuffix($0) }
      ? String(instance.type.dropLast(3)) : instance.type
    guard let (kind, version) = kinds[type] else { return [] }
    let node = DerivedTree.transform(instance.values) { copier in
      copier.member(named: "apiVersion", string: version, at: instance.values.span)
      copier.member(named: "kind", string: kind, at: instance.values.span)
      for part in ["metadata", "spec", "status"] { write(part, instance, estate, &copier) }
    }
    return [KubernetesLoader.object(node, itemKind: nil)].compactMap { $0 }
  }

  /// An object as YAML has it, with the API's own names.
  private static func manifest(_ instance: TerraformInstance, _ estate: TerraformEstate) -> [Resource] {
    let manifest = TerraformValue(instance)["manifest"]
    guard case .known(let node) = manifest.state, node.isMapping else { return [] }
    let copy = DerivedTree.transform(instance.values) { copier in
      for member in manifest.members {
        if case .absent = member.value.state { continue }
        copier.key(named: member.key, at: member.span)
        member.value.write(to: &copier, at: node.span) { estate.name(of: $0, instance) }
      }
    }
    return [KubernetesLoader.object(copy, itemKind: nil)].compactMap { $0 }
  }

  private enum Step {
    case close
    case key(String, ByteSpan)
    /// A value with the name that it has in Terraform, which for elements of a list is the list's.
    case value(TerraformValue, String)
    /// A mapping whose keys are the user's own. Terraform has blocks as lists, so that every other mapping is one.
    case map(TerraformValue)
  }

  /// Writes a top-level block. Walks with a work list.
  private static func write(
    _ part: String, _ instance: TerraformInstance, _ estate: TerraformEstate, _ copier: inout TreeCopier
  ) {
    let span = instance.values.span
    let block = TerraformValue(instance)[part]
    guard case .known(let node) = block.state, node.count > 0 else { return }
    copier.key(named: part, at: node.span)
    var waiting: [Step] = [.value(node.isSequence ? block[0] : block, part)]
    while let step = waiting.popLast() {
      switch step {
      case .close: copier.close()
      case .key(let key, let span): copier.key(named: key, at: span)
      case .map(let value): value.write(to: &copier, at: span) { estate.name(of: $0, instance) }
      case .value(let value, let name):
        switch value.state {
        case .absent: copier.string("", at: span)
        case .hidden: copier.unknown(as: estate.name(of: value, instance), at: span)
        case .known(let node): waiting += open(node, value, name, &copier)
        }
      }
    }
  }

  /// Opens a mapping or list, or copies anything else; what is left to be written, the first of it last.
  private static func open(
    _ node: DocumentNode, _ value: TerraformValue, _ name: String, _ copier: inout TreeCopier
  ) -> [Step] {
    if node.isSequence {
      copier.open(.sequence, span: node.span, style: .flow)
      return [.close] + value.elements.reversed().map { .value($0, name) }
    }
    guard node.isMapping else {
      copier.copy(node)
      return []
    }
    copier.openMapping(span: node.span)
    var steps: [Step] = []
    for (key, span, member) in value.members {
      var isList = false
      var isMap = false
      switch member.state {
      case .absent: continue
      case .hidden: break
      case .known(let inner):
        // An empty block, and an empty text where the provider has a default, is nothing that was set.
        if inner.isSequence, inner.count == 0, lists[key] == nil { continue }
        if inner.text == "" { continue }
        isList = inner.isSequence
        isMap = inner.isMapping
      }
      // A port's number has the name of the list of ports.
      let name = isList ? lists[key] ?? camelCase(key) : camelCase(key)
      steps += [.key(name, span), isMap ? .map(member) : .value(single(key, member), key)]
    }
    return [.close] + steps.reversed()
  }

  /// A block that is one object in the API; Terraform has it as a list of one.
  private static func single(_ key: String, _ value: TerraformValue) -> TerraformValue {
    guard lists[key] == nil, case .known(let node) = value.state, node.isSequence, node.count == 1,
      node.element(at: 0)?.isMapping == true
    else { return value }
    return value[0]
  }

  /// `load_balancer_ip` as `loadBalancerIP`.
  private static func camelCase(_ name: String) -> String {
    var out = ""
    for (index, word) in name.split(separator: "_").enumerated() {
      switch word {
      case _ where index == 0: out += word
      case "ip": out += "IP"
      case "ips": out += "IPs"
      case "cidr": out += "CIDR"
      default: out += word.prefix(1).uppercased() + word.dropFirst()
      }
    }
    return out
  }
}
