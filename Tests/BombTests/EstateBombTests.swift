import Testing

/// Files that are harmless by themselves and costly to relate to one another, with all rules.
@Suite struct EstateBombTests {
  private let folder: BombFolder

  init() throws { folder = try BombFolder() }

  private static let tooManyLinks =
    "more than 1000000 links between resources; rules that look at several resources are not applied (--max-links)"
  private static let tooManyNames =
    "more than 10000 hostnames of private paths; rules that look at several resources are not applied (--max-hostnames)"

  /// Checks the folder with all rules: it ends in time with a status and the neighbour's finding.
  private func check(_ status: Int32, _ message: String? = nil, location: SourceLocation = #_sourceLocation)
    throws
  {
    let run = try folder.airtight.run("check", ".", "--format", "text")
    #expect(run.status == status, "\(run.errors) \(run.output.prefix(500))", sourceLocation: location)
    let lines = run.output.split(separator: "\n")
    let told = lines.filter { $0.hasSuffix("[input-refused]") }.map { $0.drop { $0 != " " }.dropFirst() }
    #expect(
      told == (message.map { ["error: \($0) [input-refused]"] } ?? []), "\(run.output.prefix(2000))",
      sourceLocation: location)
    #expect(
      lines.contains { $0.hasPrefix("neighbour.yaml:7:") && $0.hasSuffix("[load-balancer-public]") },
      "\(run.output.prefix(2000))", sourceLocation: location)
    #expect(run.time < Airtight.mostTime, "\(run.time) s", sourceLocation: location)
  }

  private func manifests(_ count: Int, _ head: String, _ tail: String) -> String {
    (0..<count).map { "---\n\(head)\($0), namespace: x\(tail)\n" }.joined()
  }

  private var pods: String {
    manifests(
      4000, "apiVersion: v1\nkind: Pod\nmetadata: {name: p",
      ", labels: {a: b}}\nspec: {containers: [{name: c, image: i}]}")
  }

  @Test func servicesThatSelectAllPods() throws {
    let services = manifests(
      4000, "apiVersion: v1\nkind: Service\nmetadata: {name: s",
      "}\nspec: {type: LoadBalancer, selector: {a: b}, ports: [{port: 80}]}")
    try folder.write("bomb.yaml", services + pods)
    try check(3, Self.tooManyLinks)
  }

  @Test func policiesThatSelectAllPods() throws {
    let policies = manifests(
      4000, "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n",
      "}\nspec: {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}]}]}")
    try folder.write("bomb.yaml", policies + pods)
    try check(3, Self.tooManyLinks)
  }

  /// Private endpoint rules of one service, each with these names.
  private func writeRules(_ names: [String], count: Int = 1) throws {
    let service =
      "/subscriptions/7c1d9f52-4b3e-4a86-9d0f-1e2a3b4c5d60/resourceGroups/rg/providers/Microsoft.Network"
    let list = names.map { "\"\($0)\"" }.joined(separator: ",")
    let rules = (0..<count).map { number in
      """
      {"rule_id": "r\(number)", "network_connectivity_config_id": "b2f4d6a8-1c3e-4f50-8a9b-0d1e2f3a4b5c",
       "resource_id": "\(service)/privateLinkServices/pls-atg", "domain_names": [\(list)], "endpoint_name": "e\(number)",
       "connection_state": "ESTABLISHED"}
      """
    }
    try folder.write("rules.json", "{\"items\": [\(rules.joined(separator: ","))]}")
  }

  @Test func connectionsToTheHostOfAllRules() throws {
    try writeRules(["x.example.com"], count: 4000)
    let connections = (0..<4000).map {
      "{\"name\": \"c\($0)\", \"full_name\": \"c\($0)\", \"connection_type\": \"POSTGRESQL\", "
        + "\"options\": {\"host\": \"x.example.com\", \"port\": \"5432\"}}"
    }
    try folder.write("connections.json", "{\"connections\": [\(connections.joined(separator: ","))]}")
    try check(3, Self.tooManyLinks)
  }

  /// Workspaces' networks that all have one route table and one security group.
  @Test func networksWithTheRoutesOfOne() throws {
    let vpc = "\"VpcId\": \"vpc-0123456789abcdef0\""
    let routes = (0..<1500).map {
      "{\"DestinationCidrBlock\": \"10.\($0 / 250).\($0 % 250).0/24\", \"GatewayId\": \"local\"}"
    }
    let permissions = (0..<1500).map {
      "{\"IpProtocol\": \"tcp\", \"FromPort\": \($0), \"ToPort\": \($0), \"IpRanges\": [{\"CidrIp\": \"10.0.0.0/8\"}]}"
    }.joined(separator: ",")
    try folder.write("vpcs.json", "{\"Vpcs\": [{\(vpc), \"CidrBlock\": \"10.0.0.0/8\"}]}")
    try folder.write("subnets.json", "{\"Subnets\": [{\"SubnetId\": \"subnet-0123456789abcdef0\", \(vpc)}]}")
    try folder.write(
      "routes.json",
      "{\"RouteTables\": [{\"RouteTableId\": \"rtb-0123456789abcdef0\", \(vpc), \"Associations\": "
        + "[{\"SubnetId\": \"subnet-0123456789abcdef0\"}], \"Routes\": [\(routes.joined(separator: ","))]}]}")
    try folder.write(
      "groups.json",
      "{\"SecurityGroups\": [{\"GroupId\": \"sg-0123456789abcdef0\", \(vpc), \"IpPermissions\": [\(permissions)], "
        + "\"IpPermissionsEgress\": [\(permissions)]}]}")
    let networks = (0..<1000).map {
      "{\"network_id\": \"n\($0)\", \"network_name\": \"n\", \"vpc_id\": \"vpc-0123456789abcdef0\", \"subnet_ids\": "
        + "[\"subnet-0123456789abcdef0\"], \"security_group_ids\": [\"sg-0123456789abcdef0\"], \"account_id\": \"a\"}"
    }
    try folder.write("networks.json", "[\(networks.joined(separator: ","))]")
    try check(3, Self.tooManyLinks)
  }

  @Test func names() throws {
    try folder.write("bomb.zone", BombFolder.zoneHead)
    try writeRules((0..<1_000_000).map { "h\($0).example.com" })
    try check(3, Self.tooManyNames)
  }

  /// Names that are looked up in a zone of a million records: at one owner, below it, and in vain.
  @Test(
    .enabled(if: Airtight.isRelease, "AIRTIGHT_BINARY names no release binary"),
    arguments: [
      ("x A 192.0.2.1", 1, "x"), ("* A 192.0.2.1", 10_000, "h#"), ("@ TXT t", 10_000, "h#"),
      ("s NS n", 10_000, "h#.s"), ("* CNAME y", 10_000, "h#"),
      ("x A 192.0.2.1", 10_000, "h#" + String(repeating: ".a", count: 100)),
    ]) func costlyNames(_ line: String, _ count: Int, _ name: String) throws
  {
    let records = (0..<1000).map {
      line.hasSuffix("n") || line.hasSuffix("t") ? "\(line)\($0)\n" : line + "\n"
    }
    try folder.write("bomb.zone", [(BombFolder.zoneHead, 1), (records.joined(), 1000)])
    try writeRules((0..<count).map { name.replacing("#", with: "\($0)") + ".example.com" })
    try check(1)
  }

  /// Names of many labels, each of which exists because of the ones below it.
  @Test(.enabled(if: Airtight.isRelease, "AIRTIGHT_BINARY names no release binary"))
  func deepNames() throws {
    let records = (0..<250_000).map { number in
      repeatElement("\(number)", count: 25).joined(separator: ".") + " A 192.0.2.1\n"
    }
    try folder.write("bomb.zone", BombFolder.zoneHead + records.joined())
    try writeRules(["h.example.com"])
    try check(1)
  }
}
