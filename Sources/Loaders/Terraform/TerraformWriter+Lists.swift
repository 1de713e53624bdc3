import Documents
import SourceText

// Lists of ids, and what a provider fills in where the configuration leaves an attribute out.
extension TerraformWriter {
  /// Writes a list of ids: the attribute's own, and behind them those that parts of the resource add. Each known one once: a state
  /// shows a part's id in the attribute, too.
  ///
  /// - Parameter isOfAnother: whether the attribute is left out and parts stand for it.
  func ids(
    _ key: String, _ value: TerraformValue, _ least: Int, _ parts: TerraformShape.Part?, isOfAnother: Bool,
    _ copier: inout TreeCopier
  ) {
    let added = parts.map { part in
      resources(part.type, by: part.by).map { (TerraformValue($0)[part.take], $0) }
    }
    var own: [(TerraformValue, TerraformInstance)] = []
    switch value.state {
    case .absent: if added?.isEmpty ?? true { return }
    case .known(let node):
      guard node.isSequence else { return copy(key, value, instance, &copier) }
      own = estate.members(of: value, instance) ?? value.elements.map { ($0, instance) }
    case .hidden:
      if let members = members(of: value, least) {
        own = members
      } else if isOfAnother || isLeftOut(value), added?.isEmpty == false {
        break
      } else {
        return copy(key, value, instance, &copier)
      }
    }
    write(key, at: value.value?.span ?? span, own + (added ?? []), &copier)
  }

  private func write(
    _ key: String, at place: ByteSpan, _ ids: [(TerraformValue, TerraformInstance)],
    _ copier: inout TreeCopier
  ) {
    copier.key(named: key, at: place)
    copier.open(.sequence, span: place, style: .flow)
    var seen: Set<String> = []
    for (id, owner) in ids {
      // What a reference leads to and the plan does not show, is called by its name all the same.
      if case .absent = id.state {
        copier.unknown(as: estate.name(of: id, owner), at: owner.values.span)
        continue
      }
      if let key = estate.key(of: id, owner), !seen.insert(key).inserted { continue }
      id.write(to: &copier, at: owner.values.span) { estate.name(of: $0, owner) }
    }
    copier.close()
  }

  /// The members of a list that is unknown as a whole.
  private func members(
    of value: TerraformValue, _ least: Int
  ) -> [(TerraformValue, TerraformInstance)]? {
    if let members = estate.members(of: value, instance) { return members.count < least ? nil : members }
    guard least < 2, estate.origin(of: value, instance) != nil else { return nil }
    return [(value, instance)]
  }

  /// Whether no expression gives an attribute that the provider fills in.
  private func isLeftOut(_ value: TerraformValue) -> Bool {
    instance.configuration?["expressions"] != nil && value.expression == nil && !value.isSensitive
  }

  /// What AWS makes of an attribute that the configuration of a new resource leaves out, although the plan has it as unknown
  /// (section 3.3 of the AWS reference).
  private static let defaults: [String: [String: String]] = [
    "aws_vpc": ["enable_dns_hostnames": "false"],
    "aws_vpc_endpoint": ["private_dns_enabled": "false"],
  ]

  /// The value of an attribute that the configuration leaves out, where it is certain; of a resource that is there already, it is
  /// what it was.
  func defaultValue(_ value: TerraformValue, _ instance: TerraformInstance) -> String? {
    guard case .hidden = value.state, let text = Self.defaults[instance.type]?[value.path],
      !value.isSensitive,
      instance.configuration?["expressions"] != nil, value.expression == nil,
      instance.change?.at("change", "before")?.isMapping != true
    else { return nil }
    return text
  }
}
