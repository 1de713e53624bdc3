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
  /// The lengths of their names in octets: a name of a hundred labels has as many ancestors, few of which can be a zone.
  private var lengths: Set<Int> = []
  /// By zone: names that exist because something stands below them; made when they are asked for.
  private var above: [Int: NameSet] = [:]
  /// By zone: the lengths in octets of the names that redirect or delegate what is below them.
  private var redirecting: [Int: Set<Int>] = [:]
  /// By zone and owner: its records, read once.
  private var read: [Int: [Int: RecordSets]] = [:]

  package init(_ zones: [InventoryZone], view: View) {
    self.zones = zones
    self.view = view
    for (index, zone) in zones.enumerated() {
      guard let name = zone.content.zone?.name, let rank = Self.rank(zone, view) else { continue }
      if let known = byName[name], let other = Self.rank(zones[known], view), other <= rank { continue }
      byName[name] = index
      lengths.insert(name.labels.count)
    }
  }

  /// A resolver of the same zones with another view, which knows what this one has read.
  func seen(from view: View) -> Resolver {
    var other = Resolver(zones, view: view)
    (other.above, other.redirecting, other.read) = (above, redirecting, read)
    return other
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
    for offset in name.labelOffsets + [name.labels.count] where lengths.contains(name.labels.count - offset) {
      if let zone = byName[name.suffix(from: offset)] { return zone }
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
    let lengths = redirectingLengths(of: index)
    for node in Self.path(from: apex, to: name, of: lengths) {
      let sets = records(at: node, in: index)
      if let cut = sets.ns.first, node != apex {
        answer.outcome = .unknown
        answer.evidence += sets.ns
        let server = zones[index].content.target(of: cut.record)?.description ?? "other servers"
        answer.reason = "\(node) is delegated to \(server)"
        return nil
      }
      if let redirection = sets.dname, node != name {
        return follow(redirection, at: node, from: name, &answer)
      }
    }
    return conclude(name, index, &answer)
  }

  /// The names from a zone's name down to a name, both included, made as they are asked for.
  ///
  /// - Parameter lengths: in octets, of those that are wanted; `nil` for all.
  private static func path(from apex: DomainName, to name: DomainName, of lengths: Set<Int>? = nil)
    -> some Sequence<DomainName>
  {
    let octets = name.labels.count
    let offsets = (name.labelOffsets + [octets]).reversed()
    return offsets.lazy.filter { offset in
      octets - offset >= apex.labels.count && lengths?.contains(octets - offset) != false
    }.map { name.suffix(from: $0) }
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
    if records(at: name, in: zone).first != nil { return read(name, at: name, zone, &answer) }
    guard let apex = zones[zone].content.zone?.name else { return nil }
    if !namesAboveOwners(of: zone).isWhole {
      answer.outcome = .unknown
      answer.reason = "the zone \(apex) has more names than are looked at"
      return nil
    }
    let encloser = closestEncloser(of: name, below: apex, in: zone)
    if encloser == name {
      answer.outcome = .noData
      noteShadowed(name, zone, &answer)
      return nil
    }
    if let wildcard = encloser.wildcard, records(at: wildcard, in: zone).first != nil {
      return read(name, at: wildcard, zone, &answer)
    }
    if zones[zone].isComplete {
      answer.outcome = .nameError
      noteShadowed(encloser, zone, &answer)
    } else {
      answer.outcome = .unknown
      answer.reason = "the inputs hold only a part of the zone \(apex)"
    }
    return nil
  }

  /// The records at an owner, which is the name or the wildcard that matches it.
  private mutating func read(_ name: DomainName, at owner: DomainName, _ zone: Int, _ answer: inout Answer)
    -> DomainName?
  {
    let content = zones[zone].content
    let sets = records(at: owner, in: zone)
    let isWildcard = owner != name
    if let alias = sets.cname {
      let target = content.target(of: alias.record)
      answer.steps.append(
        .init(kind: .cname, name: name, target: target, record: alias, isWildcard: isWildcard))
      return target
    }
    answer.isWildcard = isWildcard
    if sets.isLong {
      answer.outcome = .unknown
      answer.reason = "\(owner) has more than \(RecordSets.most) addresses"
      return nil
    }
    for record in sets.aliases {
      answer.steps.append(
        .init(kind: .alias, name: name, target: nil, record: record, isWildcard: isWildcard))
    }
    (answer.ipv4, answer.ipv6, answer.addresses) = (sets.ipv4, sets.ipv6, sets.addresses)
    if !answer.addresses.isEmpty {
      answer.outcome = .addresses
    } else if !sets.aliases.isEmpty {
      answer.outcome = .unknown
      answer.reason = "the provider fills in the addresses of the alias record"
    } else {
      answer.outcome = .noData
      answer.evidence += sets.all
      noteShadowed(name, zone, &answer)
    }
    return nil
  }

  /// Notes the wildcard of a zone that someone may think covers a name, although the name or a closer one exists.
  private mutating func noteShadowed(_ name: DomainName, _ zone: Int, _ answer: inout Answer) {
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

  private mutating func records(at name: DomainName, in zone: Int) -> RecordSets {
    let content = zones[zone].content
    guard let owner = content.owner(named: name) else { return RecordSets(of: nil, in: zone, content) }
    if let known = read[zone]?[owner] { return known }
    let sets = RecordSets(of: owner, in: zone, content)
    read[zone, default: [:]][owner] = sets
    return sets
  }

  /// The longest of a name and its ancestors that exists (RFC 4592 section 3.3.1): it owns records, or stands above one that
  /// does. Looked for from the zone's name down, because below one that does not exist there is none.
  private mutating func closestEncloser(of name: DomainName, below apex: DomainName, in zone: Int)
    -> DomainName
  {
    let above = namesAboveOwners(of: zone)
    var encloser = apex
    for ancestor in Self.path(from: apex, to: name).dropFirst() {
      let isAbove = above.contains(ancestor)
      if isAbove || records(at: ancestor, in: zone).first != nil { encloser = ancestor }
      if !isAbove { break }
    }
    return encloser
  }

  private mutating func redirectingLengths(of zone: Int) -> Set<Int> {
    if let known = redirecting[zone] { return known }
    let lengths = zones[zone].content.redirectingLengths
    redirecting[zone] = lengths
    return lengths
  }

  private mutating func namesAboveOwners(of zone: Int) -> NameSet {
    if let known = above[zone] { return known }
    let names = zones[zone].content.namesAboveOwners
    above[zone] = names
    return names
  }
}
