import Analysis
import Documents
import SourceText
import Testing
import YAMLSyntax

/// Selectors and policy types by Kubernetes' own semantics.
@Suite struct LabelSelectorTests {
  private func node(_ yaml: String) -> DocumentNode? {
    YAMLReader.read(SourceFile(path: "a.yaml", text: yaml)).tree.documents.first
  }

  @Test(arguments: [
    ("{}", true), ("{matchLabels: {app: web}}", true), ("{matchLabels: {app: web, tier: x}}", false),
    ("{matchExpressions: [{key: app, operator: In, values: [web, api]}]}", true),
    ("{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}", false),
    ("{matchExpressions: [{key: tier, operator: NotIn, values: [x]}]}", true),
    ("{matchExpressions: [{key: app, operator: Exists}]}", true),
    ("{matchExpressions: [{key: tier, operator: Exists}]}", false),
    ("{matchExpressions: [{key: tier, operator: DoesNotExist}]}", true),
    ("{matchLabels: {app: web}, matchExpressions: [{key: app, operator: DoesNotExist}]}", false),
  ])
  func selects(_ yaml: String, _ expected: Bool) throws {
    let selector = try #require(LabelSelector(node(yaml)))
    #expect(selector.selects(["app": "web"]) == expected)
  }

  @Test func anUnknownOperatorIsNoSelector() {
    #expect(LabelSelector(node("{matchExpressions: [{key: a, operator: Is}]}")) == nil)
  }

  @Test(
    arguments: [
      ("{podSelector: {}}", .ingress), ("{podSelector: {}, egress: [{}]}", [.ingress, .egress]),
      ("{podSelector: {}, egress: []}", .ingress), ("{policyTypes: [Egress]}", .egress),
      ("{policyTypes: [], egress: [{}]}", [.ingress, .egress]),
      ("{policyTypes: [Ingress], egress: [{}]}", .ingress),
    ] as [(String, PolicyTypes)])
  func policyTypesHaveDefaults(_ yaml: String, _ expected: PolicyTypes) {
    #expect(PolicyTypes(spec: node(yaml)) == expected)
  }
}
