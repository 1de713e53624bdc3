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
        records(of:)) ?? [])
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
    for record in records { judge(record, host, &hop) }
    return hop.hop
  }

  private func records(of rule: ResourceID) -> [ResourceID] {
    estate.inventory.ids(of: .record).filter { estate.relations.related($0, "namedBy").contains(rule) }
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
