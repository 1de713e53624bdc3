import Documents
import Inventory
import Loaders
import SourceText
import Testing

/// Lists and attributes that a plan shows as unknown, and whose contents its configuration tells.
@Suite struct TerraformListTests {
  /// A resource of a plan that makes it.
  private struct Planned {
    var address: String
    var after = "{}"
    var unknown = #"{"id": true}"#
    var expressions = "{}"
    var before = "null"

    var type: String { address.split(separator: ".").map(String.init).reversed()[1] }
    var escaped: String { address.replacing("\"", with: "\\\"") }
  }

  private func resources(
    _ planned: [Planned], calls: String = "{}", configured: [String]? = nil
  ) throws -> [Resource] {
    let values = planned.map {
      "{\"address\": \"\($0.escaped)\", \"mode\": \"managed\", \"type\": \"\($0.type)\", \"name\": \"x\", \"values\": \($0.after)}"
    }
    let changes = planned.map {
      "{\"address\": \"\($0.escaped)\", \"change\": {\"actions\": [\"create\"], \"before\": \($0.before), "
        + "\"after\": \($0.after), \"after_unknown\": \($0.unknown)}}"
    }
    let expressions = planned.filter { !$0.address.hasPrefix("module.") }.map {
      "{\"address\": \"\($0.address.split(separator: "[")[0])\", \"expressions\": \($0.expressions)}"
    }
    let text =
      "{\"format_version\": \"1.2\", \"terraform_version\": \"1.11.4\", \"planned_values\": {\"root_module\": {\"resources\": "
      + "[\(values.joined(separator: ", "))]}}, \"resource_changes\": [\(changes.joined(separator: ", "))], "
      + "\"configuration\": {\"root_module\": {\"resources\": [\(expressions.joined(separator: ", "))], \"module_calls\": \(calls)}}}"
    let loaded = ArtefactLoader.load(SourceFile(path: "plan.json", text: text), format: .json)
    #expect(loaded.problems.map(\.message) == [])
    return loaded.resources
  }

  /// The elements of a list, unknown ones by their name; the name of the list alone where it is unknown as a whole.
  private func names(_ list: DocumentNode?) -> [String] {
    guard let list else { return ["absent"] }
    if let name = list.unknownName { return ["unknown: \(name)"] }
    return list.elements.map { $0.unknownName ?? $0.text ?? "" }
  }

  private static func references(_ names: [String]) -> String {
    "{\"references\": [\(names.map { "\"\($0.replacing("\"", with: "\\\""))\"" }.joined(separator: ", "))]}"
  }

  // MARK: Lists of references

  private static let whole = ["unknown: databricks_mws_networks.n.subnet_ids"]
  private static let both = [
    "aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b",
  ]

  static let lists: [(references: [String], elements: [String])] = [
    (both, ["aws_subnet.a.id", "aws_subnet.b.id"]),
    (
      ["aws_subnet.c[0].id", "aws_subnet.c[0]", "aws_subnet.c", "aws_subnet.c[1].id", "aws_subnet.c[1]"],
      ["aws_subnet.c[0].id", "aws_subnet.c[1].id"]
    ),
    (
      ["module.m.one", "module.m", "aws_subnet.b.id", "aws_subnet.b"], ["aws_subnet.a.id", "aws_subnet.b.id"]
    ),
    (["module.m.all", "module.m"], ["aws_subnet.a.id", "aws_subnet.b.id"]),
    // A variable or a key chooses, a splat may be filtered, attributes of two names are no list of ids.
    (both + ["var.private"], whole), (both + ["local.private"], whole), (both + ["count.index"], whole),
    (["aws_subnet.c"], whole),
    (["aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.arn", "aws_subnet.b"], whole),
    (["aws_subnet.a.id", "aws_subnet.a", "aws_subnet.c"], whole),
    (["data.aws_subnets.x.ids", "data.aws_subnets.x"], whole),
    // Two instances that the reference does not tell apart, and one that the plan does not have.
    (["aws_subnet.a.id", "aws_subnet.a", "aws_subnet.c.id", "aws_subnet.c"], whole),
    (["aws_subnet.a.id", "aws_subnet.a", "aws_subnet.z.id", "aws_subnet.z"], whole),
  ]

  private static let subnets = ["a", "b", "c[0]", "c[1]"].map {
    Planned(address: "aws_subnet.\($0)", unknown: #"{"id": true, "arn": true}"#)
  }

  /// The plan's module gives out one subnet of the root, and both, as a caller may pass ids through.
  private static let calls = """
    {"m": {"expressions": {"a": \(references(["aws_subnet.a.id", "aws_subnet.a"])), "all": \(references(both))}, "module": {"outputs":
      {"one": {"expression": {"references": ["var.a"]}}, "all": {"expression": {"references": ["var.all"]}}}}}}
    """

  @Test(arguments: lists)
  func aListHasTheMembersThatItsExpressionRefersTo(_ references: [String], _ elements: [String]) throws {
    let network = Planned(
      address: "databricks_mws_networks.n", after: #"{"vpc_id": "vpc-1"}"#,
      unknown: #"{"subnet_ids": true}"#, expressions: "{\"subnet_ids\": \(Self.references(references))}")
    let found = try resources(Self.subnets + [network], calls: Self.calls)
    let node = try #require(found.first { $0.kind == .network }?.node)
    #expect(names(node["subnet_ids"]) == elements)
  }

  /// A list that shows its elements has a reference for each unknown one, or is not joined.
  @Test(arguments: [
    (both, "[null, null]", "[true, true]", ["aws_subnet.a.id", "aws_subnet.b.id"]),
    (
      both, "[\"subnet-1\", null, null]", "[false, true, true]",
      ["subnet-1", "aws_subnet.a.id", "aws_subnet.b.id"]
    ),
    (
      both, "[null, null, null]", "[true, true, true]",
      (0..<3).map { "databricks_mws_networks.n.subnet_ids[\($0)]" }
    ),
  ])
  func aShownListIsJoinedByCount(
    _ references: [String], _ after: String, _ unknown: String, _ elements: [String]
  ) throws {
    let network = Planned(
      address: "databricks_mws_networks.n", after: "{\"vpc_id\": \"vpc-1\", \"subnet_ids\": \(after)}",
      unknown: "{\"subnet_ids\": \(unknown)}", expressions: "{\"subnet_ids\": \(Self.references(references))}"
    )
    let node = try #require(resources(Self.subnets + [network]).first { $0.kind == .network }?.node)
    #expect(names(node["subnet_ids"]) == elements)
  }

  // MARK: What AWS makes of what is left out

  @Test(arguments: [
    ("{}", "null", Bool?.some(false)), ("{}", #"{"enable_dns_hostnames": true}"#, nil),
    (#"{"enable_dns_hostnames": {"references": ["var.on"]}}"#, "null", nil),
  ])
  func hostnamesThatAreLeftOutAreOff(_ expressions: String, _ before: String, _ value: Bool?) throws {
    let vpc = Planned(
      address: "aws_vpc.v", after: #"{"enable_dns_support": true}"#,
      unknown: #"{"id": true, "enable_dns_hostnames": true}"#, expressions: expressions, before: before)
    let node = try #require(resources([vpc]).first { $0.kind == .vpc }?.node)
    #expect(node.at("EnableDnsHostnames", "Value")?.bool == value)
    // The schema's own default stands in the plan.
    #expect(node.at("EnableDnsSupport", "Value")?.bool == true)
  }

  // MARK: Parts of endpoints

  private func endpoint(_ parts: [Planned]) throws -> DocumentNode {
    let endpoint = Planned(
      address: "aws_vpc_endpoint.e", after: #"{"vpc_endpoint_type": "Interface"}"#,
      unknown: """
        {"id": true, "subnet_ids": true, "security_group_ids": true, "route_table_ids": true,
         "private_dns_enabled": true, "policy": true}
        """)
    return try #require(resources(Self.subnets + [endpoint] + parts).first { $0.kind == .vpcEndpoint }?.node)
  }

  private func part(_ kind: String, _ after: String, _ expressions: String) -> Planned {
    Planned(
      address: "aws_vpc_endpoint_\(kind)", after: after, unknown: #"{"id": true, "vpc_endpoint_id": true}"#,
      expressions:
        "{\"vpc_endpoint_id\": \(Self.references(["aws_vpc_endpoint.e.id", "aws_vpc_endpoint.e"]))\(expressions)}"
    )
  }

  @Test func associationsAddToTheirEndpoint() throws {
    let subnet = Planned(
      address: "aws_vpc_endpoint_subnet_association.s",
      unknown: #"{"vpc_endpoint_id": true, "subnet_id": true}"#,
      expressions:
        "{\"vpc_endpoint_id\": \(Self.references(["aws_vpc_endpoint.e.id", "aws_vpc_endpoint.e"])), \"subnet_id\": \(Self.references(["aws_subnet.a.id", "aws_subnet.a"]))}"
    )
    let node = try endpoint([
      subnet, part("route_table_association.r", #"{"route_table_id": "rtb-1"}"#, ""),
      part("private_dns.p", #"{"private_dns_enabled": true}"#, ""),
      part("policy.p", #"{"policy": "{}"}"#, ""),
      part(
        "security_group_association.g",
        #"{"security_group_id": "sg-1", "replace_default_association": true}"#, ""),
    ])
    #expect(names(node["SubnetIds"]) == ["aws_subnet.a.id"])
    #expect(names(node["RouteTableIds"]) == ["rtb-1"])
    #expect(node["PrivateDnsEnabled"]?.bool == true)
    #expect(node["PolicyDocument"]?.text == "{}")
    #expect(node.list("Groups").map { $0["GroupId"]?.text } == ["sg-1"])
  }

  /// Without an association that takes its place, the VPC's default group stays, of which the plan knows nothing.
  @Test func theDefaultGroupStays() throws {
    let node = try endpoint([part("security_group_association.g", #"{"security_group_id": "sg-1"}"#, "")])
    #expect(node["Groups"]?.unknownName == "aws_vpc_endpoint.e.security_group_ids")
    #expect(node["PrivateDnsEnabled"]?.bool == false)
  }

  // MARK: Tables that AWS makes

  @Test(arguments: [false, true]) func theDefaultTableIsMainUntilAnotherIs(_ isReplaced: Bool) throws {
    let vpc = Planned(address: "aws_vpc.v", unknown: #"{"id": true, "default_route_table_id": true}"#)
    let table = Planned(
      address: "aws_default_route_table.t",
      unknown: #"{"id": true, "vpc_id": true, "default_route_table_id": true}"#,
      expressions:
        "{\"default_route_table_id\": \(Self.references(["aws_vpc.v.default_route_table_id", "aws_vpc.v"]))}")
    let other = Planned(
      address: "aws_main_route_table_association.m", unknown: #"{"vpc_id": true}"#,
      expressions: "{\"vpc_id\": \(Self.references(["aws_vpc.v.id", "aws_vpc.v"]))}")
    let node = try #require(
      resources([vpc, table] + (isReplaced ? [other] : [])).first { $0.kind == .routeTable }?.node)
    #expect(node["VpcId"]?.unknownName == "aws_vpc.v.id")
    #expect(node.list("Associations").map { $0["Main"]?.text } == (isReplaced ? [] : ["true"]))
  }
}
