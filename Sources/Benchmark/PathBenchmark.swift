import Analysis
import ArgumentParser
import Inventory
import Loaders
import SourceText

/// `benchmark paths`: estates of one, two and four times a size, joined and judged.
struct PathBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paths", abstract: "Join and judge the private paths of estates of 1x, 2x and 4x a size.")

  @Option(
    help:
      "Services of the smallest estate; it has a tenth as many rules, and five times as many records in two.")
  var services = 500

  func run() throws {
    print("services  rules  records  paths  milliseconds")
    for factor in [1, 2, 4] {
      let count = services * factor
      let inventory = try Self.estate(services: count)
      let clock = ContinuousClock()
      var best = Duration.seconds(1000)
      var paths = 0
      for _ in 0..<3 {
        best = min(
          best,
          clock.measure {
            let analysis = EstateAnalysis(inventory)
            paths = PrivatePath.all(in: analysis.inventory, analysis).count
          })
      }
      print("\(count)  \(count / 10)  \(count * 5 / 2)  \(paths)  \(Int(best / .milliseconds(1)))")
    }
  }

  private static func estate(services: Int) throws -> Inventory {
    let subscription =
      "/subscriptions/7c1d9f52-4b3e-4a86-9d0f-1e2a3b4c5d60/resourceGroups/rg/providers/Microsoft.Network"
    var objects = ""
    var yaml = ""
    for index in 0..<services {
      let isGateway = index % 10 == 0
      let annotations =
        isGateway
        ? ", annotations: {service.beta.kubernetes.io/azure-load-balancer-internal: \"true\", "
          + "service.beta.kubernetes.io/azure-pls-create: \"true\", service.beta.kubernetes.io/azure-pls-name: pls-\(index)}"
        : ""
      yaml += """
        apiVersion: v1
        kind: Service
        metadata: {name: s\(index), namespace: n\(index % 20)\(annotations)}
        spec: {type: \(isGateway ? "LoadBalancer" : "ClusterIP"), selector: {app: s\(index)}, ports: [{port: 443, targetPort: 8443}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: s\(index), namespace: n\(index % 20)}
        spec: {template: {metadata: {labels: {app: s\(index)}}, spec: {containers: [{name: c}]}}}
        ---

        """
      guard isGateway else { continue }
      objects += """
        {"name": "c\(index)", "connection_type": "HTTP", "options": {"host": "https://h\(index).example.internal", "port": "443"}},
        {"rule_id": "r\(index)", "network_connectivity_config_id": "ncc", "resource_id": "\(subscription)/privateLinkServices/pls-\(index)",
         "domain_names": ["h\(index).example.internal"], "connection_state": "ESTABLISHED", "endpoint_name": "pe-\(index)"},
        {"id": "\(subscription)/privateLinkServices/pls-\(index)", "name": "pls-\(index)", "provisioningState": "Succeeded",
         "loadBalancerFrontendIpConfigurations": [{"id": "\(subscription)/loadBalancers/lb/frontendIPConfigurations/f\(index)"}]},

        """
    }
    var zone =
      "$ORIGIN example.internal.\n$TTL 300\n@ IN SOA ns.example.internal. host.example.internal. 1 2 3 4 5\n"
    for index in 0..<(services * 5 / 2) {
      zone += "h\(index) IN A 10.1.\(index / 256 % 256).\(index % 256)\n"
    }
    let json =
      "[\(objects){\"network_connectivity_config_id\": \"ncc\", \"name\": \"ncc\", \"region\": \"eastus2\"}]"
    var resources: [Resource] = []
    var zones: [InventoryZone] = []
    for (path, text, format) in [
      ("a.yaml", yaml, ArtefactFormat.yaml), ("a.json", json, .json), ("a.zone", zone, .zone),
    ] {
      let loaded = ArtefactLoader.load(try SourceFile(path: path, raw: Array(text.utf8)), format: format)
      resources += loaded.resources
      zones += loaded.zones
    }
    return Inventory(resources, zones: zones)
  }
}
