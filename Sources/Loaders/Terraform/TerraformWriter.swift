import Documents
import SourceText

/// Writes an instance in its vendor's API shape; every value keeps the span where it stands in the plan.
///
/// It recurses over the shapes, which are tables of the program, never over the input.
struct TerraformWriter {
  private let estate: TerraformEstate
  private let instance: TerraformInstance
  /// The resource that this one is a part of.
  private let owner: TerraformInstance?

  private var span: ByteSpan { instance.values.span }

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

  private func copy(
    _ key: String, _ value: TerraformValue, _ instance: TerraformInstance, _ copier: inout TreeCopier
  ) {
    if case .absent = value.state { return }
    copier.key(named: key, at: value.value?.span ?? span)
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
      if found.expression != nil || found.isSensitive { return true }
      return Self.find(path.dropLast(), value).expression == nil ? nil : false
    }
  }

  /// The types whose lists a provider fills in though the resource then has none, and the resources that may be parts of them
  /// instead. A dynamic block is not in the plan's configuration either: a list is taken as empty only where such parts show
  /// that its author writes them, and for ACLs, whose entries hardly ever depend on what is not known yet.
  private static let emptyWhereLeftOut: [String: [(type: String, by: String)]] = {
    let rules = [
      "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule",
    ]
    let ofGroup = rules.map { (type: $0, by: "security_group_id") }
    return [
      "aws_security_group": ofGroup, "aws_default_security_group": ofGroup,
      "aws_route_table": [(type: "aws_route", by: "route_table_id")],
      "aws_network_acl": [], "aws_default_network_acl": [],
    ]
  }()

  /// Whether the configuration leaves out a list of the resource that is then empty.
  private func isLeftOut(_ path: [String], _ value: TerraformValue) -> Bool {
    guard path.count == 1, value.path.isEmpty, let parts = Self.emptyWhereLeftOut[instance.type],
      isSet(path, value) == false
    else { return false }
    guard !parts.isEmpty else { return true }
    guard let key = estate.key(of: TerraformValue(instance)["id"], instance) else { return false }
    return parts.contains { !estate.instances(of: $0.type, by: $0.by, to: key).isEmpty }
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
      if case .hidden = found.state, estate.origin(of: found, instance) == nil { return found }
    case .resources, .own: break
    }
    return nil
  }

  private func write(
    _ source: TerraformShape.Source, _ value: TerraformValue, _ copier: inout TreeCopier
  ) {
    switch source {
    case .own(let members): element(members, value, &copier)
    case .blocks(let path, let filter, let members):
      for block in Self.find(path, value).elements {
        if let filter, (block[filter.attribute].value?.bool ?? false) != filter.value { continue }
        element(members, block, &copier)
      }
    case .texts(let path, let name):
      let found = Self.find(path, value)
      if isLeftOut(path, value) { return }
      if case .hidden = found.state { return element([.copy(name, from: [])], found, &copier) }
      for text in found.elements { element([.copy(name, from: [])], text, &copier) }
    case .resources(let type, let attribute, let only, let members):
      let own = TerraformValue(instance)["id"]
      guard let key = estate.key(of: own, instance) else { return }
      for part in estate.instances(of: type, by: attribute, to: key) {
        if let only, TerraformValue(part)[only.attribute].value?.text != only.text { continue }
        TerraformWriter(estate: estate, instance: part, owner: instance)
          .element(members, TerraformValue(part), &copier)
      }
    }
  }

  private func element(
    _ members: [TerraformShape.Member], _ value: TerraformValue, _ copier: inout TreeCopier
  ) {
    copier.openMapping(span: value.value?.span ?? span)
    write(members, value, &copier)
    copier.close()
  }
}
