import Documents
import Inventory
import Networking

/// The hostnames of private paths: those that connections go to and those that private endpoint rules name.
struct PathHostnames {
  /// A name, and the resources that name it, in the inventory's order.
  struct Entry {
    let name: DomainName
    var namedBy: [ResourceID]
  }

  /// Sorted by name.
  let entries: [Entry]

  /// - Parameter limit: how many names there may be.
  /// - Throws: there are more.
  init(_ inventory: Inventory, limit: Int) throws(AnalysisExcess) {
    var found: [String: Entry] = [:]
    func add(_ text: String, _ id: ResourceID) throws(AnalysisExcess) {
      guard !text.isEmpty, IPAddress(text) == nil,
        let ascii = InternationalName.ascii(text), let name = try? DomainName(ascii).absolute
      else { return }
      found[text, default: Entry(name: name, namedBy: [])].namedBy.append(id)
      if found.count > limit {
        throw AnalysisExcess(id, moreThan: limit, "hostnames of private paths", option: "--max-hostnames")
      }
    }
    for id in inventory.ids(of: .privateEndpointRule) {
      for name in inventory.node(of: id)["domain_names"]?.elements.map({ $0.text ?? "" }) ?? [] {
        try add(DomainText.normal(name), id)
      }
    }
    for id in inventory.ids(of: .connection) {
      try add(DomainText.host(inventory.node(of: id).at("options", "host")?.text ?? ""), id)
    }
    entries = found.sorted { $0.key < $1.key }.map(\.value)
  }
}
