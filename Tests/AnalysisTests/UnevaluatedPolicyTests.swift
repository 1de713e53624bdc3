import Inventory
import Loaders
import Networking
import SourceText
import Testing

@testable import Analysis

/// What policies that airtight cannot evaluate do to the connections of what they select.
struct UnevaluatedPolicyTests {
  private static let pods = """
    apiVersion: v1
    kind: Pod
    metadata: {name: web, namespace: a, labels: {app: web}}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: other, namespace: a, labels: {app: other}}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: client, namespace: b, labels: {app: client}}
    ---
    # Nothing but TCP 80 from b reaches a.
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: web, namespace: a}
    spec:
      podSelector: {}
      ingress:
        - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: b}}}]
          ports: [{port: 80}]
    ---

    """

  private func analysis(_ policies: String) throws -> ConnectivityAnalysis {
    let source = try SourceFile(path: "cluster.yaml", raw: Array((Self.pods + policies).utf8))
    return ConnectivityAnalysis(Inventory(ArtefactLoader.load(source, format: .yaml).resources))
  }

  /// `TCP 80`, `unknown (at most all connections)`, or nothing.
  private func label(_ policies: String, _ source: String, _ destination: String) throws -> String? {
    let found = try analysis(policies).connections.first {
      $0.source.name == source && $0.destination.name == destination
    }
    return found.map { $0.isUncertain ? "unknown, at most \($0.set)" : "\($0.set)" }
  }

  private static let client = "b/client[Pod]"
  private static let web = "a/web[Pod]"
  private static let other = "a/other[Pod]"

  private func cilium(_ spec: String, kind: String = "CiliumNetworkPolicy") -> String {
    """
    apiVersion: cilium.io/v2
    kind: \(kind)
    metadata: {name: web, namespace: a}
    spec: {\(spec)}
    """
  }

  @Test func theirAllowRulesMayAllowMoreThanNetworkPolicies() throws {
    let policy = cilium("endpointSelector: {matchLabels: {app: web}}, ingress: [{fromEntities: [all]}]")
    #expect(try label("", Self.client, Self.web) == "TCP 80")
    #expect(try label(policy, Self.client, Self.web) == "unknown, at most all connections")
    // Denied by the NetworkPolicy alone, but perhaps not by both together.
    #expect(try label("", Self.other, Self.web) == nil)
    #expect(try label(policy, Self.other, Self.web) == "unknown, at most all connections")
    #expect(try label(policy, "0.0.0.0-255.255.255.255", Self.web) == "unknown, at most all connections")
  }

  @Test func onlyWhatTheySelectIsUnknown() throws {
    let policy = cilium("endpointSelector: {matchLabels: {app: web}}, ingress: [{fromEntities: [all]}]")
    #expect(try label(policy, Self.client, Self.other) == "TCP 80")
    // The other side's policies still bound what is possible.
    #expect(try label(policy, Self.web, Self.client) == "all connections")
    let egress = cilium(
      "endpointSelector: {matchLabels: {'k8s:app': other}}, egress: [{toEntities: [world]}]")
    #expect(try label(egress, Self.other, Self.client) == "unknown, at most all connections")
    #expect(try label(egress, Self.client, Self.other) == "TCP 80")
    #expect(try label(egress, Self.web, Self.client) == "all connections")
  }

  @Test func ciliumSelectorsBeyondLabelsSelectPerhapsEverything() throws {
    let space = cilium(
      "endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': a}}, ingress: [{}]",
      kind: "CiliumClusterwideNetworkPolicy")
    #expect(try label(space, Self.client, Self.web)?.hasPrefix("unknown") == true)
    // A policy for hosts selects no pods.
    let host = cilium(
      "nodeSelector: {matchLabels: {type: worker}}, ingress: [{}]", kind: "CiliumClusterwideNetworkPolicy")
    #expect(try label(host, Self.client, Self.web) == "TCP 80")
  }

  private func calico(_ spec: String, kind: String = "NetworkPolicy") -> String {
    """
    apiVersion: projectcalico.org/v3
    kind: \(kind)
    metadata: {name: web, namespace: a}
    spec: {\(spec)}
    """
  }

  @Test func calicoNamesItsTypesOrImpliesThem() throws {
    let ingress = calico("selector: all(), ingress: [{action: Allow}]")
    #expect(try label(ingress, Self.client, Self.web)?.hasPrefix("unknown") == true)
    #expect(try label(ingress, Self.web, Self.client) == "all connections")
    let egress = calico("selector: all(), egress: [{action: Deny}]")
    #expect(try label(egress, Self.client, Self.web) == "TCP 80")
    #expect(try label(egress, Self.web, Self.client)?.hasPrefix("unknown") == true)
    let staged = calico("selector: all(), ingress: [{action: Deny}]", kind: "StagedNetworkPolicy")
    #expect(try label(staged, Self.client, Self.web) == "TCP 80")
  }

  @Test func antreaPoliciesAreUnknownToo() throws {
    let policy = """
      apiVersion: crd.antrea.io/v1beta1
      kind: ClusterNetworkPolicy
      metadata: {name: all}
      spec: {priority: 5, appliedTo: [{podSelector: {}}], ingress: [{action: Drop}]}
      """
    #expect(try label(policy, Self.client, Self.web)?.hasPrefix("unknown") == true)
  }

  @Test func explanationsAndExposureSayUnknown() throws {
    let policy = cilium("endpointSelector: {matchLabels: {app: web}}, ingress: [{fromEntities: [all]}]")
    let source = try SourceFile(path: "cluster.yaml", raw: Array((Self.pods + policy).utf8))
    let inventory = Inventory(ArtefactLoader.load(source, format: .yaml).resources)
    let explanation = try #require(ConnectivityExplanation(inventory, from: "a/other", to: "a/web"))
    #expect(explanation.isUncertain && explanation.set == .all)
    let reasons = explanation.sides.flatMap(\.reasons).map { "\(inventory[$0.policy].name): \($0.text)" }
    #expect(reasons.contains("web: selects it, and is not evaluated"))
    let sure = try #require(ConnectivityExplanation(inventory, from: "b/client", to: "a/other"))
    #expect(!sure.isUncertain && "\(sure.set)" == "TCP 80")
    let exits = ExposureAnalysis(inventory, RelationTable()).exits
    #expect(exits.map(\.isUncertain) == [false, false, false])
    let egress = cilium("endpointSelector: {}, egress: [{toEntities: [world]}]")
    let closed = try SourceFile(path: "cluster.yaml", raw: Array((Self.pods + egress).utf8))
    let other = Inventory(ArtefactLoader.load(closed, format: .yaml).resources)
    #expect(ExposureAnalysis(other, RelationTable()).exits.map(\.isUncertain) == [true, true, false])
  }
}
