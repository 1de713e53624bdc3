import Documents
import Inventory
import Networking

/// A DNS record set as `az network private-dns record-set list` and `az network dns record-set list` print it, as
/// lines of a master file: one a record, each with the places in the artefact.
struct AzureRecordSet {
  /// Where a record's data stand: the member with the records, the type, and the members of each record in the order
  /// of the presentation form.
  private struct Member {
    let key: StaticString
    let type: String
    let fields: [(name: String, kind: FieldKind)]
  }

  private enum FieldKind { case address, name, number, string, strings }

  private static let members: [Member] = [
    Member(key: "aRecords", type: "A", fields: [("ipv4Address", .address)]),
    Member(key: "aaaaRecords", type: "AAAA", fields: [("ipv6Address", .address)]),
    Member(key: "cnameRecord", type: "CNAME", fields: [("cname", .name)]),
    Member(key: "ptrRecords", type: "PTR", fields: [("ptrdname", .name)]),
    Member(key: "nsRecords", type: "NS", fields: [("nsdname", .name)]),
    Member(key: "mxRecords", type: "MX", fields: [("preference", .number), ("exchange", .name)]),
    Member(
      key: "srvRecords", type: "SRV",
      fields: [("priority", .number), ("weight", .number), ("port", .number), ("target", .name)]),
    Member(key: "txtRecords", type: "TXT", fields: [("value", .strings)]),
    Member(
      key: "caaRecords", type: "CAA", fields: [("flags", .number), ("tag", .address), ("value", .string)]),
    Member(
      key: "soaRecord", type: "SOA",
      fields: [
        ("host", .name), ("email", .name), ("serialNumber", .number), ("refreshTime", .number),
        ("retryTime", .number), ("expireTime", .number), ("minimumTtl", .number),
      ]),
  ]

  /// The zone that the set belongs to: lower case, no final dot; empty where nothing tells it.
  let zone: String
  let visibility: InventoryZone.Visibility
  private(set) var lines: [(text: String, places: InventoryZone.Places)] = []

  /// Whether an object is a record set; `type` is the lower-case ARM type: `microsoft.network/privatednszones/a`.
  static func isRecordSet(_ node: DocumentNode, type: String) -> Bool {
    if type.hasPrefix("microsoft.network/privatednszones/") || type.hasPrefix("microsoft.network/dnszones/") {
      return !type.hasSuffix("/virtualnetworklinks")
    }
    return node.has("fqdn") && members.contains { node[$0.key] != nil }
  }

  init(_ node: DocumentNode) {
    let type = (node["type"]?.text ?? node["id"]?.text ?? "").lowercased()
    visibility =
      type.contains("/privatednszones") ? .private : type.contains("/dnszones") ? .public : .unspecified
    let name = DomainText.normal(node["name"]?.text ?? "")
    var fqdn = DomainText.normal(node["fqdn"]?.text ?? "")
    var zone = Self.zone(ofID: node["id"]?.text ?? "")
    // A record set of Terraform or of a template may have no id yet, and names its zone otherwise.
    if zone.isEmpty { zone = DomainText.normal(node["zoneName"]?.text ?? "") }
    if zone.isEmpty { zone = Self.zone(ofID: node["zoneId"]?.text ?? "") }
    if zone.isEmpty, !fqdn.isEmpty {
      if name == "@" {
        zone = fqdn
      } else if fqdn.hasPrefix(name + ".") {
        zone = String(fqdn.dropFirst(name.utf8.count + 1))
      }
    }
    if fqdn.isEmpty { fqdn = name == "@" || name.isEmpty ? zone : zone.isEmpty ? name : name + "." + zone }
    self.zone = zone
    for member in Self.members { add(member, of: node, at: fqdn) }
  }

  /// The zone in `…/privateDnsZones/<zone>/A/<name>`.
  private static func zone(ofID id: String) -> String {
    let parts = id.lowercased().split(separator: "/")
    guard let type = parts.firstIndex(where: { $0 == "privatednszones" || $0 == "dnszones" }),
      type + 1 < parts.count
    else { return "" }
    return DomainText.normal(String(parts[type + 1]))
  }

  private mutating func add(_ member: Member, of node: DocumentNode, at fqdn: String) {
    guard let value = node[member.key], !value.isNull else { return }
    let ttl = node["ttl"]
    for entry in value.isSequence ? Array(value.elements) : [value] {
      var texts: [String] = []
      var span = entry.span
      for field in member.fields {
        guard let data = entry.value(forKey: field.name) else { continue }
        texts.append(Self.text(data, field.kind))
        if member.fields.count == 1 { span = data.span }
      }
      // An empty set, as a private zone's `ARecords: []`, or an alias to another Azure resource has no data.
      guard !texts.isEmpty else { continue }
      let seconds = ttl?.integer.map { "\($0)" } ?? "3600"
      lines.append(
        (
          "\(Self.name(fqdn)) \(seconds) IN \(member.type) \(texts.joined(separator: " "))",
          .init(
            record: node.span, name: node["name"]?.span ?? node.span, ttl: ttl?.span ?? node.span,
            data: span)
        ))
    }
  }

  private static func text(_ node: DocumentNode, _ kind: FieldKind) -> String {
    switch kind {
    case .name: name(node.text ?? "")
    case .address, .number: plain(node.text ?? "")
    case .string: quoted(node.text ?? "")
    case .strings:
      (node.isSequence ? Array(node.elements) : [node]).map { quoted($0.text ?? "") }.joined(separator: " ")
    }
  }

  /// An absolute name, whether or not its final dot is written. Azure stores targets without it.
  private static func name(_ text: String) -> String {
    let escaped = escaped(text.utf8) { ASCII.isLetter($0) || ASCII.isDigit($0) || "-_.*".utf8.contains($0) }
    return escaped.hasSuffix(".") ? escaped : escaped + "."
  }

  private static func quoted(_ text: String) -> String {
    "\"" + escaped(text.utf8) { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C } + "\""
  }

  /// A field without blanks: whatever else stands there becomes a question mark, which no such field takes.
  private static func plain(_ text: String) -> String {
    let shown = text.utf8.map {
      ASCII.isLetter($0) || ASCII.isDigit($0) || ".:-".utf8.contains($0) ? $0 : 0x3F
    }
    return shown.isEmpty ? "?" : String(decoding: shown, as: UTF8.self)
  }

  /// The bytes with all but the allowed ones as `\DDD`, so that nothing in an export can begin another record.
  private static func escaped(_ bytes: String.UTF8View, _ isAllowed: (UInt8) -> Bool) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      if isAllowed(byte) { text.append(byte) } else { WireName.appendDecimal(byte, to: &text) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
