import Analysis
import Inventory
import Loaders
import SourceText
import Testing

/// The same inputs give the same findings, whatever order a dictionary has in a run.
@Suite struct PeeringOrderTests {
  /// Exports of two accounts may show one route table in two VPCs; only one of them is a side of the connection.
  @Test(arguments: 0..<8) func aTableOfTwoVPCsIsJudgedFromTheFirst(_ number: Int) throws {
    let (first, second) = ("vpc-\(number)1", "vpc-\(number)2")
    #expect(try wideRoutes(requester: first, other: second) == .strings([]))
    #expect(try wideRoutes(requester: second, other: first) == .strings(["10.9.0.0/16 to pcx-1"]))
  }

  private func wideRoutes(requester: String, other: String) throws -> FactTable.Fact? {
    let texts = [
      network("one", requester, "subnet-1"), network("two", other, "subnet-2"),
      """
      {"Subnets": [{"SubnetId": "subnet-1", "VpcId": "\(requester)", "CidrBlock": "10.0.1.0/24"},
        {"SubnetId": "subnet-2", "VpcId": "\(other)", "CidrBlock": "10.5.1.0/24"}]}
      """,
      """
      {"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "\(requester)",
        "Associations": [{"SubnetId": "subnet-1"}, {"SubnetId": "subnet-2"}],
        "Routes": [{"DestinationCidrBlock": "10.9.0.0/16", "VpcPeeringConnectionId": "pcx-1", "State": "active"}]}]}
      """,
      """
      {"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "active"},
        "RequesterVpcInfo": {"VpcId": "\(requester)", "CidrBlock": "10.0.0.0/16"},
        "AccepterVpcInfo": {"VpcId": "vpc-peer", "CidrBlock": "10.9.0.0/16"}}]}
      """,
    ]
    let resources = texts.flatMap {
      ArtefactLoader.load(SourceFile(path: "a.json", text: $0), format: .json).resources
    }
    let inventory = Inventory(resources)
    let table = try #require(inventory.ids(of: .routeTable).first)
    return EstateAnalysis(inventory).facts[table, "widePeeringRoutes"]
  }

  private func network(_ name: String, _ vpc: String, _ subnet: String) -> String {
    """
    {"network_id": "n-\(name)", "network_name": "\(name)", "vpc_id": "\(vpc)", "subnet_ids": ["\(subnet)"],
      "security_group_ids": ["sg-1"], "vpc_status": "VALID", "account_id": "a"}
    """
  }
}
