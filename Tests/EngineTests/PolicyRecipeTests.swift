import Conformance
import Findings
import Foundation
import Testing

@testable import Engine

/// The usual policies, each against one cluster: its title is what the connections say. Where the public recipes are at hand,
/// theirs give the same connections.
struct PolicyRecipeTests {
  struct Recipe: CustomTestStringConvertible, Sendable {
    var title: String
    /// The recipe's file, beginning of its name.
    var file: String
    var policy: String
    /// `source > destination : connections`; the outside is `any`.
    var permitted: [String]
    var denied: [String]

    var testDescription: String { title }
  }

  private static let cluster: String = {
    func namespace(_ name: String, _ labels: String) -> String {
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: \(name), labels: {\(labels)}}\n"
    }
    func pod(_ namespace: String, _ name: String, _ labels: String) -> String {
      "apiVersion: v1\nkind: Pod\nmetadata: {name: \(name), namespace: \(namespace), labels: {\(labels)}}\n"
        + "spec: {containers: [{name: c, image: registry.contoso.example/c:1}]}\n"
    }
    return [
      namespace("prod", "purpose: production"), namespace("dev", "purpose: testing"),
      namespace("ops", "team: operations"),
      pod("default", "web", "app: web"), pod("default", "shop", "app: bookstore, role: api"),
      pod("default", "search", "app: bookstore, role: search"),
      pod("default", "db", "app: bookstore, role: db"),
      pod("default", "stock", "app: inventory, role: web"), pod("default", "apiserver", "app: apiserver"),
      pod("default", "watch", "app: watch, role: monitoring"), pod("default", "foo", "app: foo"),
      pod("prod", "client", "app: client"), pod("dev", "client", "app: client"),
      pod("ops", "monitor", "type: monitoring"), pod("ops", "other", "type: other"),
      pod("kube-system", "dns", "k8s-app: kube-dns"),
    ].joined(separator: "---\n")
  }()

  private static func policy(_ name: String, _ spec: String) -> String {
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: \(name), namespace: default}\nspec: \(spec)\n"
  }

  private static let dns =
    "{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: "
    + "{k8s-app: kube-dns}}}], ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}"

  static let recipes: [Recipe] = [
    Recipe(
      title: "deny all traffic to an application", file: "01-",
      policy: policy("web-deny-all", "{podSelector: {matchLabels: {app: web}}, ingress: []}"),
      permitted: ["web > foo : all connections", "web > any : all connections"],
      denied: ["foo > web", "prod/client > web", "any > web"]),
    Recipe(
      title: "limit traffic to an application", file: "02-",
      policy: policy(
        "api-allow",
        "{podSelector: {matchLabels: {app: bookstore, role: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: "
          + "bookstore}}}]}]}"),
      permitted: [
        "search > shop : all connections", "db > shop : all connections", "foo > search : all connections",
      ],
      denied: ["foo > shop", "prod/client > shop", "any > shop"]),
    Recipe(
      title: "allow all traffic to an application", file: "02a-",
      policy: policy("deny", "{podSelector: {}, ingress: []}") + "---\n"
        + policy("web-allow-all", "{podSelector: {matchLabels: {app: web}}, ingress: [{}]}"),
      permitted: [
        "foo > web : all connections", "prod/client > web : all connections", "any > web : all connections",
      ],
      denied: ["foo > shop", "any > shop"]),
    Recipe(
      title: "deny all traffic in a namespace that is not allowed", file: "03-",
      policy: policy("default-deny-all", "{podSelector: {}, ingress: []}"),
      permitted: ["foo > prod/client : all connections", "prod/client > dev/client : all connections"],
      denied: ["foo > web", "web > foo", "prod/client > web", "any > db"]),
    Recipe(
      title: "deny traffic from other namespaces", file: "04-",
      policy: policy(
        "deny-from-other-namespaces", "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"),
      permitted: ["foo > web : all connections", "web > prod/client : all connections"],
      denied: ["prod/client > web", "any > web"]),
    Recipe(
      title: "allow traffic from all namespaces", file: "05-",
      policy: policy(
        "web-allow-all-namespaces",
        "{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {}}]}]}"),
      permitted: [
        "foo > web : all connections", "prod/client > web : all connections",
        "ops/other > web : all connections",
      ],
      denied: ["any > web"]),
    Recipe(
      title: "allow traffic from a namespace", file: "06-",
      policy: policy(
        "web-allow-prod",
        "{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {matchLabels: {purpose: "
          + "production}}}]}]}"),
      permitted: ["prod/client > web : all connections"],
      denied: ["dev/client > web", "foo > web", "any > web"]),
    Recipe(
      title: "allow traffic from some pods in another namespace", file: "07-",
      policy: policy(
        "web-allow-all-ns-monitoring",
        "{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: operations}}, "
          + "podSelector: {matchLabels: {type: monitoring}}}]}]}"),
      permitted: ["ops/monitor > web : all connections"],
      denied: ["ops/other > web", "watch > web", "prod/client > web"]),
    Recipe(
      title: "allow external traffic", file: "08-",
      policy: policy("deny", "{podSelector: {}, ingress: []}") + "---\n"
        + policy("web-allow-external", "{podSelector: {matchLabels: {app: web}}, ingress: [{}]}"),
      permitted: ["any > web : all connections"], denied: ["any > foo"]),
    Recipe(
      title: "allow traffic only to a port", file: "09-",
      policy: policy(
        "api-allow-5000",
        "{podSelector: {matchLabels: {app: apiserver}}, ingress: [{ports: [{port: 5000}], from: [{podSelector: {matchLabels: "
          + "{role: monitoring}}}]}]}"),
      permitted: ["watch > apiserver : TCP 5000"], denied: ["foo > apiserver", "any > apiserver"]),
    Recipe(
      title: "allow traffic with several selectors", file: "10-",
      policy: policy(
        "redis-allow-services",
        "{podSelector: {matchLabels: {app: bookstore, role: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: bookstore, "
          + "role: search}}}, {podSelector: {matchLabels: {app: bookstore, role: api}}}, {podSelector: {matchLabels: {app: "
          + "inventory, role: web}}}]}]}"),
      permitted: [
        "search > db : all connections", "shop > db : all connections", "stock > db : all connections",
      ],
      denied: ["web > db", "any > db"]),
    Recipe(
      title: "deny egress from an application, but for DNS", file: "11-",
      policy: policy(
        "foo-deny-egress", "{podSelector: {matchLabels: {app: foo}}, policyTypes: [Egress], egress: [\(dns)]}"
      ),
      permitted: [
        "foo > kube-system/dns : TCP 53; UDP 53", "web > foo : all connections",
        "any > foo : all connections",
      ],
      denied: ["foo > web", "foo > any"]),
    Recipe(
      title: "deny all egress from a namespace that is not allowed", file: "12-",
      policy: policy("default-deny-all-egress", "{policyTypes: [Egress], podSelector: {}, egress: []}"),
      permitted: ["prod/client > web : all connections", "any > web : all connections"],
      denied: ["web > foo", "foo > any", "web > kube-system/dns"]),
    Recipe(
      title: "deny egress to the outside", file: "14-",
      policy: policy(
        "foo-deny-external-egress",
        "{podSelector: {matchLabels: {app: foo}}, policyTypes: [Egress], egress: [\(dns)]}"),
      permitted: ["foo > kube-system/dns : TCP 53; UDP 53"], denied: ["foo > any", "foo > prod/client"]),
  ]

  private func connections(_ files: [String: String]) throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "recipe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    let run = ConnectivityRun(FileDiscovery.files(below: [folder.path]).files)
    #expect(run.problems.isEmpty)
    var found: [String: String] = [:]
    for connection in run.connections {
      found["\(short(connection.source)) > \(short(connection.destination))"] = connection.text
    }
    return found
  }

  private func short(_ end: ConnectionResult.End) -> String {
    switch end {
    case .workload("default", let name, _): name
    case .workload(let namespace, let name, _): "\(namespace)/\(name)"
    case .range, .special: "any"
    }
  }

  @Test(arguments: recipes) func titleHolds(_ recipe: Recipe) throws {
    let found = try connections(["cluster.yaml": Self.cluster, "policy.yaml": recipe.policy])
    for line in recipe.permitted {
      let parts = line.components(separatedBy: " : ")
      #expect(found[parts[0]] == parts[1], "\(recipe.title): \(line)")
    }
    for pair in recipe.denied { #expect(found[pair] == nil, "\(recipe.title): \(pair)") }
  }

  /// What recipes deny is denied by the public files of the same number, too.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["AIRTIGHT_SHARED"] != nil),
    arguments: recipes.filter { !["02a-", "08-"].contains($0.file) })
  func publicFilesSayTheSame(_ recipe: Recipe) throws {
    let root = try #require(ProcessInfo.processInfo.environment["AIRTIGHT_SHARED"])
    let folder = root + "/corpus/kubernetes/network-policy-recipes"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var files = ["cluster.yaml": Self.cluster]
    for name in names where name.hasPrefix(recipe.file) {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      if text.contains("kind: NetworkPolicy") { files[name] = text }
    }
    guard files.count > 1 else { return }
    #expect(
      try connections(files) == connections(["cluster.yaml": Self.cluster, "policy.yaml": recipe.policy]))
  }
}
