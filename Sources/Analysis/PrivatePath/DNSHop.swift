import Documents
import Inventory
import Networking

// The name of the path's host (section 6 of the Azure reference).
extension PathJudge {
  func dns() -> Hop {
    var hop = HopRecord(.dns)
    guard let host else {
      hop.doubt("the path's host is not known", "add the connection or the private endpoint rule")
      return hop.hop
    }
    if dnsMode == .databricksManaged {
      judgeDatabricks(host, &hop)
      return hop.hop
    }
    let records =
      (candidate.connection.map { estate.relations.related($0, "records") } ?? candidate.rule.map(
        estate.records(of:)) ?? [])
    guard !records.isEmpty else {
      if estate.has(.record) || estate.has(.zone) {
        hop.miss(
          "no record of the inputs answers for \(host)",
          "publish an A record for \(host) that points at the private endpoint")
      } else {
        hop.lack(.zone, "DNS zone", estate)
      }
      return hop.hop
    }
    let answering = records.filter { role(of: $0) == "address" || role(of: $0) == "alias" }
    if answering.isEmpty { judgeWithout(records, host, &hop) }
    for record in answering { judge(record, host, &hop) }
    judgeLinks(of: answering, host, &hop)
    return hop.hop
  }

  /// A private zone answers in the networks alone that it is linked to (section 4.5).
  private func judgeLinks(of records: [ResourceID], _ host: String, _ hop: inout HopRecord) {
    guard estate.has(.privateDNSLink) else { return }
    let names = Set(records.compactMap { node($0)["zone"]?.text })
    for zone in names.sorted().flatMap({ estate.zones[$0] ?? [] }) {
      guard estate.facts[zone, "visibility"] == .string("private") else { continue }
      let links = estate.relations.related(zone, "networkLinks")
      let isAnswering = links.contains {
        node($0)["virtualNetworkLinkState"]?.text ?? "Completed" == "Completed"
      }
      guard !isAnswering else { continue }
      let place = links.first.map { Hop.Evidence($0, "virtualNetworkLinkState", "the link") }
      hop.contradict(
        "the private zone of \(host) answers in no network: "
          + (links.isEmpty ? "it has no virtual network link" : "no virtual network link is Completed"),
        "link the zone to the network that asks", [Hop.Evidence(zone, "name")] + (place.map { [$0] } ?? []))
    }
  }

  /// What an analysis of names says that the record is to the host's answer.
  private func role(of record: ResourceID) -> String {
    guard case .string(let role) = estate.facts[record, "role"] else { return "" }
    return role
  }

  /// A host without an address, and the records that are the reason.
  private func judgeWithout(_ records: [ResourceID], _ host: String, _ hop: inout HopRecord) {
    if let cut = records.first(where: { role(of: $0) == "delegation" }) {
      let server = node(cut)["rdata"]?.text ?? "other name servers"
      hop.contradict(
        "\(host) is delegated to \(server), which the inputs do not hold",
        "add the delegated zone to the inputs, or remove the NS records",
        Hop.Evidence(cut, "rdata", "the delegation"))
    } else if let other = records.first {
      hop.contradict(
        "\(host) has no address in its zone",
        "publish an A record for \(host) that points at the private endpoint",
        Hop.Evidence(other, "rdata", "the record that is there"))
    }
  }

  private func judgeDatabricks(_ host: String, _ hop: inout HopRecord) {
    guard let rule = candidate.rule else {
      hop.lack(.privateEndpointRule, "private endpoint rule", estate)
      return
    }
    let place = Hop.Evidence(rule, "domain_names")
    if estate.domainNames(of: rule).contains(host) {
      hop.prove("Databricks answers for \(host) within the serverless plane", place)
    } else {
      hop.contradict("\(host) is none of the rule's domain names", "add it to domain_names", place)
    }
  }

  private func judge(_ record: ResourceID, _ host: String, _ hop: inout HopRecord) {
    let type = node(record)["type"]?.text ?? ""
    let data = node(record)["rdata"]?.text ?? ""
    let place = Hop.Evidence(record, "rdata", "the record")
    switch type {
    case "A":
      guard let address = IPv4Address(data) else { return }
      if IPAddress.v4(address).isPrivate {
        hop.prove("\(host) is \(data)", place)
      } else {
        hop.contradict(
          "\(host) is the public address \(data)", "point the record at the private endpoint", place,
          exposes: true)
      }
    case "CNAME", "DNAME":
      hop.contradict(
        "\(host) is an alias of \(data)", "publish an A record with the private endpoint's address", place)
    case "AAAA":
      hop.contradict(
        "\(host) has an IPv6 address, which private endpoints do not have", "remove the AAAA record", place)
    default: break
    }
  }
}
