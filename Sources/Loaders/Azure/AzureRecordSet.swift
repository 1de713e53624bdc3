import Documents
import Inventory

/// DNS record sets as `az network private-dns record-set list` and `az network dns record-set list` print them:
/// one `dns.Record` a record.
enum AzureRecordSet {
  /// A member with records, the record type, and the member of each record that holds its data.
  private static let members: [(key: StaticString, type: String, data: String)] = [
    ("aRecords", "A", "ipv4Address"), ("aaaaRecords", "AAAA", "ipv6Address"),
    ("cnameRecord", "CNAME", "cname"),
    ("ptrRecords", "PTR", "ptrdname"), ("nsRecords", "NS", "nsdname"),
  ]

  /// `type` is the lower-case ARM type: `microsoft.network/privatednszones/a`.
  static func isRecordSet(_ node: DocumentNode, type: String) -> Bool {
    if type.hasPrefix("microsoft.network/privatednszones/") || type.hasPrefix("microsoft.network/dnszones/") {
      return true
    }
    return node["fqdn"] != nil && members.contains { node[$0.key] != nil }
  }

  static func records(_ node: DocumentNode) -> [Resource] {
    let fqdn = RecordShape.normal(node["fqdn"]?.text ?? node["name"]?.text ?? "")
    let zone = zone(of: node, fqdn: fqdn)
    var records: [Resource] = []
    for member in members {
      guard let value = node[member.key], !value.isNull else { continue }
      for entry in value.isSequence ? Array(value.elements) : [value] {
        guard let data = entry.value(forKey: member.data), let text = data.text else { continue }
        let shape = RecordShape(
          fqdn: fqdn, zone: zone, type: member.type, ttl: node["ttl"]?.text ?? "", rdata: text,
          places: .init(
            record: node.span, name: node["name"]?.span ?? node.span, type: node["type"]?.span ?? node.span,
            ttl: node["ttl"]?.span ?? node.span, rdata: data.span))
        records.append(
          Resource(kind: .record, name: "\(fqdn) \(member.type)", node: shape.node(in: node.tree)))
      }
    }
    return records
  }

  /// The zone's name: what follows the set's own name in its full name.
  private static func zone(of node: DocumentNode, fqdn: String) -> String {
    let name = RecordShape.normal(node["name"]?.text ?? "")
    if name == "@" { return fqdn }
    return fqdn.hasPrefix(name + ".") ? String(fqdn.dropFirst(name.utf8.count + 1)) : ""
  }
}
