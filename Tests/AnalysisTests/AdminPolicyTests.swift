import Inventory
import Loaders
import Networking
import SourceText
import Testing

@testable import Analysis

/// Policies of administrators around NetworkPolicies, and policies of other engines.
struct AdminPolicyTests {
  private static let cluster = """
    apiVersion: v1
    kind: Namespace
    metadata: {name: a, labels: {team: a}}
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: b, labels: {team: b}}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, namespace: a, labels: {app: web}}
    spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: client, namespace: b, labels: {app: client}}
    ---

    """

  private func admin(_ name: String, _ priority: Int, _ rules: String) -> String {
    """
    apiVersion: policy.networking.k8s.io/v1alpha1
    kind: AdminNetworkPolicy
    metadata: {name: \(name)}
    spec: {priority: \(priority), subject: {namespaces: {matchLabels: {team: a}}}, ingress: [\(rules)]}
    ---

    """
  }

  private static let fromB = "from: [{namespaces: {matchLabels: {team: b}}}]"
  private static let policy = """
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: web, namespace: a}
    spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: {}}], ports: [{port: 80}]}]}
    ---

    """
  private static let baseline = """
    apiVersion: policy.networking.k8s.io/v1alpha1
    kind: BaselineAdminNetworkPolicy
    metadata: {name: default}
    spec: {subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}
    ---

    """

  private func connection(_ policies: String) throws -> ConnectivityAnalysis.Connection? {
    let source = try SourceFile(path: "cluster.yaml", raw: Array((Self.cluster + policies).utf8))
    let analysis = ConnectivityAnalysis(Inventory(ArtefactLoader.load(source, format: .yaml).resources))
    #expect(analysis.problems.isEmpty)
    return analysis.connections.first {
      $0.source == .workload(namespace: "b", name: "client", kind: "Pod")
        && $0.destination == .workload(namespace: "a", name: "web", kind: "Pod")
    }
  }

  @Test func theFirstOfTheRulesDecides() throws {
    let deny = "{action: Deny, \(Self.fromB)}"
    let allow = "{action: Allow, \(Self.fromB), ports: [{portNumber: {port: 443, protocol: TCP}}]}"
    #expect(try connection("")?.set == .all)
    #expect(try connection(admin("x", 1, deny)) == nil)
    #expect(try connection(admin("x", 1, allow + ", " + deny))?.set.description == "TCP 443")
    #expect(try connection(admin("late", 20, deny) + admin("early", 10, allow))?.set.description == "TCP 443")
    #expect(try connection(admin("early", 10, deny) + admin("late", 20, allow)) == nil)
    #expect(
      try connection(admin("x", 1, "{action: Allow, \(Self.fromB), ports: [{namedPort: http}]}, \(deny)"))?
        .set.description == "TCP 8080")
    #expect(
      try connection(
        admin(
          "x", 1,
          "{action: Allow, \(Self.fromB), ports: [{portRange: {start: 1, end: 9, protocol: UDP}}]}, \(deny)"))?
        .set.description == "UDP 1-9")
  }

  @Test func networkPoliciesAndTheBaselineComeAfter() throws {
    let pass = "{action: Pass, \(Self.fromB), ports: [{portNumber: {port: 80, protocol: TCP}}]}"
    let deny = "{action: Deny, \(Self.fromB)}"
    #expect(try connection(Self.policy)?.set.description == "TCP 80")
    #expect(try connection(Self.baseline) == nil)
    #expect(try connection(Self.baseline + Self.policy)?.set.description == "TCP 80")
    #expect(try connection(Self.policy + admin("x", 1, deny)) == nil)
    #expect(try connection(Self.policy + admin("x", 1, pass + ", " + deny))?.set.description == "TCP 80")
    #expect(try connection(Self.baseline + admin("x", 1, pass + ", " + deny)) == nil)
  }

  @Test func policiesOfOtherEnginesMakeItUncertain() throws {
    let cilium = """
      apiVersion: cilium.io/v2
      kind: CiliumNetworkPolicy
      metadata: {name: web, namespace: a}
      spec: {endpointSelector: {matchLabels: {app: web}}, ingress: [{fromEndpoints: [{}]}]}
      """
    #expect(try connection(cilium)?.isUncertain == true)
    #expect(try connection(cilium.replacing("namespace: a", with: "namespace: c"))?.isUncertain == false)
    let calico = """
      apiVersion: projectcalico.org/v3
      kind: GlobalNetworkPolicy
      metadata: {name: all}
      spec: {selector: "app == 'client'", types: [Egress], egress: [{action: Deny}]}
      """
    #expect(try connection(calico)?.isUncertain == true)
  }

  @Test func whatTheServerRefusesIsNamed() throws {
    let text = """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: p, namespace: a}
      spec:
        podSelector: {matchExpressions: [{key: app, operator: Is, values: [a]}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: q, namespace: a}
      spec: {podSelector: {}, ingress: [{ports: [{port: 70000}, {protocol: ICMP}]}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: r, namespace: a}
      spec: {podSelector: {}, ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: s, namespace: a}
      spec: {podSelector: {matchLabels: {app@b: x}}}
      """
    let source = try SourceFile(path: "cluster.yaml", raw: Array(text.utf8))
    let analysis = ConnectivityAnalysis(Inventory(ArtefactLoader.load(source, format: .yaml).resources))
    #expect(
      analysis.problems.map { "\($0.field): \($0.message)" } == [
        "spec.podSelector: unknown operator in a selector; In, NotIn, Exists and DoesNotExist are allowed",
        "spec.ingress[0].ports[0]: 70000 is no range of ports; 1 to 65535 are allowed, ascending",
        "spec.ingress[0].ports[1].protocol: 'ICMP' is no protocol; TCP, UDP and SCTP are allowed",
        "spec.ingress[0].from[0]: a peer with an ipBlock and a selector; one of them is allowed",
        "spec.podSelector: 'app@b' is no label key; letters, digits, '-', '_' and '.' are allowed, with a DNS name and '/' "
          + "before them",
      ])
  }

  @Test(arguments: [
    ("app", true), ("app.kubernetes.io/name", true), ("A_b.c-d", true), ("a/b/c", false), ("/a", false),
    ("a/", false),
    ("-a", false), ("a@b", false), ("Example.com/a", false), ("", false),
    (String(repeating: "a", count: 63), true),
    (String(repeating: "a", count: 64), false),
  ])
  func labelKeys(_ text: String, _ isKey: Bool) { #expect(LabelText.isKey(text) == isKey) }
}
