import Analysis
import ArgumentParser
import Inventory
import Loaders
import SourceText

/// `benchmark connectivity`: clusters of one, two and four times a size.
struct ConnectivityBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connectivity",
    abstract: "Compute the permitted connections of clusters of 1x, 2x and 4x a size.")

  @Option(
    help: "Workloads of the smallest cluster; it has half as many policies and a tenth as many namespaces.")
  var workloads = 250

  func run() throws {
    print("workloads  policies  namespaces  connections  milliseconds")
    for factor in [1, 2, 4] {
      let inventory = try Self.cluster(workloads: workloads * factor)
      let clock = ContinuousClock()
      var best = Duration.seconds(1000)
      var count = 0
      for _ in 0..<3 {
        best = min(best, clock.measure { count = ConnectivityAnalysis(inventory).connections.count })
      }
      let size = workloads * factor
      print("\(size)  \(size / 2)  \(size / 10)  \(count)  \(Int(best / .milliseconds(1)))")
    }
  }

  /// Each namespace denies by default; each second workload has a policy of its own that lets two others in.
  private static func cluster(workloads: Int) throws -> Inventory {
    var text = ""
    let namespaces = max(1, workloads / 10)
    for index in 0..<namespaces {
      text +=
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: ns\(index), labels: {team: t\(index % 7)}}\n---\n"
    }
    for index in 0..<workloads {
      text += """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: app\(index), namespace: ns\(index % namespaces)}
        spec: {template: {metadata: {labels: {app: app\(index), tier: t\(index % 3)}}, spec: {containers: [{name: c, \
        ports: [{name: web, containerPort: \(8000 + index % 9)}]}]}}}
        ---

        """
    }
    for index in 0..<(workloads / 2) {
      text += """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: p\(index), namespace: ns\(index % namespaces)}
        spec:
          podSelector: {matchLabels: {app: app\(index)}}
          policyTypes: [Ingress, Egress]
          ingress: [{from: [{podSelector: {matchLabels: {tier: t\(index % 3)}}}, {ipBlock: {cidr: 10.\(index % 200).0.0/16}}], \
        ports: [{port: web}]}]
          egress: [{to: [{namespaceSelector: {matchLabels: {team: t\(index % 7)}}}], ports: [{port: 443}, {port: 8000, endPort: 8008}]}]
        ---

        """
    }
    let source = try SourceFile(path: "cluster.yaml", raw: Array(text.utf8))
    return Inventory(ArtefactLoader.load(source, format: .yaml).resources)
  }
}
