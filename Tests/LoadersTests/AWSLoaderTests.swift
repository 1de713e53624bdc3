import Documents
import Foundation
import Inventory
import Loaders
import SourceText
import Testing

/// What `aws ec2` and `databricks account` print becomes resources, element by element.
@Suite struct AWSLoaderTests {
  private func load(_ text: String) -> LoadedFile {
    ArtefactLoader.load(SourceFile(path: "a.json", text: text), format: .json)
  }

  @Test(arguments: [
    (#"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.20.0.0/16"}]}"#, ["aws.VPC/vpc-1"]),
    (#"{"VpcId": "vpc-1", "EnableDnsSupport": {"Value": true}}"#, ["aws.VPCAttribute/vpc-1"]),
    (#"{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1"}]}"#, ["aws.Subnet/subnet-1"]),
    (
      #"{"RouteTables": [{"RouteTableId": "rtb-1", "Routes": []}, {"RouteTableId": "rtb-2"}]}"#,
      ["aws.RouteTable/rtb-1", "aws.RouteTable/rtb-2"]
    ),
    (#"{"SecurityGroups": [{"GroupId": "sg-1"}], "NextToken": ""}"#, ["aws.SecurityGroup/sg-1"]),
    (#"{"NetworkAcls": [{"NetworkAclId": "acl-1"}]}"#, ["aws.NetworkACL/acl-1"]),
    (#"{"VpcEndpoints": [{"VpcEndpointId": "vpce-1"}]}"#, ["aws.VPCEndpoint/vpce-1"]),
    (
      #"{"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-1"}]}"#,
      ["aws.VPCPeeringConnection/pcx-1"]
    ),
    (#"{"NatGateways": [{"NatGatewayId": "nat-1"}]}"#, ["aws.NATGateway/nat-1"]),
    (#"{"InternetGateways": [{"InternetGatewayId": "igw-1"}]}"#, ["aws.InternetGateway/igw-1"]),
    (#"{"DhcpOptions": [{"DhcpOptionsId": "dopt-1"}]}"#, ["aws.DHCPOptions/dopt-1"]),
    (#"{"PrefixLists": [{"PrefixListId": "pl-1"}]}"#, ["aws.PrefixList/pl-1"]),
    (
      #"{"Reservations": [{"Instances": [{"InstanceId": "i-1"}]}, {"Instances": [{"InstanceId": "i-2"}]}]}"#,
      ["aws.Instance/i-1", "aws.Instance/i-2"]
    ),
    (
      #"[{"network_id": "n", "vpc_id": "vpc-1", "vpc_status": "VALID", "workspace_id": 1}]"#,
      ["databricks.Network/n"]
    ),
    (#"[{"network_id": "n", "network_name": "g", "gcp_network_info": {}, "vpc_status": "VALID"}]"#, []),
    (
      #"[{"aws_vpc_endpoint_id": "vpce-1", "use_case": "GENERAL_ACCESS", "vpc_endpoint_id": "u"}]"#,
      ["databricks.VPCEndpoint/u"]
    ),
    (
      #"[{"private_access_settings_id": "p", "private_access_settings_name": "pas", "region": "us-east-1"}]"#,
      ["databricks.PrivateAccessSettings/pas"]
    ),
    (
      #"[{"aws_region": "us-east-1", "network_id": "n", "pricing_tier": "ENTERPRISE", "private_access_settings_id": "p", "workspace_id": 7}]"#,
      ["databricks.Workspace/7"]
    ),
    (
      #"{"items": [{"endpoint_id": "e", "display_name": "direct", "use_case": "SERVICE_DIRECT"}]}"#,
      ["databricks.Endpoint/direct"]
    ),
    (
      #"{"clusters": [{"cluster_id": "c", "cluster_name": "etl", "state": "RUNNING"}]}"#,
      ["databricks.Cluster/etl"]
    ),
    (
      #"{"compliance_security_profile_workspace": {"is_enabled": true}, "setting_name": "default"}"#,
      ["databricks.ComplianceSecurityProfile/default"]
    ),
    (
      #"{"disable_legacy_access": {"value": true}, "setting_name": "default"}"#,
      ["databricks.DisableLegacyAccess/default"]
    ),
    (#"[{"credentials_id": "c", "aws_credentials": {}}]"#, ["databricks.Credentials/c"]),
    (
      #"[{"storage_configuration_id": "s", "root_bucket_info": {}}]"#,
      ["databricks.StorageConfiguration/s"]
    ),
    (#"[{"customer_managed_key_id": "k", "use_cases": ["STORAGE"]}]"#, ["databricks.EncryptionKey/k"]),
  ])
  func shapes(_ text: String, _ identities: [String]) {
    #expect(load(text).resources.map(\.identity) == identities)
  }

  /// A list that is empty shows that there is none, and a page of several shows nothing of the kind.
  @Test func anEmptyListIsEvidence() {
    let empty = load(#"{"VpcPeeringConnections": []}"#)
    #expect(empty.resources.isEmpty && empty.unrecognised.isEmpty)
    #expect(empty.listed == [.peeringConnection])
    let page = load(#"{"NatGateways": [], "NextToken": "eyJ"}"#)
    #expect(page.listed.isEmpty && page.partial == [.natGateway])
    let clusters = load(
      #"{"clusters": [{"cluster_id": "c", "cluster_name": "etl"}], "next_page_token": "CA"}"#)
    #expect(clusters.partial == [.cluster] && clusters.problems.count == 1)
    #expect(
      page.problems.map(\.message) == [
        "only one page of several: NextToken is there; export all pages, or what is missing counts as unknown"
      ])
  }

  /// A file that someone has put several answers together in has all of them.
  /// Whoever writes a file may put further members into it, which hide nothing of what it holds.
  @Test func membersOfKubernetesHideNoAnswer() {
    let loaded = load(
      #"{"apiVersion": "v1", "kind": "List", "SecurityGroups": [{"GroupId": "sg-1"}]}"#)
    #expect(loaded.resources.map(\.identity).contains("aws.SecurityGroup/sg-1"))
    let plan = load(
      #"{"apiVersion": "v1", "kind": "x", "format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [{"address": "aws_vpc.a", "mode": "managed", "type": "aws_vpc", "name": "a", "values": {"id": "vpc-1", "cidr_block": "10.0.0.0/16"}}]}}}"#
    )
    #expect(plan.resources.contains { $0.kind.name == "aws.VPC" })
  }

  @Test func severalListsInOneObjectAreAllRead() {
    let text = #"""
      {"SecurityGroups": [{"GroupId": "sg-1"}], "Vpcs": [],
       "private_endpoint_rules": [{"rule_id": "r", "resource_id": "x"}],
       "clusters": [{"cluster_id": "c", "cluster_name": "etl"}]}
      """#
    let loaded = load(text)
    #expect(
      Set(loaded.resources.map(\.identity)) == [
        "aws.SecurityGroup/sg-1", "databricks.PrivateEndpointRule/r", "databricks.Cluster/etl",
      ])
    #expect(loaded.listed == [.securityGroup, .vpc])
  }

  /// What --query leaves is refused: nothing follows from what it does not hold.
  @Test(arguments: [
    (#"[{"VpcId": "vpc-1", "CidrBlockAssociationSet": []}]"#, "Vpcs"),
    (#"{"GroupId": "sg-1", "IpPermissions": []}"#, "SecurityGroups"),
    (#"[[{"InstanceId": "i-1", "NetworkInterfaces": []}]]"#, "Reservations"),
    (#"[{"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-1", "IsEgress": false}]"#, "SecurityGroupRules"),
  ])
  func partsOfAnswersAreRefused(_ text: String, _ root: String) {
    let loaded = load(text)
    #expect(loaded.resources.isEmpty && loaded.unrecognised.isEmpty && loaded.listed.isEmpty)
    #expect(
      loaded.problems.map(\.message) == [
        "this is a part of an answer of aws ec2, as --query leaves it; export the whole answer with '\(root)' around it, without --query"
      ])
    #expect(loaded.problems.allSatisfy { $0.severity == .error })
  }

  /// The flat form of security group rules becomes groups of the one shape, and values keep their places.
  @Test func flatRulesBecomeGroups() throws {
    let text = #"""
      {"SecurityGroupRules": [
        {"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-1", "GroupOwnerId": "111122223333", "IsEgress": true,
         "IpProtocol": "-1", "FromPort": -1, "ToPort": -1, "CidrIpv4": "0.0.0.0/0", "Description": "all"},
        {"SecurityGroupRuleId": "sgr-2", "GroupId": "sg-1", "GroupOwnerId": "111122223333", "IsEgress": false,
         "IpProtocol": "tcp", "FromPort": 0, "ToPort": 65535,
         "ReferencedGroupInfo": {"GroupId": "sg-1", "UserId": "111122223333"}},
        {"SecurityGroupRuleId": "sgr-3", "GroupId": "sg-2", "IsEgress": true, "IpProtocol": "tcp", "FromPort": 443,
         "ToPort": 443, "PrefixListId": "pl-1"}
      ]}
      """#
    let loaded = load(text)
    #expect(loaded.resources.map(\.identity) == ["aws.SecurityGroup/sg-1", "aws.SecurityGroup/sg-2"])
    let group = try #require(loaded.resources.first).node
    #expect(group["OwnerId"]?.text == "111122223333")
    let ingress = try #require(group.list("IpPermissions").first)
    #expect(group.list("IpPermissions").count == 1 && group.list("IpPermissionsEgress").count == 1)
    #expect(ingress["ToPort"]?.integer == 65535)
    #expect(ingress.list("UserIdGroupPairs").first?["GroupId"]?.text == "sg-1")
    let egress = try #require(group.list("IpPermissionsEgress").first)
    #expect(egress["FromPort"] == nil)
    let range = try #require(egress.list("IpRanges").first?["CidrIp"])
    let written = try #require(text.utf8Range(of: "\"0.0.0.0/0\""))
    #expect(range.text == "0.0.0.0/0" && range.span == ByteSpan(written))
    let list = loaded.resources[1].node.list("IpPermissionsEgress").first?.list("PrefixListIds")
    #expect(list?.first?["PrefixListId"]?.text == "pl-1")
  }

  /// Real exports of a published demo account.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["AIRTIGHT_SHARED"] != nil))
  func cloudmapperIsLoaded() throws {
    let shared = try #require(ProcessInfo.processInfo.environment["AIRTIGHT_SHARED"])
    let folder = URL(filePath: shared).appending(path: "corpus/aws/cloudmapper/account-data/demo/us-east-1")
    var counts: [String: Int] = [:]
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let raw = Array(try Data(contentsOf: file))
      let loaded = ArtefactLoader.load(try SourceFile(path: file.path(), raw: raw), format: .json)
      #expect(loaded.problems.isEmpty, "\(file.lastPathComponent)")
      for resource in loaded.resources { counts[resource.kind.name, default: 0] += 1 }
    }
    #expect(counts["aws.VPC"] == 1)
    #expect(counts["aws.VPCEndpoint"] == 2)
    let expected = ["aws.Subnet", "aws.SecurityGroup", "aws.Instance"]
    #expect(expected.allSatisfy { counts[$0] ?? 0 > 0 }, "\(counts)")
  }
}

extension String {
  /// Where a text stands, in UTF-8 bytes.
  fileprivate func utf8Range(of text: String) -> Range<Int>? {
    range(of: text).map {
      utf8.distance(from: startIndex, to: $0.lowerBound)..<utf8.distance(from: startIndex, to: $0.upperBound)
    }
  }
}
