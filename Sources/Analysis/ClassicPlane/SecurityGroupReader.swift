import Documents
import Inventory
import Networking

/// Reads EC2's permissions and ACL entries as values that can be computed with.
enum SecurityGroupReader {
  /// What a group permits in one direction. `isComplete` is false where a value is not shown or not understood, or there are more
  /// permissions than are read: then more may be permitted than what was read.
  struct Reading {
    var permissions = SecurityPermissions()
    var isComplete = true
  }

  /// Permissions of a group in one direction that are read; EC2's limit is 1,000.
  private static let most = 2000

  /// - Parameter list: `IpPermissions` or `IpPermissionsEgress`; an absent list permits nothing.
  /// - Parameter group: the id of the group.
  static func read(_ list: DocumentNode?, of group: String? = nil) -> Reading {
    var reading = Reading()
    guard let list else { return reading }
    if list.unknownName != nil { reading.isComplete = false }
    for permission in list.elements {
      guard let protocols = permission["IpProtocol"]?.text.flatMap(IPProtocol.Selection.init),
        let ports = ports(permission, protocols)
      else {
        reading.isComplete = false
        continue
      }
      var own: [SecurityPermission] = []
      // Terraform's way to name the group itself.
      if permission["Self"]?.bool == true, let group {
        own.append(SecurityPermission(protocols, ports, .group(group)))
      }
      add(permission, protocols, ports, &own, &reading.isComplete)
      let room = most - reading.permissions.all.count
      reading.permissions.add(own.prefix(room))
      if own.count > room {
        reading.isComplete = false
        break
      }
    }
    return reading
  }

  private static func add(
    _ permission: DocumentNode, _ protocols: IPProtocol.Selection, _ ports: ClosedRange<UInt16>,
    _ own: inout [SecurityPermission], _ isComplete: inout Bool
  ) {
    for (list, key) in [("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6")] {
      guard let ranges = permission.value(forKey: list) else { continue }
      if ranges.unknownName != nil { isComplete = false }
      for range in ranges.elements where range.count > 0 {
        if range.value(forKey: key)?.text == "" { continue }
        guard let block = range.value(forKey: key)?.text.flatMap({ CIDR($0) }) else {
          isComplete = false
          continue
        }
        own.append(SecurityPermission(protocols, ports, .addresses(AddressSet([block]))))
      }
    }
    for (list, key) in [("UserIdGroupPairs", "GroupId"), ("PrefixListIds", "PrefixListId")] {
      guard let peers = permission.value(forKey: list) else { continue }
      if peers.unknownName != nil { isComplete = false }
      for peer in peers.elements where peer.count > 0 {
        if peer.value(forKey: key)?.text == "" { continue }
        guard let id = peer.value(forKey: key)?.identifier else {
          isComplete = false
          continue
        }
        own.append(SecurityPermission(protocols, ports, key == "GroupId" ? .group(id) : .prefixList(id)))
      }
    }
  }

  /// Absent ports are all of them; `nil` for what is no range of ports.
  private static func ports(
    _ permission: DocumentNode, _ protocols: IPProtocol.Selection
  ) -> ClosedRange<UInt16>? {
    guard case .one(let own) = protocols, own.hasPorts else { return 0...UInt16.max }
    return range(permission["FromPort"], permission["ToPort"])
  }

  private static func range(_ from: DocumentNode?, _ to: DocumentNode?) -> ClosedRange<UInt16>? {
    guard from != nil || to != nil else { return 0...UInt16.max }
    if from?.integer == -1 { return 0...UInt16.max }
    guard let first = from?.integer.flatMap({ UInt16(exactly: $0) }),
      let last = to?.integer.flatMap({ UInt16(exactly: $0) }), first <= last
    else { return nil }
    return first...last
  }

  /// The entries of one direction of an ACL; `nil` where one is not shown or not understood, or there are more than EC2 could
  /// hold by far (its limit is 40).
  static func entries(of acl: DocumentNode, egress: Bool) -> NetworkACLRules? {
    guard let list = acl["Entries"], list.unknownName == nil, list.count <= 256 else { return nil }
    var entries: [NetworkACLRules.Entry] = []
    for entry in list.elements where (entry["Egress"]?.text == "true") == egress {
      guard let number = entry["RuleNumber"]?.integer, let action = entry["RuleAction"]?.text,
        let protocols = entry["Protocol"]?.text.flatMap(IPProtocol.Selection.init),
        let block = (entry["CidrBlock"]?.identifier ?? entry["Ipv6CidrBlock"]?.identifier).flatMap({
          CIDR($0)
        }),
        let ports = range(entry.at("PortRange", "From"), entry.at("PortRange", "To"))
      else { return nil }
      entries.append(
        .init(
          number: Int(clamping: number), allows: action.lowercased() == "allow", protocols: protocols,
          block: block, ports: ports))
    }
    return NetworkACLRules(entries)
  }
}
