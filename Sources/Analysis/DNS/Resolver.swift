package import Inventory
package import Networking
import SourceText
import ZoneSyntax

/// Answers names from the zones of an inventory as RFC 1034 section 4.3.2 has it, with the wildcards of RFC 4592 and
/// the redirections of RFC 6672.
///
/// One resolver has one view: the network's, where private zones come first, or the internet's, which has none.
package struct Resolver {
  package enum View: String, Sendable, CaseIterable {
    case `private`, `public`
  }

  /// Aliases that are followed; name servers give up between 8 and 16.
  private static let limit = 16

  private let zones: [InventoryZone]
  private let view: View
  /// The zone that answers for a name and what is below it.
  private var byName: [DomainName: Int] = [:]
  /// By zone: names that exist because something stands below them; made when they are asked for.
  private var above: [Int: NameSet] = [:]

  package init(_ zones: [InventoryZone], view: View) {
    self.zones = zones
    self.view = view
    for (index, zone) in zones.enumerated() {
      guard let name = zone.content.zone?.name, let rank = Self.rank(zone, view) else { continue }
      if let known = byName[name], let other = Self.rank(zones[known], view), other <= rank { continue }
      byName[name] = index
    }
  }

  /// How early a zone is asked among those of its name; `nil` for one that is not in the view. A whole zone comes
  /// before a part of one.
  private static func rank(_ zone: InventoryZone, _ view: View) -> Int? {
    let part = zone.isComplete ? 0 : 4
    switch (zone.visibility, view) {
    case (.private, .public): return nil
    case (.private, .private), (.public, .public): return part
    case (.unspecified, _): return part + 1
    case (.public, .private): return part + 2
    }
  }

  /// The zone that answers for a name: the one with the longest name.
  package func zone(for name: DomainName) -> Int? {
    var ancestor: DomainName? = name
    while let current = ancestor {
      if let zone = byName[current] { return zone }
      ancestor = current.parent
    }
    return nil
  }

  /// The answer to a question for the addresses of an absolute name.
  package mutating func resolve(_ name: DomainName) -> Answer {
    var answer = Answer(name)
    var seen: Set<DomainName> = [name]
    var current = name
    while let next = step(current, &answer) {
      guard seen.insert(next).inserted, answer.steps.count <= Self.limit else {
        answer.outcome = .loop
        break
      }
      current = next
    }
    return answer
  }

  /// Asks the zone of one name; the next name to ask for, or `nil` with the outcome set.
  private mutating func step(_ name: DomainName, _ answer: inout Answer) -> DomainName? {
    guard let index = zone(for: name), let apex = zones[index].content.zone?.name else {
      answer.outcome = .unknown
      answer.reason = "no zone of the inputs holds \(name)"
      return nil
    }
    if answer.zones.last != index { answer.zones.append(index) }
    var node = apex
    for ancestor in Self.ancestors(of: name, below: apex) {
      if let redirection = records(at: node, in: index, .dname).first {
        return follow(redirection, at: node, from: name, &answer)
      }
      node = ancestor
      if let cut = records(at: node, in: index, .ns).first {
        answer.outcome = .unknown
        answer.evidence.append(contentsOf: records(at: node, in: index, .ns))
        let server = zones[index].content.target(of: cut.record)?.description ?? "other servers"
        answer.reason = "\(node) is delegated to \(server)"
        return nil
      }
    }
    return conclude(name, index, &answer)
  }

  /// The names from just below a zone's name down to a name, itself included.
  private static func ancestors(of name: DomainName, below apex: DomainName) -> [DomainName] {
    var list: [DomainName] = []
    var current: DomainName? = name
    while let name = current, name.labels.count > apex.labels.count {
      list.append(name)
      current = name.parent
    }
    return list.reversed()
  }

  /// What a DNAME at an ancestor makes of a name (RFC 6672 section 2.2); `nil` where that is too long.
  private func follow(
    _ record: RecordID, at node: DomainName, from name: DomainName, _ answer: inout Answer
  ) -> DomainName? {
    let suffix = zones[record.zone].content.target(of: record.record)
    let target = suffix.flatMap { name.replacing(suffix: node, by: $0) }
    answer.steps.append(.init(kind: .dname, name: name, target: target, record: record, isWildcard: false))
    if target == nil {
      answer.outcome = .nameError
      answer.reason = "the name that the DNAME makes is too long"
    }
    return target
  }

  /// The answer at the name itself, or at a wildcard in its place.
  private mutating func conclude(_ name: DomainName, _ zone: Int, _ answer: inout Answer) -> DomainName? {
    if !records(at: name, in: zone).isEmpty { return read(name, at: name, zone, &answer) }
    guard let apex = zones[zone].content.zone?.name else { return nil }
    if exists(name, in: zone) {
      answer.outcome = .noData
      noteShadowed(name, zone, &answer)
      return nil
    }
    var encloser = name.parent
    while let current = encloser, current.labels.count > apex.labels.count, !exists(current, in: zone) {
      encloser = current.parent
    }
    if let wildcard = encloser?.wildcard, !records(at: wildcard, in: zone).isEmpty {
      return read(name, at: wildcard, zone, &answer)
    }
    if zones[zone].isComplete {
      answer.outcome = .nameError
      noteShadowed(name, zone, &answer)
    } else {
      answer.outcome = .unknown
      answer.reason = "the inputs hold only a part of the zone \(apex)"
    }
    return nil
  }

  /// The records at an owner, which is the name or the wildcard that matches it.
  private func read(_ name: DomainName, at owner: DomainName, _ zone: Int, _ answer: inout Answer)
    -> DomainName?
  {
    let content = zones[zone].content
    let all = records(at: owner, in: zone)
    let isWildcard = owner != name
    if let alias = all.first(where: { content.records[$0.record].type == .cname }) {
      let target = content.target(of: alias.record)
      answer.steps.append(
        .init(kind: .cname, name: name, target: target, record: alias, isWildcard: isWildcard))
      return target
    }
    answer.isWildcard = isWildcard
    for record in all {
      switch content.records[record.record].type {
      case .a: answer.ipv4.append(record)
      case .aaaa: answer.ipv6.append(record)
      case .alias:
        answer.steps.append(
          .init(kind: .alias, name: name, target: nil, record: record, isWildcard: isWildcard))
      default: break
      }
    }
    for record in answer.ipv4 + answer.ipv6 {
      for field in content.fields(of: content.records[record.record]) {
        if case .address(let address) = field.value { answer.addresses.append(address) }
      }
    }
    if !answer.addresses.isEmpty {
      answer.outcome = .addresses
    } else if answer.steps.last?.kind == .alias {
      answer.outcome = .unknown
      answer.reason = "the provider fills in the addresses of the alias record"
    } else {
      answer.outcome = .noData
      answer.evidence += all
      noteShadowed(name, zone, &answer)
    }
    return nil
  }

  /// Notes the wildcard of a zone that someone may think covers a name, although the name or a closer one exists.
  private func noteShadowed(_ name: DomainName, _ zone: Int, _ answer: inout Answer) {
    guard let apex = zones[zone].content.zone?.name else { return }
    var ancestor = name.parent
    while let current = ancestor, current.labels.count >= apex.labels.count {
      if let wildcard = current.wildcard, wildcard != name, let first = records(at: wildcard, in: zone).first
      {
        answer.shadowedWildcard = first
        return
      }
      ancestor = current.parent
    }
  }

  // MARK: Zones

  private func records(at name: DomainName, in zone: Int, _ type: RecordType? = nil) -> [RecordID] {
    let content = zones[zone].content
    guard let owner = content.owner(named: name) else { return [] }
    return content.records(ofOwner: owner).compactMap { record in
      type == nil || content.records[record].type == type ? RecordID(zone: zone, record: record) : nil
    }
  }

  /// Whether a name exists in a zone: it owns records, or stands above one that does.
  private mutating func exists(_ name: DomainName, in zone: Int) -> Bool {
    if name == zones[zone].content.zone?.name || !records(at: name, in: zone).isEmpty { return true }
    if above[zone] == nil { above[zone] = zones[zone].content.namesAboveOwners }
    return above[zone]?.contains(name) ?? false
  }
}
