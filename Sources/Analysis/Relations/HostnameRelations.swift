import Documents
import Inventory
import Networking

/// Which DNS records answer for a hostname on a private path, and which rules and connections name it.
enum HostnameRelations {
  static func add(of inventory: Inventory, to relations: inout RelationTable) {
    var naming: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: .privateEndpointRule) {
      guard let names = inventory[id].node["domain_names"] else { continue }
      for name in names.elements {
        if let host = name.text.map(DomainText.normal), !host.isEmpty { naming[host, default: []].append(id) }
      }
    }
    for id in inventory.ids(of: .connection) {
      let host = DomainText.host(inventory[id].node.at("options", "host")?.text ?? "")
      guard !host.isEmpty else { continue }
      for rule in naming[host] ?? [] where inventory[rule].kind == .privateEndpointRule {
        relations.link(id, "privateEndpointRules", rule)
        relations.link(rule, "connections", id)
      }
      naming[host, default: []].append(id)
    }
    let records = RecordIndex(inventory)
    for (host, names) in naming.sorted(by: { $0.key < $1.key }) {
      for record in records.answering(host) {
        for name in names {
          relations.link(record, "namedBy", name)
          if inventory[name].kind == .connection { relations.link(name, "records", record) }
        }
      }
    }
  }
}

/// DNS records by name.
struct RecordIndex {
  private var byName: [String: [ResourceID]] = [:]
  private var redirecting: [String: [ResourceID]] = [:]
  /// Every name that exists: owners and what stands above them (RFC 4592 section 2.2.2).
  private var existing: Set<String> = []

  init(_ inventory: Inventory) {
    for id in inventory.ids(of: .record) {
      let node = inventory[id].node
      guard let name = node["fqdn"]?.text else { continue }
      byName[name, default: []].append(id)
      if node["type"]?.text == "DNAME" { redirecting[name, default: []].append(id) }
      var parent = name[...]
      while existing.insert(String(parent)).inserted, let dot = parent.firstIndex(of: ".") {
        parent = parent[parent.index(after: dot)...]
      }
    }
  }

  /// The records that an answer for a host rests on: a DNAME above it, else those at the name itself, else a wildcard
  /// at the closest encloser (RFC 1034 section 4.3.2, RFC 6672, RFC 4592).
  func answering(_ host: String) -> [ResourceID] {
    var ancestors: [String] = []
    var rest = host[...]
    while let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      ancestors.append(String(rest))
    }
    for ancestor in ancestors.reversed() {
      if let records = redirecting[ancestor] { return records }
    }
    if existing.contains(host) { return byName[host] ?? [] }
    guard let encloser = ancestors.first(where: existing.contains) else { return [] }
    return byName["*." + encloser] ?? []
  }
}
