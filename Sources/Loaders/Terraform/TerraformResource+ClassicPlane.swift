import Documents

/// What a plan says of the classic compute plane on AWS that the vendors' own shapes have no place for.
///
/// | member | of | what |
/// |---|---|---|
/// | `changed` | workspaces, networks | a member for each attribute that an existing one gets (`set`), loses (`cleared`) or has replaced (`changed`) |
/// | `network` | workspaces | in a plan, the address of the resource that its network is |
/// | `auto_accept`, `accepters` | peering connections | whether Terraform accepts it itself, and the addresses of the resources that do |
/// | `private_dns` | VPC endpoints | the addresses of the resources that turn private names on or off |
extension TerraformResource {
  /// The attributes whose change tells something, by type.
  private static let watched: [String: [String]] = [
    "databricks_mws_workspaces": ["network_id", "private_access_settings_id"],
    "databricks_mws_networks": ["vpc_endpoints"],
  ]

  /// The resources that finish another one, by its type: the member, their type and the attribute with its id.
  private static let companions: [String: (member: String, type: String, attribute: String)] = [
    "aws_vpc_peering_connection": (
      "accepters", "aws_vpc_peering_connection_accepter", "vpc_peering_connection_id"
    ),
    "aws_vpc_endpoint": ("private_dns", "aws_vpc_endpoint_private_dns", "vpc_endpoint_id"),
  ]

  /// The attributes that these are joined by.
  static let joins = companions.values.map { (type: $0.type, attribute: $0.attribute) }

  static func isOfClassicPlane(_ type: String) -> Bool { watched[type] != nil || companions[type] != nil }

  static func writeClassicPlane(
    _ instance: TerraformInstance, _ estate: TerraformEstate, _ copier: inout TreeCopier
  ) {
    if let names = watched[instance.type] { writeChanged(names, instance, &copier) }
    if instance.type == "databricks_mws_workspaces" {
      let network = TerraformValue(instance)["network_id"]
      if let target = estate.referred(network, instance) {
        copier.member(named: "network", string: target.address, at: instance.values.span)
      }
    }
    guard let companion = companions[instance.type] else { return }
    let span = instance.values.span
    if let pair = instance.values.pair(forKey: "auto_accept") { copier.member(pair.key, pair.value) }
    guard let key = estate.key(of: TerraformValue(instance)["id"], instance) else { return }
    copier.key(named: companion.member, at: span)
    copier.open(.sequence, span: span, style: .flow)
    for other in estate.instances(of: companion.type, by: companion.attribute, to: key) {
      copier.string(other.address, at: other.values.span)
    }
    copier.close()
  }

  private static func writeChanged(
    _ names: [String], _ instance: TerraformInstance, _ copier: inout TreeCopier
  ) {
    guard let change = instance.change?["change"], let before = change["before"], before.isMapping else {
      return
    }
    let after = change["after"]
    let place = after ?? before
    copier.key(named: "changed", at: place.span)
    copier.openMapping(span: place.span)
    for name in names {
      guard let what = difference(name, before, after, instance) else { continue }
      let span =
        (after?.pair(forKey: name) ?? before.pair(forKey: name)).map(\.value.span) ?? place.span
      copier.member(named: name, string: what, at: span)
    }
    copier.close()
  }

  /// What becomes of an attribute; `nil` where it stays. One that the provider fills in where the configuration leaves it out is
  /// unknown in the plan, and gone after it.
  private static func difference(
    _ name: String, _ before: DocumentNode, _ after: DocumentNode?, _ instance: TerraformInstance
  ) -> String? {
    let had = contents(before.value(forKey: name))
    let mark = instance.unknown?.value(forKey: name)
    let isUnknown = mark.map { $0.bool != false && !($0.isSequence && contents($0) == nil) } ?? false
    if isUnknown {
      let isConfigured = instance.configuration.map { $0["expressions"]?.value(forKey: name) != nil } ?? true
      return had == nil ? (isConfigured ? "set" : nil) : isConfigured ? "changed" : "cleared"
    }
    let has = contents(after?.value(forKey: name))
    if had == has { return nil }
    return had == nil ? "set" : has == nil ? "cleared" : "changed"
  }

  /// The texts below a value, which are the ids that it is made of; `nil` where there is none.
  private static func contents(_ node: DocumentNode?) -> [String]? {
    var texts: [String] = []
    var pending = [node].compactMap { $0 }
    while let next = pending.popLast() {
      if let text = next.text {
        if !text.isEmpty, !next.isNull, text != "false" { texts.append(text) }
      } else {
        pending += next.elements.map { $0 } + next.pairs.map(\.value)
      }
    }
    return texts.isEmpty ? nil : texts.sorted()
  }
}
