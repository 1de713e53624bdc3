import Documents
import Inventory
import SourceText

/// Recognises what `aws ec2 describe-*` prints (API version 2016-11-15), in JSON or YAML. Every element of an answer's list
/// is a resource as it stands; only the flat form of security group rules is put into the shape of security groups.
enum AWSLoader {
  /// One list of an answer.
  private struct Answer: Sendable {
    /// The member of the answer that the list stands in.
    let root: String
    let kind: ResourceKind
    /// The member of an element that names it.
    let id: String
    /// A further member that tells an element where no answer is around it.
    let marker: String
  }

  private static let answers = [
    Answer(root: "Vpcs", kind: .vpc, id: "VpcId", marker: "CidrBlockAssociationSet"),
    Answer(root: "Subnets", kind: .awsSubnet, id: "SubnetId", marker: "AvailableIpAddressCount"),
    Answer(root: "RouteTables", kind: .routeTable, id: "RouteTableId", marker: "Routes"),
    Answer(root: "SecurityGroups", kind: .securityGroup, id: "GroupId", marker: "IpPermissions"),
    Answer(root: "SecurityGroupRules", kind: .securityGroup, id: "SecurityGroupRuleId", marker: "IsEgress"),
    Answer(root: "NetworkAcls", kind: .networkACL, id: "NetworkAclId", marker: "Entries"),
    Answer(root: "VpcEndpoints", kind: .vpcEndpoint, id: "VpcEndpointId", marker: "ServiceName"),
    Answer(
      root: "VpcPeeringConnections", kind: .peeringConnection, id: "VpcPeeringConnectionId",
      marker: "RequesterVpcInfo"),
    Answer(root: "NatGateways", kind: .natGateway, id: "NatGatewayId", marker: "NatGatewayAddresses"),
    Answer(
      root: "InternetGateways", kind: .internetGateway, id: "InternetGatewayId", marker: "Attachments"),
    Answer(root: "DhcpOptions", kind: .dhcpOptions, id: "DhcpOptionsId", marker: "DhcpConfigurations"),
    Answer(root: "PrefixLists", kind: .prefixList, id: "PrefixListId", marker: "PrefixListName"),
    Answer(root: "Reservations", kind: .instance, id: "InstanceId", marker: "NetworkInterfaces"),
  ]

  private static let byRoot = Dictionary(answers.map { ($0.root, $0) }) { first, _ in first }

  /// What a document holds of answers; nothing of any other document.
  ///
  /// - Parameter jobs: threads for long lists; at least 1.
  static func content(of document: DocumentNode, jobs: Int) -> ArtefactRecogniser.Content {
    var content = ArtefactRecogniser.Content()
    let token = document.pair(forKey: "NextToken").flatMap { $0.value.text?.isEmpty == false ? $0.key : nil }
    for pair in document.pairs where pair.value.isSequence {
      guard let name = pair.key.text, let answer = byRoot[name] else { continue }
      add(pair.value, answer, jobs, to: &content.resources)
      if token == nil { content.listed.insert(answer.kind) } else { content.partial.insert(answer.kind) }
    }
    if let token, !content.partial.isEmpty { content.problems.append(.page("NextToken", at: token.span)) }
    return content
  }

  /// The answer of `describe-vpc-attribute`, which no list is around: a VPC's id and one of its DNS attributes.
  static func attribute(_ node: DocumentNode) -> Resource? {
    guard let id = node["VpcId"]?.text, !node.has("CidrBlock"),
      node.has("EnableDnsSupport") || node.has("EnableDnsHostnames")
    else { return nil }
    return Resource(kind: .vpcAttribute, name: id, node: node)
  }

  private static func add(
    _ list: DocumentNode, _ answer: Answer, _ jobs: Int, to found: inout [Resource]
  ) {
    switch answer.root {
    case "SecurityGroupRules": found.add(SecurityGroupRules.groups(list))
    case "Reservations":
      found.add(list.elements.flatMap { $0.list("Instances").compactMap { resource($0, answer) } })
    default:
      ListParts.add(list, to: &found, jobs: jobs) { elements in
        elements.compactMap { resource($0, answer) }
      }
    }
  }

  private static func resource(_ node: DocumentNode, _ answer: Answer) -> Resource? {
    guard node.isMapping, let id = node.value(forKey: answer.id)?.text else { return nil }
    return Resource(kind: answer.kind, name: id, node: node)
  }

  /// What `--query` leaves of an answer. What such a list does not hold may have been filtered out, so that nothing
  /// follows from it; it is refused.
  static func part(_ document: DocumentNode) -> ArtefactRecogniser.Content? {
    var first = document
    for _ in 0..<3 where first.isSequence {
      guard let inner = first.element(at: 0) else { return nil }
      first = inner
    }
    guard first.isMapping, mayHaveID(first),
      let answer = answers.first(where: {
        first.value(forKey: $0.id) != nil && first.value(forKey: $0.marker) != nil
      })
    else { return nil }
    let problem = SourceProblem(
      "this is a part of an answer of aws ec2, as --query leaves it; export the whole answer with '\(answer.root)' around it, without --query",
      at: document.isSequence ? first.span : document.span)
    return ArtefactRecogniser.Content(problems: [problem])
  }

  /// Whether a member ends as all the ids of answers do: every document is asked, and few have one.
  private static func mayHaveID(_ node: DocumentNode) -> Bool {
    var hasOne = false
    node.eachMember { key, _ in
      if key.count > 2, key[key.count - 2] == UInt8(ascii: "I"), key[key.count - 1] == UInt8(ascii: "d") {
        hasOne = true
      }
    }
    return hasOne
  }
}
