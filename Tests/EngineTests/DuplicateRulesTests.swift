import Documents
import Inventory
import JSONSyntax
import SourceText
import Testing

@testable import Engine

/// Of a private endpoint rule that stands in its own list and inside its configuration one is kept, for any number of threads.
@Suite struct DuplicateRulesTests {
  private static func resources(_ rules: [(kind: ResourceKind, name: String, members: Int)]) -> [Resource] {
    let texts = rules.map { rule in
      "{" + (0..<rule.members).map { "\"m\($0)\": 1" }.joined(separator: ", ") + "}"
    }
    let tree = JSONReader.read(SourceFile(path: "a.json", text: "[\(texts.joined(separator: ", "))]")).tree
    let nodes = tree.documents.flatMap { Array($0.elements) }
    return zip(rules, nodes).map { Resource(kind: $0.kind, name: $0.name, node: $1) }
  }

  @Test(arguments: [1, 2]) func theFullerOneIsKept(_ jobs: Int) {
    let resources = Self.resources([
      (.privateEndpointRule, "a", 2), (.privateEndpointRule, "b", 3), (.workspace, "a", 1),
      (.privateEndpointRule, "", 1), (.privateEndpointRule, "", 1), (.privateEndpointRule, "a", 3),
      (.privateEndpointRule, "b", 2), (.privateEndpointRule, "b", 3), (.privateEndpointRule, "c", 1),
    ])
    let kept = DuplicateRules.removed(from: resources, jobs: jobs)
    #expect(
      kept.map { "\($0.kind.name.split(separator: ".")[1]) \($0.name) \($0.node.count)" } == [
        "PrivateEndpointRule b 3", "Workspace a 1", "PrivateEndpointRule  1", "PrivateEndpointRule  1",
        "PrivateEndpointRule a 3", "PrivateEndpointRule c 1",
      ])
  }

  /// More than a thread takes in one go.
  @Test func manyRules() {
    let rules = (0..<10_000).map {
      (kind: ResourceKind.privateEndpointRule, name: "r\($0 % 9_000)", members: 1)
    }
    let resources = Self.resources(rules)
    for jobs in [1, 2, 3] {
      let kept = DuplicateRules.removed(from: resources, jobs: jobs)
      #expect(kept.map(\.name) == (0..<9_000).map { "r\($0)" })
    }
  }
}
