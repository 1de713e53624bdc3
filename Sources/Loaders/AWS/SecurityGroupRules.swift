import Documents
import Inventory

/// The flat list that `aws ec2 describe-security-group-rules` prints, as security groups: one permission for each rule, so
/// that every value keeps its place. Such a group has `GroupId`, `OwnerId`, `IpPermissions` and `IpPermissionsEgress`, and no
/// `VpcId`.
enum SecurityGroupRules {
  static func groups(_ list: DocumentNode) -> [Resource] {
    var order: [String] = []
    var rules: [String: [DocumentNode]] = [:]
    for rule in list.elements {
      guard let group = rule["GroupId"]?.text else { continue }
      if rules[group] == nil { order.append(group) }
      rules[group, default: []].append(rule)
    }
    return order.compactMap { id in
      guard let own = rules[id], let first = own.first else { return nil }
      return Resource(kind: .securityGroup, name: id, node: group(own, at: first))
    }
  }

  private static func group(_ rules: [DocumentNode], at first: DocumentNode) -> DocumentNode {
    DerivedTree.transform(first) { copier in
      for (key, name) in [("GroupId", "GroupId"), ("GroupOwnerId", "OwnerId")] {
        if let pair = first.pair(forKey: key) {
          copier.member(named: name, at: pair.key.span, pair.value)
        }
      }
      for (name, isEgress) in [("IpPermissions", false), ("IpPermissionsEgress", true)] {
        copier.key(named: name, at: first.span)
        copier.open(.sequence, span: first.span, style: .flow)
        for rule in rules where (rule["IsEgress"]?.bool ?? false) == isEgress { permission(rule, &copier) }
        copier.close()
      }
    }
  }

  /// One rule as a permission: the ports are absent for protocol -1, as in the other shape.
  private static func permission(_ rule: DocumentNode, _ copier: inout TreeCopier) {
    copier.openMapping(span: rule.span)
    if let pair = rule.pair(forKey: "IpProtocol") { copier.member(pair.key, pair.value) }
    if rule["IpProtocol"]?.text != "-1" {
      for key in ["FromPort", "ToPort"] {
        if let pair = rule.pair(forKey: key) { copier.member(pair.key, pair.value) }
      }
    }
    let description = rule.pair(forKey: "Description")
    for (list, key, name) in [
      ("IpRanges", "CidrIpv4", "CidrIp"), ("Ipv6Ranges", "CidrIpv6", "CidrIpv6"),
      ("PrefixListIds", "PrefixListId", "PrefixListId"),
    ] {
      guard let pair = rule.pair(forKey: key) else { continue }
      copier.key(named: list, at: pair.key.span)
      copier.open(.sequence, span: pair.value.span, style: .flow)
      copier.openMapping(span: pair.value.span)
      copier.member(named: name, at: pair.key.span, pair.value)
      if let description { copier.member(description.key, description.value) }
      copier.close()
      copier.close()
    }
    if let pair = rule.pair(forKey: "ReferencedGroupInfo") {
      copier.key(named: "UserIdGroupPairs", at: pair.key.span)
      copier.open(.sequence, span: pair.value.span, style: .flow)
      copier.copy(pair.value)
      copier.close()
    }
    copier.close()
  }
}
