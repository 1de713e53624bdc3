import Analysis
import Documents
import Inventory
import Rules
import SourceText

/// Which rules of the library a run uses.
struct RuleSelection: Sendable {
  /// By the rule's place in the library.
  let isSelected: [Bool]

  init(_ library: RuleLibrary, only: Set<String>, skip: Set<String>) {
    isSelected = library.entries.map { (only.isEmpty || only.contains($0.id)) && !skip.contains($0.id) }
  }
}

/// The rules for one kind, and what has to be kept of its resources for the second phase.
struct KindRules {
  /// Rules that look at the object alone and need nothing else, lent by the library.
  var local: [LentRule] = []
  /// Whether relations, analyses or cross-object rules need resources of this kind.
  var isRetained: Bool
  /// The fields to keep; `nil` for all of them.
  var fields: FieldTree?

  init(_ kind: ResourceKind, _ library: RuleLibrary, _ selection: RuleSelection, _ fault: inout String?) {
    isRetained =
      RetainedFields.isAlwaysKept(kind) || library.entries.contains { $0.needs.contains(kind) }
    var paths = RetainedFields.paths(for: kind)
    for index in library.indices(for: kind) where selection.isSelected[index] {
      let entry = library.entries[index]
      guard entry.isLocal, entry.needs.isEmpty else {
        isRetained = true
        paths?.append(contentsOf: entry.fields)
        continue
      }
      do throws(RuleProblems) {
        local.append(LentRule(try library.rule(index), index: index))
      } catch {
        fault = fault ?? "\(entry.id): \(error.problems.map(\.message).joined(separator: "; "))"
      }
    }
    fields = paths.map(FieldTree.init)
  }
}

/// What the analyses read of each kind.
enum RetainedFields {
  /// Kinds that relations and analyses are made of.
  static func isAlwaysKept(_ kind: ResourceKind) -> Bool {
    !kind.isKubernetes || kind == .service || kind == .networkPolicy || kind == .namespace
      || kind.name.hasPrefix("kubernetes.AdminNetworkPolicy")
      || kind.name.hasPrefix("kubernetes.BaselineAdminNetworkPolicy")
      || ResourceKind.workloads.contains(kind) || UnevaluatedPolicies.has(kind)
      || kind.name.hasSuffix(".cert-manager.io") || kind.name == "kubernetes.Secret"
      || kind.name == "kubernetes.Event" || isRoute(kind)
  }

  /// Ingresses and the Gateway API's routes.
  private static func isRoute(_ kind: ResourceKind) -> Bool {
    kind.name == "kubernetes.Ingress" || (kind.name.hasPrefix("kubernetes.") && kind.name.hasSuffix("Route"))
  }

  /// The paths that analyses read; `nil` where whole resources are kept.
  static func paths(for kind: ResourceKind) -> [[String]]? {
    if kind.name == "kubernetes.Secret" {
      // What a Secret holds is never kept; nor is the annotation in which kubectl repeats it.
      return [["metadata", "name"], ["metadata", "namespace"]]
        + ["alt-names", "ip-sans"].map { ["metadata", "annotations", "cert-manager.io/" + $0] }
    }
    if kind == .namespace { return [["metadata", "name"], ["metadata", "labels"]] }
    if kind.name == "kubernetes.Event" {
      return [
        "metadata", "involvedObject", "regarding", "reason", "message", "note", "series", "lastTimestamp",
        "deprecatedLastTimestamp", "eventTime", "firstTimestamp",
      ].map { [$0] }
    }
    guard ResourceKind.workloads.contains(kind) else { return nil }
    let metadata = [["metadata", "name"], ["metadata", "namespace"], ["metadata", "labels"]]
    let template: [[String]] = [
      ["metadata", "labels"], ["spec", "hostNetwork"], ["spec", "containers", "ports"],
      ["spec", "initContainers", "ports"], ["spec", "volumes", "secret"], ["spec", "volumes", "projected"],
    ]
    switch kind {
    case .pod: return metadata + [["metadata", "ownerReferences"]] + template.dropFirst()
    case .cronJob: return metadata + template.map { ["spec", "jobTemplate", "spec", "template"] + $0 }
    default: return metadata + template.map { ["spec", "template"] + $0 }
    }
  }
}

/// Resources of one file that are kept for the second phase.
struct RetainedResources: ~Copyable {
  private let file: Int
  private var resources: [Resource] = []
  /// The places in `resources` of those whose trees are being copied.
  private var copied: [Int] = []
  private var copier: TreeCopier?

  init(file: Int) { self.file = file }

  /// Whether resources of a kind are kept as copies.
  static func copies(_ kind: ResourceKind) -> Bool { kind.isKubernetes }

  /// Makes room: an array that grows is copied, and touches new memory each time.
  mutating func reserve(_ count: Int) { resources.reserveCapacity(count) }

  /// Keeps a resource: whole artefacts as they are, Kubernetes objects as copies, so that the rest of their file can go.
  mutating func add(_ resource: Resource, fields: FieldTree?) {
    var kept = resource
    kept.file = file
    if Self.copies(resource.kind) {
      if copier == nil { copier = TreeCopier(resource.node.tree, keepsSource: false) }
      copied.append(resources.count)
      copier?.copy(resource.node, fields: fields)
    }
    resources.append(kept)
  }

  consuming func finish() -> [Resource] {
    guard let copier = copier.take() else { return resources }
    let tree = copier.finish()
    for (place, node) in zip(copied, tree.documents) { resources[place].node = node }
    return resources
  }
}
