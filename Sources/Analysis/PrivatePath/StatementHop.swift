import Documents
import Inventory

// The SQL that calls the service (section 1 of the Azure reference, hop 1).
extension PathJudge {
  func statement() -> Hop {
    var hop = HopRecord(.statement)
    let all = estate.inventory.ids(of: .sqlStatement)
    guard let connection = candidate.connection else {
      hop.doubt("which connection SQL would call is not known", "add the connection")
      return hop.hop
    }
    let name = name(connection)
    if let call = all.first(where: { node($0)["connection"]?.text == name }) {
      hop.prove("SQL calls \(name)", Hop.Evidence(call, "connection", "the call"))
    } else if all.contains(where: { node($0)["connection"]?.unknownName != nil }) {
      hop.doubt(
        "which connection the SQL calls is not known before it runs",
        "write the connection's name into the SQL")
    } else if let other = all.first(where: { node($0)["connection"] != nil }) {
      hop.contradict(
        "SQL calls \(self.name(other)), and no statement of the inputs calls \(name)",
        "make CONN of http_request and the connection's name agree",
        Hop.Evidence(other, "connection", "the call"))
    } else {
      hop.doubt(
        "no SQL that calls \(name) is among the inputs", "add the SQL with http_request(CONN => '\(name)', …)"
      )
    }
    return hop.hop
  }
}
