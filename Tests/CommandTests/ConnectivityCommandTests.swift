import Foundation
import Testing

/// `airtight connectivity` and `airtight trace` as a user meets them.
@Suite struct ConnectivityCommandTests {
  private static let sound = "samples/private-aks/sound"

  private func airtight(_ arguments: String...) throws -> CommandTests.Run {
    try CommandTests.airtight(arguments)
  }

  @Test func connectionsAreLines() throws {
    let run = try airtight("connectivity", Self.sound)
    #expect(run.status == 0)
    #expect(
      run.output == """
        10.240.0.0-10.240.3.255 => carto/at-gateway[Deployment] : TCP 8443
        carto/at-gateway[Deployment] => carto/lds-api[Deployment] : TCP 8080-8081
        carto/at-gateway[Deployment] => carto/workspace-api[Deployment] : TCP 8080-8081

        """)
  }

  @Test func otherFormats() throws {
    #expect(
      try airtight("connectivity", Self.sound, "--format", "csv").output.hasPrefix(
        "src,dst,conn\n10.240.0.0-10.240.3.255,carto/at-gateway[Deployment],TCP 8443\n"))
    let json = try JSONSerialization.jsonObject(
      with: Data(try airtight("connectivity", Self.sound, "--format", "json").output.utf8))
    let first = ((json as? [String: Any])?["connections"] as? [[String: Any]])?.first
    #expect(first?["src"] as? [String: String] == ["range": "10.240.0.0-10.240.3.255"])
    #expect(first?["conn"] as? [String: [[Int]]] == ["TCP": [[8443, 8443]]])
    #expect(
      try airtight("connectivity", Self.sound, "--format", "dot").output.contains(
        "\"carto/at-gateway[Deployment]\" -> \"carto/lds-api[Deployment]\" [label=\"TCP 8080-8081\"];"))
    #expect(
      try airtight("connectivity", Self.sound, "--format", "mermaid").output.hasPrefix(
        "flowchart LR\n  n0[\"10.240.0.0-10.240.3.255\"]\n"))
  }

  @Test func reasonsHavePlaces() throws {
    let file = "samples/private-aks/sound/kubernetes/network-policies.yaml"
    let run = try airtight(
      "connectivity", Self.sound, "--explain", "carto/at-gateway", "carto/lds-api", "443")
    #expect(run.status == 1)
    #expect(
      run.output == """
        carto/at-gateway[Deployment] => carto/lds-api[Deployment] : TCP 443 is not permitted
          egress of carto/at-gateway[Deployment]: TCP 8080-8081
            \(file):5:9: kubernetes.NetworkPolicy/carto/default-deny applies to it
            \(file):14:9: kubernetes.NetworkPolicy/carto/at-gateway applies to it
            \(file):29:7: kubernetes.NetworkPolicy/carto/at-gateway spec.egress[0] allows TCP 8080-8081
          ingress of carto/lds-api[Deployment]: TCP 8080-8081
            \(file):5:9: kubernetes.NetworkPolicy/carto/default-deny applies to it
            \(file):50:9: kubernetes.NetworkPolicy/carto/carto-backends applies to it
            \(file):58:7: kubernetes.NetworkPolicy/carto/carto-backends spec.ingress[0] allows TCP 8080-8081

        """)
    #expect(
      try airtight("connectivity", Self.sound, "--explain", "carto/at-gateway", "carto/lds-api", "8080")
        .status == 0)
    let unknown = try airtight("connectivity", Self.sound, "--explain", "carto/nobody", "8.8.8.8")
    #expect(unknown.status == 2)
    #expect(
      unknown.errors
        == "airtight: 'carto/nobody' or '8.8.8.8' is no peer; namespace/name of a workload or an address is\n"
    )
  }

  @Test func aChangeOpensAndCloses() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "connectivity-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      atPath: CommandTests.root + "/" + Self.sound + "/kubernetes", toPath: folder.path)
    let file = folder.appending(path: "network-policies.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("10.240.0.0/22", with: "10.240.0.0/21").replacing("        - port: 8081\n", with: "")
      .write(to: file, atomically: true, encoding: .utf8)
    let run = try airtight("connectivity", "--diff", Self.sound + "/kubernetes", folder.path)
    #expect(run.status == 1)
    #expect(
      run.output == """
        + 10.240.4.0-10.240.7.255 => carto/at-gateway[Deployment] : TCP 8443
        - carto/at-gateway[Deployment] => carto/lds-api[Deployment] : TCP 8081
        - carto/at-gateway[Deployment] => carto/workspace-api[Deployment] : TCP 8081

        """)
  }

  @Test func waysInAndOut() throws {
    let run = try airtight("connectivity", Self.sound, "--exposure")
    #expect(
      run.output.hasPrefix(
        "entry  carto/at-gateway[Deployment] : TCP 8443 of TCP 8443 (internal load balancer with a Private Link Service) "
          + "through kubernetes.Service/carto/at-gateway samples/private-aks/sound/kubernetes/at-gateway-service.yaml:5:9\n"
          + "exit   carto/at-gateway[Deployment] : internet no connections; other addresses no connections\n")
    )
  }

  @Test func traceInAllFormats() throws {
    let text = try airtight("trace", Self.sound)
    #expect(text.status == 0)
    #expect(text.output.hasPrefix("carto-atg.carto.contoso.internal  private\n  ✔ SQL statement\n"))
    #expect(try airtight("trace", "samples/private-aks/broken").status == 1)
    let json = try JSONSerialization.jsonObject(
      with: Data(try airtight("trace", Self.sound, "--format", "json").output.utf8))
    let path = ((json as? [String: Any])?["paths"] as? [[String: Any]])?.first
    #expect(path?["verdict"] as? String == "private")
    #expect((path?["hops"] as? [[String: Any]])?.count == 15)
    let svg = try airtight("trace", Self.sound, "--format", "svg").output
    #expect(svg.hasPrefix("<svg xmlns=") && !svg.contains("<script") && svg.hasSuffix("</svg>\n"))
    #expect(try airtight("trace", Self.sound, "--format", "mermaid").output.hasPrefix("flowchart TD\n"))
    let none = try airtight("trace", Self.sound, "--host", "other.example.com")
    #expect(none.status == 4)
  }

  /// Values that a provider marks as sensitive stand in the fixture as canaries.
  @Test func noSensitiveValueIsPrinted() throws {
    let plan = "Tests/EngineTests/Fixtures/terraform/plan.json"
    var outputs: [String] = []
    for format in ["text", "json", "sarif"] {
      outputs.append(try airtight("check", plan, "--format", format).output)
    }
    for format in ["text", "json", "mermaid", "svg"] {
      outputs.append(try airtight("trace", plan, "--format", format).output)
    }
    outputs.append(try airtight("inspect", plan).output)
    outputs.append(try airtight("connectivity", plan, "--exposure").output)
    #expect(outputs.allSatisfy { !$0.isEmpty && !$0.contains("CANARY") })
  }

  @Test func aPlanOfTheSoundEstateHasNoFindings() throws {
    for name in ["plan", "state"] {
      let run = try airtight("check", "Tests/EngineTests/Fixtures/terraform/\(name).json")
      #expect(run.status == 0)
      #expect(run.output.contains("no findings in 1 file (23 resources;"))
    }
  }

  @Test func sqlIsParsed() throws {
    let run = try airtight("parse", Self.sound + "/databricks/gateway.sql", "--as", "sql")
    #expect(run.status == 0)
    #expect(
      run.output == """
        {
          "statements": [
            {
              "statement": "call",
              "function": "http_request",
              "arguments": [
                {
                  "name": "CONN",
                  "value": "carto_at_gateway"
                },
                {
                  "name": "METHOD",
                  "value": "GET"
                },
                {
                  "name": "PATH",
                  "value": "/health"
                }
              ],
              "line": 4,
              "column": 8
            }
          ]
        }

        """)
  }
}
