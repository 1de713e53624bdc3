import Documents
import Inventory
import SourceText

/// Finds the resources in a document: one object, a list of objects, or a list in a wrapper.
///
/// Lists are unfolded with a work list, so nothing recurses on the document's depth.
struct ArtefactRecogniser: Sendable {
  /// Threads for long lists; at least 1.
  let jobs: Int

  /// The members under which REST calls, `az rest` and Resource Graph wrap their lists.
  private static let wrappers: [StaticString] = [
    "items", "warehouses", "connections", "value", "data", "workspaces", "private_endpoint_rules",
    "network_connectivity_configs", "clusters",
  ]

  /// What a document holds.
  struct Content {
    var resources: [Resource] = []
    /// Kinds that the document lists to the end, also where there is none of them.
    var listed: Set<ResourceKind> = []
    /// Kinds of which the document is one page of several.
    var partial: Set<ResourceKind> = []
    var problems: [SourceProblem] = []
  }

  func content(of document: DocumentNode) -> Content {
    if let part = AWSLoader.part(document) { return part }
    if TerraformLoader.isTerraform(document) {
      let (resources, problems) = TerraformLoader.load(document)
      // A network on AWS is often made in several plans: what one does not hold may have been made elsewhere.
      let partial = Set(
        resources.map(\.kind).filter { $0.vendor == "aws" || EvidenceScope.classicPlane.contains($0) })
      return Content(resources: resources, partial: partial, problems: problems)
    }
    if ARMTemplateLoader.isTemplate(document) {
      return Content(resources: ARMTemplateLoader.resources(document))
    }
    var content = AWSLoader.content(of: document, jobs: jobs)
    addResources(in: [document], to: &content.resources)
    KubernetesShape.refuse(in: &content)
    if let token = document.pair(forKey: "next_page_token"), token.value.text?.isEmpty == false {
      content.partial = Set(content.resources.map(\.kind))
      content.problems.append(SourceProblem.page("next_page_token", at: token.key.span))
    }
    return content
  }

  /// Adds the resources in some nodes, which stand in lists as deep as `depth`.
  private func addResources(
    in nodes: [DocumentNode], itemKind: String? = nil, depth: Int = 0, to found: inout [Resource]
  ) {
    var waiting = nodes.reversed().map { (node: $0, itemKind: itemKind, depth: depth) }
    while let (node, itemKind, depth) = waiting.popLast() {
      if node.isSequence {
        guard depth < 4 else { continue }
        addElements(of: node, itemKind, depth + 1)
      } else if let (items, kind) = KubernetesLoader.list(node) {
        addElements(of: items, kind, depth + 1)
      } else {
        if !Self.recognise(node, itemKind: itemKind, &found), depth < 4 {
          waiting += Self.wrapped(node).reversed().map { ($0, nil, depth + 1) }
        }
      }
    }

    func addElements(of list: DocumentNode, _ itemKind: String?, _ depth: Int) {
      guard jobs > 1, list.count >= ListParts.many else {
        waiting += list.elements.reversed().map { ($0, itemKind, depth) }
        return
      }
      let part = ArtefactRecogniser(jobs: 1)
      ListParts.add(list, to: &found, jobs: jobs) { nodes in
        var found: [Resource] = []
        // Most elements are one resource.
        found.reserveCapacity(nodes.count)
        part.addResources(in: nodes, itemKind: itemKind, depth: depth, to: &found)
        return found
      }
    }
  }

  /// Whether a document is a list without elements, which is evidence of nothing but no riddle either.
  static func isEmptyList(_ document: DocumentNode) -> Bool {
    if let list = KubernetesLoader.list(document) { return list.items.count == 0 }
    let lists = document.isSequence ? [document] : wrapped(document)
    guard !lists.isEmpty, lists.allSatisfy({ $0.count == 0 }) else { return false }
    return document.isSequence || document.count <= 2 || document.has("total_records")
  }

  /// What an unknown document looks like, for `inspect`.
  static func describe(_ document: DocumentNode) -> String {
    switch document.kind {
    case .mapping where document.has("format_version") && document.has("terraform_version"):
      return "a Terraform plan or state without any resource that airtight knows"
    case .mapping:
      let keys = document.pairs.prefix(4).compactMap { $0.key.text?.prefix(40) }
      return "an object with the members " + keys.joined(separator: ", ")
    case .sequence: return "a list of \(document.count) unknown elements"
    case .scalar, .alias: return "a single value"
    }
  }

  private static func wrapped(_ node: DocumentNode) -> [DocumentNode] {
    guard node.isMapping else { return [] }
    return wrappers.compactMap { node[$0] }.filter(\.isSequence)
  }

  /// Adds what a node is, if it is known.
  private static func recognise(
    _ node: DocumentNode, itemKind: String?, _ found: inout [Resource]
  ) -> Bool {
    guard node.isMapping else { return false }
    if let object = KubernetesLoader.object(node, itemKind: itemKind) {
      found.append(object)
      return true
    }
    if DatabricksLoader.addResources(node, to: &found) { return true }
    guard let other = AzureLoader.resource(node) ?? AWSLoader.attribute(node) else { return false }
    found.append(other)
    return true
  }
}

extension SourceProblem {
  /// What is told of a list whose further pages are missing.
  static func page(_ token: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem(
      "only one page of several: \(token) is there; export all pages, or what is missing counts as unknown",
      at: span, severity: .warning)
  }
}
