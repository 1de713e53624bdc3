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

  private typealias Member = (path: [StaticString], shape: Shape)

  private static let ofAll: [Member] = [
    (["metadata"], .mapping), (["metadata", "annotations"], .mapping), (["metadata", "labels"], .mapping),
  ]
  /// Objects of groups that are not Kubernetes' own may have another thing under this name.
  private static let ofBuiltIn: [Member] = ofAll + [(["spec"], .mapping)]
  private static let ofService: [Member] =
    ofBuiltIn + [
      (["spec", "ports"], .list), (["spec", "selector"], .mapping),
      (["spec", "loadBalancerSourceRanges"], .list), (["spec", "externalIPs"], .list),
    ]

  /// Takes what the API server would refuse out of what a document holds, with one problem for each object. Of its kind
  /// something is missing then.
  static func refuse(in content: inout ArtefactRecogniser.Content) {
    var problems: [Int: SourceProblem] = [:]
    // Exports are long lists of one kind, or of two that take turns.
    var others: [ResourceKind] = []
    for index in content.resources.indices {
      if others.contains(content.resources[index].kind) { continue }
      guard content.resources[index].kind.vendor == "kubernetes" else {
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
    // `kubernetes.Kind`, and no group behind it.
    let isBuiltIn = object.kind.name.utf8.count { $0 == UInt8(ascii: ".") } == 1
    let members = object.kind == .service ? ofService : isBuiltIn ? ofBuiltIn : ofAll
    for (path, shape) in members {
      var node: DocumentNode? = object.node
      for name in path { node = node?[name] }
      guard let node, !node.isNull, shape == .mapping ? !node.isMapping : !node.isSequence else { continue }
      let found = node.isMapping ? "a mapping" : node.isSequence ? "a list" : "a single value"
      let field = path.map(\.description).joined(separator: ".")
      return SourceProblem(
        "\(field) of \(object.identity) is \(found); a \(shape.rawValue) is allowed", at: node.span)
    }
    return nil
  }
}
