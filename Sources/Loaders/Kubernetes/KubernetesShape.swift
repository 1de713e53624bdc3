import Documents
import Inventory
import SourceText

/// The members of Kubernetes objects whose value is a mapping or a list, whatever it holds. The API server refuses an
/// object that has something else there, so that no rule can judge it.
///
/// Source: the API reference of Kubernetes v1.31: ObjectMeta and ServiceSpec.
enum KubernetesShape {
  private enum Shape: String {
    case mapping, list
  }

  private typealias Members = [(name: StaticString, shape: Shape)]

  private static let ofMetadata: Members = [("annotations", .mapping), ("labels", .mapping)]
  private static let ofServiceSpec: Members = [
    ("ports", .list), ("selector", .mapping), ("loadBalancerSourceRanges", .list), ("externalIPs", .list),
  ]

  /// Takes what the API server would refuse out of what a document holds, with one problem for each object. Of its kind
  /// something is missing then.
  static func refuse(in content: inout ArtefactRecogniser.Content) {
    var problems: [Int: SourceProblem] = [:]
    // Exports are long lists of one kind, or of two that take turns.
    var others: [ResourceKind] = []
    for index in content.resources.indices {
      if others.contains(content.resources[index].kind) { continue }
      guard content.resources[index].kind.isKubernetes else {
        others.append(content.resources[index].kind)
        continue
      }
      guard let problem = problem(content.resources[index]) else { continue }
      problems[index] = problem
      content.partial.insert(content.resources[index].kind)
    }
    if problems.isEmpty { return }
    content.problems += problems.sorted { $0.key < $1.key }.map(\.value)
    content.resources = content.resources.indices.filter { problems[$0] == nil }.map { content.resources[$0] }
  }

  /// What is wrong with an object's first member of another shape, at the member's value.
  private static func problem(_ object: Resource) -> SourceProblem? {
    if let problem = problem(object, "metadata", ofMetadata) { return problem }
    // `kubernetes.Kind`, and no group behind it: objects of other groups may have another thing under `spec`.
    guard object.kind.name.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 1 else { return nil }
    return problem(object, "spec", object.kind == .service ? ofServiceSpec : [])
  }

  /// The same of a mapping of the object's and of some members of it.
  private static func problem(
    _ object: Resource, _ name: StaticString, _ members: Members
  ) -> SourceProblem? {
    guard let mapping = object.node[name] else { return nil }
    if let found = other(mapping, than: .mapping) {
      return problem(object, "\(name)", found, .mapping, at: mapping)
    }
    for (member, shape) in members {
      guard let node = mapping[member], let found = other(node, than: shape) else { continue }
      return problem(object, "\(name).\(member)", found, shape, at: node)
    }
    return nil
  }

  /// What a node is, where it is neither null nor of a shape.
  private static func other(_ node: DocumentNode, than shape: Shape) -> String? {
    if node.isNull || (shape == .mapping ? node.isMapping : node.isSequence) { return nil }
    return node.isMapping ? "a mapping" : node.isSequence ? "a list" : "a single value"
  }

  private static func problem(
    _ object: Resource, _ field: String, _ found: String, _ shape: Shape, at node: DocumentNode
  ) -> SourceProblem {
    SourceProblem(
      "\(field) of \(object.identity) is \(found); a \(shape.rawValue) is allowed", at: node.span)
  }
}
