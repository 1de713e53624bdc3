import Analysis
import Findings
import Foundation
import Testing

@testable import Engine

/// The four features of the classic compute plane on the sound samples: what happens to them when an artefact is taken away, or
/// a joining value or a port is changed.
@Suite struct ClassicFeatureTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "samples/databricks-aws/sound")

  private typealias Verdict = FeatureResult.Verdict

  /// The features of a sample after a change to a copy of it.
  private func features(_ shape: String, _ change: (URL) throws -> Void = { _ in }) throws -> [FeatureResult]
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "classic-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Self.root.appending(path: shape), to: folder)
    try change(folder)
    return PathTrace(FileDiscovery.files(below: [folder.path]).files, dnsMode: .customerManaged).features
  }

  private func edit(_ folder: URL, _ file: String, _ change: (String) throws -> String) throws {
    let url = folder.appending(path: file)
    try change(String(contentsOf: url, encoding: .utf8)).write(to: url, atomically: true, encoding: .utf8)
  }

  @Test(arguments: [
    ("nat-egress", ["sound", "sound", "sound", "absent"]),
    ("back-end-private-link", ["sound", "sound", "sound", "sound"]),
    ("fully-private", ["sound", "sound", "absent", "sound"]),
  ])
  func soundShapesHaveNoBrokenFeature(_ shape: String, _ verdicts: [String]) throws {
    let found = try features(shape)
    #expect(
      found.map(\.kind) == [
        "secure-cluster-connectivity", "customer-managed-vpc", "vpc-peering", "private-link",
      ])
    #expect(found.map(\.verdict.rawValue) == verdicts)
    #expect(found.flatMap(\.steps).filter { $0.state != .proven }.map(\.summary) == [])
    #expect(found.allSatisfy { $0.next == nil })
  }

  // MARK: Artefacts taken away

  /// What depends on each file: the steps that become unknown, with the initial of their feature's kind.
  static let removals: [(shape: String, file: String, unknown: Set<String>)] = [
    ("nat-egress", "aws/dhcp-options.json", ["c security-groups"]),
    ("nat-egress", "aws/instances.json", ["s node-addresses"]),
    ("nat-egress", "aws/internet-gateways.json", ["c nat-gateway"]),
    ("nat-egress", "aws/nat-gateways.json", ["c nat-gateway"]),
    ("nat-egress", "aws/network-acls.json", ["s tunnel", "c network-acls", "v peering-permissions"]),
    ("nat-egress", "aws/peer-vpc-dns-hostnames.json", ["v peering-names"]),
    ("nat-egress", "aws/peer-vpc-dns-support.json", ["v peering-names"]),
    ("nat-egress", "aws/route-tables.json", ["s tunnel", "c routes", "v peering-routes"]),
    (
      "nat-egress", "aws/security-groups.json",
      ["s open-ports", "s tunnel", "c security-groups", "v peering-permissions"]
    ),
    (
      "nat-egress", "aws/subnets.json",
      ["c subnets", "c nat-gateway", "v peering-routes", "v peering-permissions"]
    ),
    ("nat-egress", "aws/vpc-dns-hostnames.json", ["c vpc", "v peering-names"]),
    ("nat-egress", "aws/vpc-dns-support.json", ["c vpc", "v peering-names"]),
    ("nat-egress", "aws/vpc-endpoints.json", []),
    ("nat-egress", "aws/vpc-peering-connections.json", ["v peering-connection"]),
    ("nat-egress", "aws/vpcs.json", ["c vpc", "c security-groups"]),
    ("nat-egress", "databricks/clusters.json", []),
    ("nat-egress", "databricks/disable-legacy-access.json", []),
    (
      "nat-egress", "databricks/networks.json",
      ["s workspace-network", "c workspace-network", "v workspace-network", "p workspace-network"]
    ),
    ("nat-egress", "databricks/workspaces.json", ["c workspace-network", "p private-access-settings"]),
    ("back-end-private-link", "aws/dhcp-options.json", ["c security-groups"]),
    ("back-end-private-link", "aws/instances.json", ["s node-addresses"]),
    ("back-end-private-link", "aws/internet-gateways.json", ["c nat-gateway"]),
    ("back-end-private-link", "aws/nat-gateways.json", ["c nat-gateway"]),
    (
      "back-end-private-link", "aws/network-acls.json",
      ["s tunnel", "c network-acls", "v peering-permissions", "p endpoint-ports"]
    ),
    ("back-end-private-link", "aws/peer-vpc-dns-hostnames.json", ["v peering-names"]),
    ("back-end-private-link", "aws/peer-vpc-dns-support.json", ["v peering-names"]),
    ("back-end-private-link", "aws/route-tables.json", ["c routes", "v peering-routes"]),
    (
      "back-end-private-link", "aws/security-groups.json",
      ["s open-ports", "s tunnel", "c security-groups", "v peering-permissions", "p endpoint-ports"]
    ),
    (
      "back-end-private-link", "aws/subnets.json",
      [
        "s tunnel", "c subnets", "c nat-gateway", "v peering-routes", "v peering-permissions",
        "p back-end-endpoints", "p endpoint-ports",
      ]
    ),
    ("back-end-private-link", "aws/vpc-dns-hostnames.json", ["c vpc", "v peering-names", "p private-names"]),
    ("back-end-private-link", "aws/vpc-dns-support.json", ["c vpc", "v peering-names", "p private-names"]),
    (
      "back-end-private-link", "aws/vpc-endpoints.json",
      ["s tunnel", "c routes", "p back-end-endpoints", "p private-names", "p endpoint-ports"]
    ),
    ("back-end-private-link", "aws/vpc-peering-connections.json", ["v peering-connection"]),
    ("back-end-private-link", "aws/vpcs.json", ["c vpc", "c security-groups"]),
    ("back-end-private-link", "databricks/clusters.json", []),
    ("back-end-private-link", "databricks/disable-legacy-access.json", []),
    (
      "back-end-private-link", "databricks/networks.json",
      ["s workspace-network", "c workspace-network", "v workspace-network", "p workspace-network"]
    ),
    (
      "back-end-private-link", "databricks/private-access.json", ["p private-access-settings", "p front-end"]
    ),
    (
      "back-end-private-link", "databricks/vpc-endpoints.json",
      ["s tunnel", "p registration", "p back-end-endpoints", "p private-names", "p endpoint-ports"]
    ),
    (
      "back-end-private-link", "databricks/workspaces.json",
      ["c workspace-network", "p private-access-settings"]
    ),
    ("fully-private", "aws/dhcp-options.json", ["c security-groups"]),
    ("fully-private", "aws/instances.json", ["s node-addresses"]),
    ("fully-private", "aws/internet-gateways.json", []),
    ("fully-private", "aws/nat-gateways.json", []),
    ("fully-private", "aws/network-acls.json", ["s tunnel", "c network-acls", "p endpoint-ports"]),
    ("fully-private", "aws/route-tables.json", ["c routes", "c security-groups"]),
    (
      "fully-private", "aws/security-groups.json",
      ["s open-ports", "s tunnel", "c security-groups", "c aws-services", "p endpoint-ports"]
    ),
    (
      "fully-private", "aws/subnets.json",
      ["s tunnel", "c subnets", "c aws-services", "p back-end-endpoints", "p endpoint-ports"]
    ),
    ("fully-private", "aws/vpc-dns-hostnames.json", ["c vpc", "p private-names"]),
    ("fully-private", "aws/vpc-dns-support.json", ["c vpc", "p private-names"]),
    (
      "fully-private", "aws/vpc-endpoints.json",
      [
        "s tunnel", "c routes", "c security-groups", "c aws-services", "p back-end-endpoints",
        "p private-names", "p endpoint-ports", "p front-end",
      ]
    ),
    ("fully-private", "aws/vpc-peering-connections.json", ["v peering-connection"]),
    ("fully-private", "aws/vpcs.json", ["c vpc", "c security-groups"]),
    ("fully-private", "databricks/clusters.json", []),
    ("fully-private", "databricks/disable-legacy-access.json", []),
    (
      "fully-private", "databricks/networks.json",
      ["s workspace-network", "c workspace-network", "v workspace-network", "p workspace-network"]
    ),
    ("fully-private", "databricks/private-access.json", ["p private-access-settings", "p front-end"]),
    (
      "fully-private", "databricks/vpc-endpoints.json",
      [
        "s tunnel", "c security-groups", "p private-access-settings", "p registration",
        "p back-end-endpoints", "p private-names", "p endpoint-ports", "p front-end",
      ]
    ),
    ("fully-private", "databricks/workspaces.json", ["c workspace-network", "p private-access-settings"]),
  ]

  @Test func everyFileIsTakenAwayInTurn() throws {
    for shape in Set(Self.removals.map(\.shape)) {
      let path = Self.root.appending(path: shape).path
      let files = FileDiscovery.files(below: [path]).files.map {
        $0.path.split(separator: "/").suffix(2).joined(separator: "/")
      }
      #expect(Set(files) == Set(Self.removals.filter { $0.shape == shape }.map(\.file)))
    }
  }

  @Test(arguments: removals)
  func aRemovedArtefactMakesUnknownWhatDependsOnIt(_ shape: String, _ file: String, _ unknown: Set<String>)
    throws
  {
    let found = try features(shape) { try FileManager.default.removeItem(at: $0.appending(path: file)) }
    var steps: Set<String> = []
    for feature in found {
      for step in feature.steps where step.state != .proven {
        #expect(step.state == .unknown, "\(step.summary)")
        steps.insert("\(feature.kind.prefix(1)) \(step.kind)")
      }
      #expect(feature.verdict != .broken)
    }
    #expect(steps == unknown)
  }

  /// What is missing is told with the command that fetches it.
  @Test func theNextThingIsTheCommand() throws {
    let found = try features("back-end-private-link") {
      try FileManager.default.removeItem(at: $0.appending(path: "aws/route-tables.json"))
    }
    let feature = try #require(found.first { $0.kind == "customer-managed-vpc" })
    #expect(feature.next == "Default routes: add the output of: aws ec2 describe-route-tables")
  }

  // MARK: Joining values changed

  struct Change: CustomTestStringConvertible, Sendable {
    var shape: String
    var file: String
    /// What is changed at its n-th occurrence, 1-based.
    var value: String
    var by: String
    var occurrence = 1
    /// `feature/step` that must be contradicted.
    var step: String

    init(
      _ shape: String, _ file: String, _ value: String, _ by: String, _ occurrence: Int = 1, step: String
    ) {
      (self.shape, self.file, self.value, self.by) = (shape, file, value, by)
      (self.occurrence, self.step) = (occurrence, step)
    }

    var testDescription: String { "\(shape)/\(file): \(value) becomes \(by), \(step)" }
  }

  /// A permission's range of one port, as it is written.
  private static func both(_ port: Int) -> String {
    "\"FromPort\": \(port),\n                    \"ToPort\": \(port)"
  }

  static let changes: [Change] = [
    Change(
      "nat-egress", "databricks/workspaces.json", "\"network_id\": \"1", "\"network_id\": \"2",
      step: "customer-managed-vpc/workspace-network"),
    Change(
      "nat-egress", "databricks/workspaces.json", "\"PREMIUM\"", "\"STANDARD\"",
      step: "customer-managed-vpc/workspace-network"),
    Change(
      "nat-egress", "databricks/workspaces.json", "\"aws_region\": \"us-east-1\"",
      "\"aws_region\": \"us-east-2\"", step: "customer-managed-vpc/vpc"),
    Change(
      "nat-egress", "databricks/networks.json", "vpc-01a1", "vpc-01a2", step: "customer-managed-vpc/vpc"),
    Change(
      "nat-egress", "databricks/networks.json", "\"VALID\"", "\"BROKEN\"",
      step: "customer-managed-vpc/workspace-network"),
    Change(
      "nat-egress", "databricks/networks.json", "subnet-01a1", "subnet-01a2",
      step: "customer-managed-vpc/subnets"),
    Change(
      "nat-egress", "databricks/networks.json", "sg-01a1", "sg-01a2",
      step: "customer-managed-vpc/security-groups"),
    Change(
      "nat-egress", "aws/vpcs.json", "\"VpcId\": \"vpc-01a1", "\"VpcId\": \"vpc-01a2",
      step: "customer-managed-vpc/vpc"),
    Change("nat-egress", "aws/vpc-dns-hostnames.json", "true", "false", step: "customer-managed-vpc/vpc"),
    Change("nat-egress", "aws/vpc-dns-support.json", "true", "false", step: "customer-managed-vpc/vpc"),
    Change(
      "nat-egress", "aws/dhcp-options.json", "AmazonProvidedDNS", "10.21.200.2",
      step: "customer-managed-vpc/security-groups"),
    Change(
      "nat-egress", "aws/subnets.json", "\"SubnetId\": \"subnet-01a1", "\"SubnetId\": \"subnet-01a2",
      step: "customer-managed-vpc/subnets"),
    Change(
      "nat-egress", "aws/subnets.json", "\"VpcId\": \"vpc-01a1", "\"VpcId\": \"vpc-01a2",
      step: "customer-managed-vpc/subnets"),
    Change(
      "nat-egress", "aws/subnets.json", "us-east-1b", "us-east-1a", step: "customer-managed-vpc/subnets"),
    Change(
      "nat-egress", "aws/subnets.json", "10.21.4.0/22", "10.21.4.0/27", step: "customer-managed-vpc/subnets"),
    Change(
      "nat-egress", "aws/subnets.json", "\"MapPublicIpOnLaunch\": false", "\"MapPublicIpOnLaunch\": true",
      step: "customer-managed-vpc/subnets"),
    Change(
      "nat-egress", "aws/route-tables.json", "\"SubnetId\": \"subnet-01b2", "\"SubnetId\": \"subnet-01b3",
      step: "customer-managed-vpc/routes"),
    Change(
      "nat-egress", "aws/route-tables.json", "nat-01f1", "nat-01f2", step: "customer-managed-vpc/nat-gateway"),
    Change(
      "nat-egress", "aws/route-tables.json", "igw-011", "igw-012", step: "customer-managed-vpc/nat-gateway"),
    Change(
      "nat-egress", "aws/route-tables.json", "\"NatGatewayId\": \"nat-01f1f1f1f1f1f1f1f\"",
      "\"GatewayId\": \"igw-01111111111111111\"", step: "customer-managed-vpc/routes"),
    Change(
      "nat-egress", "aws/route-tables.json", "\"0.0.0.0/0\"", "\"10.99.0.0/16\"",
      step: "secure-cluster-connectivity/tunnel"),
    Change(
      "nat-egress", "aws/nat-gateways.json", "subnet-01d4", "subnet-01a1",
      step: "customer-managed-vpc/nat-gateway"),
    Change(
      "nat-egress", "aws/nat-gateways.json", "\"available\"", "\"failed\"",
      step: "customer-managed-vpc/nat-gateway"
    ),
    Change(
      "nat-egress", "aws/nat-gateways.json", "\"public\"", "\"private\"",
      step: "customer-managed-vpc/nat-gateway"),
    Change(
      "nat-egress", "aws/internet-gateways.json", "vpc-01a1", "vpc-01a2",
      step: "customer-managed-vpc/nat-gateway"),
    Change(
      "fully-private", "aws/route-tables.json", "\"SubnetId\": \"subnet-03b2", "\"SubnetId\": \"subnet-03b3",
      step: "customer-managed-vpc/aws-services"),
    Change(
      "back-end-private-link", "aws/route-tables.json", "vpce-02e3", "vpce-02e9",
      step: "customer-managed-vpc/routes"),
    Change(
      "nat-egress", "aws/security-groups.json", "\"GroupId\": \"sg-01a1", "\"GroupId\": \"sg-01a2",
      step: "customer-managed-vpc/security-groups"),
    Change(
      "nat-egress", "aws/security-groups.json", "\"GroupId\": \"sg-01a1", "\"GroupId\": \"sg-01a2", 2,
      step: "customer-managed-vpc/security-groups"),
    Change(
      "nat-egress", "aws/security-groups.json", both(443), both(444),
      step: "secure-cluster-connectivity/tunnel"),
    Change(
      "nat-egress", "aws/security-groups.json", "\"ToPort\": 8451", "\"ToPort\": 8443",
      step: "customer-managed-vpc/security-groups"),
    Change(
      "nat-egress", "aws/security-groups.json", "\"ToPort\": 65535", "\"ToPort\": 1023",
      step: "customer-managed-vpc/security-groups"),
    Change(
      "nat-egress", "aws/security-groups.json", "\"0.0.0.0/0\"", "\"0.0.0.0/1\"",
      step: "secure-cluster-connectivity/tunnel"),
    Change(
      "back-end-private-link", "aws/security-groups.json", both(6666), both(6667),
      step: "secure-cluster-connectivity/tunnel"),
    Change(
      "back-end-private-link", "aws/security-groups.json", both(6666), both(6667),
      step: "private-link/endpoint-ports"),
    Change(
      "back-end-private-link", "aws/security-groups.json", both(6666), both(6667), 2,
      step: "private-link/endpoint-ports"),
    Change(
      "back-end-private-link", "aws/security-groups.json", both(443), both(444), 2,
      step: "private-link/endpoint-ports"),
    Change(
      "fully-private", "aws/security-groups.json", "pl-63a5400a", "pl-63a5400b",
      step: "customer-managed-vpc/security-groups"),
    Change(
      "fully-private", "aws/security-groups.json", both(443), both(444), 2,
      step: "customer-managed-vpc/aws-services"),
    Change(
      "nat-egress", "aws/network-acls.json", "\"SubnetId\": \"subnet-01a1", "\"SubnetId\": \"subnet-01a2",
      step: "customer-managed-vpc/network-acls"),
    Change(
      "nat-egress", "aws/network-acls.json", "443,\n                        \"To\": 443",
      "444,\n                        \"To\": 444",
      step: "secure-cluster-connectivity/tunnel"),
    Change(
      "nat-egress", "aws/network-acls.json", "\"From\": 8443", "\"From\": 8444",
      step: "customer-managed-vpc/network-acls"),
    Change(
      "nat-egress", "aws/network-acls.json", "\"RuleAction\": \"allow\"", "\"RuleAction\": \"deny\"",
      step: "customer-managed-vpc/network-acls"),
    Change(
      "nat-egress", "aws/network-acls.json", "10.21.0.0/16", "10.22.0.0/16",
      step: "customer-managed-vpc/network-acls"),
    Change(
      "nat-egress", "aws/network-acls.json", "\"RuleNumber\": 32767", "\"RuleNumber\": 50",
      step: "customer-managed-vpc/network-acls"),
    Change(
      "fully-private", "aws/vpc-endpoints.json", "com.amazonaws.us-east-1.sts", "com.amazonaws.us-east-1.kms",
      step: "customer-managed-vpc/aws-services"),
    Change(
      "fully-private", "aws/vpc-endpoints.json", "com.amazonaws.us-east-1.kinesis-streams",
      "com.amazonaws.us-east-1.kinesis-firehose", step: "customer-managed-vpc/aws-services"),
    Change(
      "fully-private", "aws/vpc-endpoints.json", "rtb-03c3", "rtb-03c4",
      step: "customer-managed-vpc/aws-services"),
    Change(
      "nat-egress", "aws/route-tables.json", "pcx-017", "pcx-018", step: "vpc-peering/peering-connection"),
    Change(
      "nat-egress", "aws/route-tables.json", "pcx-017", "pcx-018", 2, step: "vpc-peering/peering-routes"),
    Change(
      "nat-egress", "aws/route-tables.json", "\"10.91.0.0/16\"", "\"10.95.0.0/16\"",
      step: "vpc-peering/peering-routes"),
    Change(
      "nat-egress", "aws/vpc-peering-connections.json", "\"active\"", "\"pending-acceptance\"",
      step: "vpc-peering/peering-connection"),
    Change(
      "nat-egress", "aws/vpc-peering-connections.json", "10.91.0.0/16", "10.21.128.0/17", 2,
      step: "vpc-peering/peering-connection"),
    Change(
      "nat-egress", "aws/vpc-peering-connections.json", "pcx-017", "pcx-018",
      step: "vpc-peering/peering-connection"
    ),
    Change(
      "nat-egress", "aws/vpc-peering-connections.json", "\"VpcId\": \"vpc-01a1", "\"VpcId\": \"vpc-01a2",
      step: "vpc-peering/peering-connection"),
    Change(
      "nat-egress", "aws/security-groups.json", "\"10.91.0.0/16\"", "\"10.95.0.0/16\"",
      step: "vpc-peering/peering-permissions"),
    Change(
      "nat-egress", "aws/security-groups.json", "\"10.21.0.0/21\"", "\"10.29.0.0/21\"",
      step: "vpc-peering/peering-permissions"),
    Change(
      "nat-egress", "aws/network-acls.json", "\"10.91.0.0/16\"", "\"10.95.0.0/16\"",
      step: "vpc-peering/peering-permissions"),
    Change(
      "nat-egress", "aws/peer-vpc-dns-hostnames.json", "true", "false", step: "vpc-peering/peering-names"),
    Change(
      "back-end-private-link", "databricks/workspaces.json", "\"ENTERPRISE\"", "\"PREMIUM\"",
      step: "private-link/private-access-settings"),
    Change(
      "back-end-private-link", "databricks/workspaces.json", "\"private_access_settings_id\": \"2",
      "\"private_access_settings_id\": \"3", step: "private-link/private-access-settings"),
    Change(
      "back-end-private-link", "databricks/private-access.json", "\"region\": \"us-east-1\"",
      "\"region\": \"us-west-2\"", step: "private-link/private-access-settings"),
    Change(
      "fully-private", "databricks/private-access.json", "33333333-2222-4333-8444-5555555555b1",
      "33333333-2222-4333-8444-5555555555b9", step: "private-link/private-access-settings"),
    Change(
      "back-end-private-link", "databricks/networks.json", "5555555555b1", "5555555555b9",
      step: "private-link/registration"),
    Change(
      "back-end-private-link", "databricks/networks.json", "5555555555b1", "5555555555b2",
      step: "private-link/registration"),
    Change(
      "back-end-private-link", "databricks/vpc-endpoints.json", "\"GENERAL_ACCESS\"",
      "\"DATAPLANE_RELAY_ACCESS\"", step: "private-link/registration"),
    Change(
      "back-end-private-link", "databricks/vpc-endpoints.json", "\"available\"", "\"rejected\"", 2,
      step: "private-link/registration"),
    Change(
      "back-end-private-link", "databricks/vpc-endpoints.json", "vpce-02e1", "vpce-02e9",
      step: "private-link/back-end-endpoints"),
    Change(
      "back-end-private-link", "databricks/vpc-endpoints.json", "vpce-svc-0914", "vpce-svc-0915",
      step: "private-link/back-end-endpoints"),
    Change(
      "back-end-private-link", "aws/vpc-endpoints.json", "vpce-svc-00018a8c3ff62ffdf",
      "vpce-svc-090a8fab0d73e39a6", step: "private-link/back-end-endpoints"),
    Change(
      "back-end-private-link", "aws/vpc-endpoints.json", "\"VpcId\": \"vpc-02a2", "\"VpcId\": \"vpc-02a3",
      step: "private-link/back-end-endpoints"),
    Change(
      "back-end-private-link", "aws/vpc-endpoints.json", "subnet-02e5", "subnet-02e6",
      step: "private-link/back-end-endpoints"),
    Change(
      "back-end-private-link", "aws/vpc-endpoints.json", "\"GroupId\": \"sg-02e2", "\"GroupId\": \"sg-02e3",
      step: "private-link/endpoint-ports"),
    Change(
      "back-end-private-link", "aws/vpc-endpoints.json", "\"PrivateDnsEnabled\": true",
      "\"PrivateDnsEnabled\": false", step: "private-link/private-names"),
    Change(
      "back-end-private-link", "aws/vpc-dns-support.json", "true", "false", step: "private-link/private-names"
    ),
    Change(
      "fully-private", "databricks/vpc-endpoints.json", "\"use_case\": \"GENERAL_ACCESS\"",
      "\"use_case\": \"DATAPLANE_RELAY_ACCESS\"", step: "private-link/registration"),
  ]

  @Test(arguments: changes) func aChangedValueBreaksItsFeature(_ change: Change) throws {
    let found = try features(change.shape) { folder in
      try edit(folder, change.file) { text in
        var parts = text.components(separatedBy: change.value)
        try #require(parts.count > change.occurrence, "\(change.value) is not in \(change.file)")
        let head = parts[..<change.occurrence].joined(separator: change.value)
        parts.removeFirst(change.occurrence)
        return head + change.by + parts.joined(separator: change.value)
      }
    }
    let broken = found.filter { $0.verdict == .broken }.flatMap { feature in
      feature.steps.filter { $0.state == .contradicted }.map { "\(feature.kind)/\($0.kind)" }
    }
    #expect(
      broken.contains(change.step), "\(found.flatMap(\.steps).filter { $0.state != .proven }.map(\.summary))")
    #expect(found.first { change.step.hasPrefix($0.kind) }?.next?.isEmpty == false)
  }

  // MARK: Other shapes

  /// Of a workspace whose VPC Databricks manages, nothing can be said but that.
  @Test func aManagedVPCIsAbsent() throws {
    let found = try features("nat-egress") { folder in
      try edit(folder, "databricks/workspaces.json") {
        $0.replacingOccurrences(of: "\"network_id\": \"11111111-2222-4333-8444-555555555502\",\n", with: "")
      }
      try FileManager.default.removeItem(at: folder.appending(path: "databricks/networks.json"))
    }
    #expect(found.map(\.verdict.rawValue) == ["unknown", "absent", "unknown", "absent"])
  }

  /// A public address is told as exposed.
  @Test func aPublicNodeIsExposed() throws {
    let found = try features("nat-egress") { folder in
      try edit(folder, "aws/instances.json") {
        $0.replacingOccurrences(
          of: "\"PrivateIpAddress\": \"10.21.0.11\",\n                    \"PublicDnsName\"",
          with:
            "\"PrivateIpAddress\": \"10.21.0.11\", \"PublicIpAddress\": \"198.51.100.7\",\n \"PublicDnsName\""
        )
      }
    }
    let step = try #require(found.first?.steps.first)
    #expect(step.isExposed && step.state == .contradicted)
    #expect(step.summary == "the node i-01111111111111111 has the public address 198.51.100.7")
  }
}
