import Documents
import SourceText

/// Writes an instance in its vendor's API shape; every value keeps the span where it stands in the plan.
///
/// It recurses over the shapes, which are tables of the program, never over the input.
struct TerraformWriter {
  let estate: TerraformEstate
  let instance: TerraformInstance
  /// The resource that this one is a part of.
  private let owner: TerraformInstance?

  var span: ByteSpan { instance.values.span }

  static func node(
    of instance: TerraformInstance, _ members: [TerraformShape.Member], _ estate: TerraformEstate
  ) -> DocumentNode {
    let writer = TerraformWriter(estate: estate, instance: instance, owner: nil)
    return DerivedTree.transform(instance.values) { copier in
      writer.write(members, TerraformValue(instance), &copier)
    }
  }

  private func write(_ members: [TerraformShape.Member], _ value: TerraformValue, _ copier: inout TreeCopier)
  {
    for member in members { write(member, value, &copier) }
  }

  private func write(_ member: TerraformShape.Member, _ value: TerraformValue, _ copier: inout TreeCopier) {
    switch member {
    case .copy(let key, let path):
      let value = Self.find(path, value)
      // Both providers keep an attribute that is not set as an empty text.
      if case .known(let node) = value.state, node.text == "" { return }
      copy(key, value, instance, &copier)
    case .ifKnown(let key, let path):
      let value = Self.find(path, value)
      if case .known = value.state { copy(key, value, instance, &copier) }
    case .ids(let key, let path, let least, let parts):
      ids(key, Self.find(path, value), least, parts, isOfAnother: isLeftOut(path, value), &copier)
    case .ofPart(let key, let part):
      guard let first = resources(part.type, by: part.by).first else { return }
      copy(key, TerraformValue(first)[part.take], first, &copier)
    case .shown(let key, let path): copy(key, Self.find(path, value.shown), instance, &copier)
    case .upper(let key, let path):
      derive(key, Self.find(path, value), &copier) { $0.text?.uppercased() }
    case .choice(let key, let path, let yes, let no):
      derive(key, Self.find(path, value), &copier) { $0.bool.map { $0 ? yes : no } }
    case .text(let key, let text): copier.member(named: key, string: text, at: span)
    case .object(let key, let members, let condition): object(key, members, condition, value, &copier)
    case .list(let key, let sources): list(key, sources, value, &copier)
    case .followed(let key, let path, let take):
      guard let target = estate.referred(Self.find(path, value), instance) else { return }
      copy(key, Self.find(take, TerraformValue(target)), target, &copier)
    case .ofOwner(let key, let blocks, let name, let attribute):
      ofOwner(key, blocks, Self.find(name, value), attribute, &copier)
    }
  }

  /// The value at a path; a block in a list of one is gone through.
  private static func find(_ path: [String], _ value: TerraformValue) -> TerraformValue {
    var value = value
    for key in path {
      if case .known(let node) = value.state, node.isSequence { value = value[0] }
      value = value[key]
    }
    return value
  }

  func copy(
    _ key: String, _ value: TerraformValue, _ instance: TerraformInstance, _ copier: inout TreeCopier
  ) {
    if case .absent = value.state { return }
    copier.key(named: key, at: value.value?.span ?? span)
    if let text = defaultValue(value, instance) { return copier.literal(text, at: span) }
    value.write(to: &copier, at: span) { estate.name(of: $0, instance) }
  }

  private func derive(
    _ key: String, _ value: TerraformValue, _ copier: inout TreeCopier, _ text: (DocumentNode) -> String?
  ) {
    if case .known(let node) = value.state {
      if let text = text(node) { copier.member(named: key, string: text, at: node.span) }
    } else {
      copy(key, value, instance, &copier)
    }
  }

  // MARK: Objects

  private func object(
    _ key: String, _ members: [TerraformShape.Member], _ condition: [String]?, _ value: TerraformValue,
    _ copier: inout TreeCopier
  ) {
    switch condition.map({ isSet($0, value) }) ?? true {
    case false?: return
    case nil:
      let hidden = condition.map { Self.find($0, value) } ?? value
      copier.unknown(named: key, as: estate.name(of: hidden, instance), at: span)
    case true?:
      copier.key(named: key, at: span)
      copier.openMapping(span: span)
      write(members, value, &copier)
      copier.close()
    }
  }

  /// Whether an attribute is set; `nil` where nobody can tell.
  ///
  /// What a provider fills in itself is known only after apply, too: in a plan with the configuration it is an attribute that no
  /// expression gives. In a state what is not set may be an empty text.
  private func isSet(_ path: [String], _ value: TerraformValue) -> Bool? {
    let found = Self.find(path, value)
    switch found.state {
    case .absent: return false
    case .known(let node): return node.text != "" && !(node.isSequence && node.count == 0)
    case .hidden:
      if found.expression != nil || found.isSensitive || defaultValue(found, instance) != nil { return true }
      return Self.find(path.dropLast(), value).expression == nil ? nil : false
    }
  }

  /// The types whose lists a provider fills in though the resource then has none, and the resources that may be parts of them
  /// instead. A dynamic block is not in the plan's configuration either: a list is taken as empty only where such parts show
  /// that its author writes them, and for ACLs, whose entries hardly ever depend on what is not known yet.
  private static let emptyWhereLeftOut: [String: [(type: String, by: String, flag: String?)]] = {
    let rules = [
      "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule",
    ]
    let ofGroup = rules.map { (type: $0, by: "security_group_id", flag: String?.none) }
    return [
      "aws_security_group": ofGroup, "aws_default_security_group": ofGroup,
      "aws_route_table": [(type: "aws_route", by: "route_table_id", flag: nil)],
      "aws_default_route_table": [(type: "aws_route", by: "route_table_id", flag: nil)],
      "aws_network_acl": [], "aws_default_network_acl": [],
      // AWS gives an endpoint without groups the VPC's default group, until an association takes its place.
      "aws_vpc_endpoint": [
        (
          type: "aws_vpc_endpoint_security_group_association", by: "vpc_endpoint_id",
          flag: "replace_default_association"
        )
      ],
    ]
  }()

  /// Whether the configuration leaves out a list of the resource that is then empty.
  private func isLeftOut(_ path: [String], _ value: TerraformValue) -> Bool {
    guard path.count == 1, value.path.isEmpty, let parts = Self.emptyWhereLeftOut[instance.type],
      isSet(path, value) == false
    else { return false }
    guard !parts.isEmpty else { return true }
    return parts.contains { part in
      resources(part.type, by: part.by).contains { resource in
        part.flag.map { TerraformValue(resource)[$0].value?.bool == true } ?? true
      }
    }
  }

  /// The resources of a type that refer to this one by an attribute.
  func resources(_ type: String, by attribute: String) -> [TerraformInstance] {
    guard let key = estate.key(of: TerraformValue(instance)["id"], instance) else { return [] }
    return estate.instances(of: type, by: attribute, to: key)
  }

  private func ofOwner(
    _ key: String, _ blocks: String, _ name: TerraformValue, _ attribute: String, _ copier: inout TreeCopier
  ) {
    guard let owner, case .known(let wanted) = name.state, let text = wanted.text else { return }
    // A resource has a handful of blocks; more of them name nothing.
    for block in TerraformValue(owner)[blocks].elements.prefix(1000) {
      guard case .known(let own) = block["name"].state, own.text == text else { continue }
      return copy(key, block[attribute], owner, &copier)
    }
  }

  // MARK: Lists

  private func list(
    _ key: String, _ sources: [TerraformShape.Source], _ value: TerraformValue, _ copier: inout TreeCopier
  ) {
    if let hidden = sources.lazy.compactMap({ hiddenSource($0, value) }).first {
      return copier.unknown(named: key, as: estate.name(of: hidden, instance), at: span)
    }
    copier.key(named: key, at: span)
    copier.open(.sequence, span: span, style: .flow)
    for source in sources { write(source, value, &copier) }
    copier.close()
  }

  /// The value that a source is unknown as a whole for. A list that is unknown because its only element is has that element.
  /// Some that the configuration leaves out are unknown in the plan and empty after it (section 3.3 of the AWS reference).
  private func hiddenSource(_ source: TerraformShape.Source, _ value: TerraformValue) -> TerraformValue? {
    switch source {
    case .blocks(let path, _, _):
      if isLeftOut(path, value) { return nil }
      let found = Self.find(path, value)
      if case .hidden = found.state { return found }
    case .texts(let path, _):
      if isLeftOut(path, value) { return nil }
      let found = Self.find(path, value)
      if case .hidden = found.state, estate.members(of: found, instance) == nil,
        estate.origin(of: found, instance) == nil
      {
        return found
      }
    case .resources, .own: break
    }
    return nil
  }

  private func write(
    _ source: TerraformShape.Source, _ value: TerraformValue, _ copier: inout TreeCopier
  ) {
    switch source {
    case .own(let members, let unless):
      if let unless, unless.of.contains(where: { isJoined(Self.find([$0], value), unless) }) { return }
      element(members, value, &copier)
    case .blocks(let path, let filter, let members):
      for block in Self.find(path, value).elements {
        if let filter, (block[filter.attribute].value?.bool ?? false) != filter.value { continue }
        element(members, block, &copier)
      }
    case .texts(let path, let name):
      let found = Self.find(path, value)
      if isLeftOut(path, value) { return }
      if let members = estate.members(of: found, instance) {
        for (member, target) in members {
          TerraformWriter(estate: estate, instance: target, owner: nil)
            .element([.copy(name, from: [])], member, &copier)
        }
        return
      }
      if case .hidden = found.state { return element([.copy(name, from: [])], found, &copier) }
      for text in found.elements { element([.copy(name, from: [])], text, &copier) }
    case .resources(let type, let attribute, let only, let members):
      for part in resources(type, by: attribute) {
        if let only, TerraformValue(part)[only.attribute].value?.text != only.text { continue }
        TerraformWriter(estate: estate, instance: part, owner: instance)
          .element(members, TerraformValue(part), &copier)
      }
    }
  }

  /// Whether a resource refers to what a value refers to, or is the id of.
  private func isJoined(_ value: TerraformValue, _ unless: TerraformShape.Unless) -> Bool {
    let target = estate.referred(value, instance)
    let key = target.map { estate.key(of: TerraformValue($0)["id"], $0) } ?? estate.key(of: value, instance)
    return key.map { !estate.instances(of: unless.type, by: unless.by, to: $0).isEmpty } ?? false
  }

  private func element(
    _ members: [TerraformShape.Member], _ value: TerraformValue, _ copier: inout TreeCopier
  ) {
    copier.openMapping(span: value.value?.span ?? span)
    write(members, value, &copier)
    copier.close()
  }
}
