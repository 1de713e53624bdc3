import Documents
import Inventory
import Networking
import ZoneSyntax

/// What the inventory's zones say of the hostnames of private paths, and what is wrong in the zones themselves.
///
/// Records that an answer rests on or that have a defect become resources, so that rules can judge and mark them.
struct NameAnalysis {
  /// The inventory with those records.
  let inventory: Inventory
  private let hosts: [HostAnswers]
  private let defects: [(zone: Int, list: [ZoneDefect])]
  private let ids: [RecordID: ResourceID]

  /// A hostname, who names it, and what the two views answer.
  struct HostAnswers {
    let host: PathHostnames.Entry
    let inside: Answer
    let outside: Answer
  }

  /// - Parameter hostnames: how many names private paths may have.
  /// - Throws: they have more.
  init(_ found: Inventory, hostnames: Int) throws(AnalysisExcess) {
    var hosts: [HostAnswers] = []
    if !found.zones.isEmpty {
      var inside = Resolver(found.zones, view: .private)
      let entries = try PathHostnames(found, limit: hostnames).entries
      let answers = entries.map { inside.resolve($0.name) }
      var outside = inside.seen(from: .public)
      for (entry, answer) in zip(entries, answers) {
        hosts.append(HostAnswers(host: entry, inside: answer, outside: outside.resolve(entry.name)))
      }
    }
    self.hosts = hosts
    defects = found.zones.indices.map { ($0, ZoneIntegrity.defects(of: found.zones[$0].content)) }
    var wanted: Set<RecordID> = []
    for answer in hosts.flatMap({ [$0.inside, $0.outside] }) {
      wanted.formUnion(answer.records)
      if let wildcard = answer.shadowedWildcard { wanted.insert(wildcard) }
    }
    for (zone, list) in defects {
      for defect in list {
        for record in [defect.record, defect.other] {
          if let record { wanted.insert(RecordID(zone: zone, record: record)) }
        }
      }
    }
    let records = wanted.sorted()
    inventory = found.adding(records.map { found.zones[$0.zone].resource(of: $0.record) })
    var ids: [RecordID: ResourceID] = [:]
    for (index, record) in records.enumerated() { ids[record] = ResourceID(found.resources.count + index) }
    self.ids = ids
  }

  func add(to relations: inout RelationTable, _ facts: inout FactTable) throws(AnalysisExcess) {
    try linkZones(&relations, &facts)
    for answers in hosts {
      try linkAnswer(answers.inside, answers.host, &relations, &facts)
      try linkAnswer(answers.outside, answers.host, &relations, &facts)
      addFacts(answers, &facts)
    }
    for (record, id) in ids.sorted(by: { $0.key < $1.key }) where facts[id, "role"] != nil {
      let content = inventory.zones[record.zone].content
      facts.set(id, "isWildcard", .bool(content.owner(of: content.records[record.record]).isWildcard))
    }
    for (zone, list) in defects { try add(list, in: zone, &relations, &facts) }
    try linkAddresses(&relations)
  }

  // MARK: Zones

  private func linkZones(_ relations: inout RelationTable, _ facts: inout FactTable) throws(AnalysisExcess) {
    let resources = DatabricksRelations.index(inventory, .zone) { DomainText.normal($0["name"]?.text ?? "") }
    for (record, id) in ids.sorted(by: { $0.key < $1.key }) {
      for zone in resources[inventory.zones[record.zone].name] ?? []
      where inventory[zone].file == inventory[id].file {
        try relations.link(zone, "records", id)
      }
    }
    for zone in inventory.zones {
      for id in resources[zone.name] ?? []
      where inventory[id].file == zone.file && inventory.node(of: id)["id"] == nil {
        facts.set(id, "recordCount", .int(zone.recordCount))
        facts.set(id, "visibility", .string(zone.visibility.rawValue))
        facts.set(id, "isComplete", .bool(zone.isComplete))
        facts.set(id, "nameSource", .string(zone.content.zone?.source.rawValue ?? ""))
      }
    }
    try linkNamesakes(resources, &relations, &facts)
    try linkNetworks(resources, &relations)
  }

  /// Zones of one name that may answer in the same place: neither of two is the public one of a private zone.
  private func linkNamesakes(
    _ resources: [String: [ResourceID]], _ relations: inout RelationTable, _ facts: inout FactTable
  ) throws(AnalysisExcess) {
    for (name, ids) in resources where !name.isEmpty {
      let zones = ids.filter { facts[$0, "recordCount"] != nil }
      for id in zones {
        let others = zones.filter { $0 != id && !isSplit(facts[$0, "visibility"], facts[id, "visibility"]) }
        facts.set(id, "namesakeCount", .int(others.count))
        for other in others { try relations.link(id, "namesakes", other) }
      }
    }
  }

  private func isSplit(_ a: FactTable.Fact?, _ b: FactTable.Fact?) -> Bool {
    [a, b] == [.string("public"), .string("private")] || [a, b] == [.string("private"), .string("public")]
  }

  /// Virtual network links to the zone that their ARM id names, or that they name themselves before they have one.
  private func linkNetworks(_ resources: [String: [ResourceID]], _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    var hasOpenLink = false
    for link in inventory.ids(of: .privateDNSLink) {
      let node = inventory.node(of: link)
      let name = [node["id"], node["zoneId"]].lazy.compactMap(Self.zoneName).first ?? node["zoneName"]?.text
      for zone in resources[DomainText.normal(name ?? "")] ?? [] {
        try relations.link(zone, "networkLinks", link)
        try relations.link(link, "zones", zone)
      }
      guard name == nil, node["id"]?.unknownName != nil, !hasOpenLink else { continue }
      // A link to a zone that nobody knows yet may be a link to any of them. One is enough to say so.
      hasOpenLink = true
      for zone in resources.values.joined() { try relations.link(zone, "networkLinks", link) }
    }
  }

  /// The zone in `…/privateDnsZones/<zone>` or below it.
  private static func zoneName(inID id: DocumentNode?) -> String? {
    let parts = (id?.text ?? "").lowercased().split(separator: "/")
    guard let type = parts.firstIndex(of: "privatednszones"), type + 1 < parts.count else { return nil }
    return String(parts[type + 1])
  }

  // MARK: Hostnames

  private func linkAnswer(
    _ answer: Answer, _ host: PathHostnames.Entry, _ relations: inout RelationTable, _ facts: inout FactTable
  ) throws(AnalysisExcess) {
    let roles: [(String, [RecordID])] = [
      ("alias", answer.steps.map(\.record)), ("address", answer.ipv4 + answer.ipv6),
      (answer.outcome == .unknown ? "delegation" : "other", answer.evidence),
      ("shadowedWildcard", answer.shadowedWildcard.map { [$0] } ?? []),
    ]
    let name = FactTable.Fact.string(DomainText.normal(host.name.key))
    for (role, records) in roles {
      for (position, record) in records.enumerated() {
        guard let id = ids[record] else { continue }
        facts.set(id, "role", .string(role))
        facts.set(id, "host", name)
        facts.set(id, "position", .int(position))
        facts.set(id, "addressCount", .int(answer.ipv4.count))
        facts.set(id, "outcome", .string(answer.outcome.rawValue))
        for name in host.namedBy {
          try relations.link(id, "namedBy", name)
          if inventory[name].kind == .connection { try relations.link(name, "records", id) }
        }
      }
    }
  }

  /// What is known of the host, at the connections that go there.
  private func addFacts(_ answers: HostAnswers, _ facts: inout FactTable) {
    for id in answers.host.namedBy where inventory[id].kind == .connection {
      let inside = answers.inside
      facts.set(id, "outcome", .string(inside.outcome.rawValue))
      facts.set(id, "reason", .string(inside.reason))
      facts.set(id, "addresses", .strings(inside.addresses.map(\.description)))
      facts.set(id, "publicOutcome", .string(answers.outside.outcome.rawValue))
      facts.set(id, "publicAddresses", .strings(answers.outside.addresses.map(\.description)))
      facts.set(
        id, "aliases", .strings(inside.steps.map { $0.target.map { DomainText.normal($0.key) } ?? "" }))
      facts.set(id, "isWildcard", .bool(inside.isWildcard))
      facts.set(id, "zone", .string(inside.zones.first.map { inventory.zones[$0].name } ?? ""))
      facts.set(id, "publicZone", .string(answers.outside.zones.first.map { inventory.zones[$0].name } ?? ""))
      facts.set(id, "isSplit", .bool(inside.zones.first != answers.outside.zones.first))
    }
  }

  /// A records of hosts to what else has their address.
  private func linkAddresses(_ relations: inout RelationTable) throws(AnalysisExcess) {
    let owners = AddressOwners(inventory)
    for id in inventory.ids(of: .record) {
      let node = inventory.node(of: id)
      guard node["type"]?.text == "A", let address = IPv4Address(node["rdata"]?.text ?? "") else { continue }
      for owner in owners.frontends[address] ?? [] { try relations.link(id, "frontends", owner) }
      for owner in owners.translating[address] ?? [] { try relations.link(id, "translatingServices", owner) }
      for owner in owners.cluster(of: address) { try relations.link(id, "clusters", owner) }
    }
  }

  // MARK: Defects

  /// Each defect as a fact of the record that is at fault, named like its kind, with what was found; those of a whole
  /// zone at the zone.
  private func add(
    _ list: [ZoneDefect], in zone: Int, _ relations: inout RelationTable, _ facts: inout FactTable
  ) throws(AnalysisExcess) {
    for defect in list {
      guard let record = defect.record else {
        guard inventory.zones[zone].isMasterFile else { continue }
        for id in inventory.ids(of: .zone)
        where inventory[id].file == inventory.zones[zone].file
          && inventory[id].name == inventory.zones[zone].name
        {
          facts.set(id, defect.kind.rawValue, .string(defect.detail))
        }
        continue
      }
      guard let id = ids[RecordID(zone: zone, record: record)] else { continue }
      facts.set(id, defect.kind.rawValue, .string(defect.detail))
      if let other = defect.other.flatMap({ ids[RecordID(zone: zone, record: $0)] }) {
        try relations.link(id, "clashesWith", other)
      }
    }
  }
}
