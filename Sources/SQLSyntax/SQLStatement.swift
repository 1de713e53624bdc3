/// What airtight reads of SQL: connections, grants on them, and calls through them. (Databricks SQL reference, `CREATE
/// CONNECTION`, `GRANT`, `http_request`; section 3.6 of the Azure reference.)
package enum SQLStatement: Sendable {
  /// `CREATE CONNECTION name TYPE type OPTIONS (…)`; of the options those that say where it goes.
  case createConnection(name: SQLToken, type: SQLToken, options: [(key: SQLToken, value: SQLToken)])
  /// `GRANT privileges ON CONNECTION name TO principal`.
  case grant(privileges: [SQLToken], connection: SQLToken, principal: SQLToken)
  /// `http_request(CONN => 'name', …)`, wherever it stands.
  case httpRequest(connection: SQLToken)

  /// The options of a connection that say where it goes, and are not secret.
  private static let shown: Set<String> = ["host", "port", "base_path", "token_endpoint"]

  /// The statements of a text, in order.
  package static func statements(_ tokens: [SQLToken]) -> [SQLStatement] {
    var found: [SQLStatement] = []
    for part in tokens.split(whereSeparator: { $0.isSymbol(";") }) {
      let part = Array(part)
      if let statement = createConnection(part) ?? grant(part) { found.append(statement) }
      for index in part.indices where part[index].isWord("HTTP_REQUEST") {
        if let connection = argument("CONN", after: index, in: part) {
          found.append(.httpRequest(connection: connection))
        }
      }
    }
    return found
  }

  private static func createConnection(_ part: [SQLToken]) -> SQLStatement? {
    guard part.first?.isWord("CREATE") == true,
      let place = part.prefix(5).firstIndex(where: { $0.isWord("CONNECTION") || $0.isWord("SERVER") })
    else { return nil }
    var index = place + 1
    while index < part.count, ["IF", "NOT", "EXISTS"].contains(where: part[index].isWord) { index += 1 }
    guard index < part.count, let type = part.firstIndex(where: { $0.isWord("TYPE") }), type + 1 < part.count,
      let options = part.firstIndex(where: { $0.isWord("OPTIONS") })
    else { return nil }
    return .createConnection(
      name: part[index], type: part[type + 1], options: values(part, from: options + 1))
  }

  /// The options within parentheses: `key value` or `key = value`, with commas between them.
  private static func values(_ part: [SQLToken], from start: Int) -> [(key: SQLToken, value: SQLToken)] {
    var values: [(key: SQLToken, value: SQLToken)] = []
    var depth = 0
    for index in start..<part.count {
      if part[index].isSymbol("(") { depth += 1 }
      if part[index].isSymbol(")") { depth -= 1 }
      guard depth == 1, index > start, part[index - 1].isSymbol("(") || part[index - 1].isSymbol(","),
        shown.contains(part[index].text)
      else { continue }
      let value = index + 1 < part.count && part[index + 1].isSymbol("=") ? index + 2 : index + 1
      if value < part.count, part[value].kind == .string || part[value].kind == .number {
        values.append((part[index], part[value]))
      }
    }
    return values
  }

  private static func grant(_ part: [SQLToken]) -> SQLStatement? {
    guard part.first?.isWord("GRANT") == true, let on = part.firstIndex(where: { $0.isWord("ON") }),
      on + 2 < part.count,
      part[on + 1].isWord("CONNECTION") || part[on + 1].isWord("SERVER"),
      let to = part.firstIndex(where: { $0.isWord("TO") }), to + 1 < part.count, to > on
    else { return nil }
    let privileges = part[1..<on].filter { $0.kind == .word }
    return .grant(privileges: Array(privileges), connection: part[on + 2], principal: part[to + 1])
  }

  /// The value of a named argument of a call, `NAME => value`, if it is a text.
  private static func argument(_ name: String, after index: Int, in part: [SQLToken]) -> SQLToken? {
    var depth = 0
    for place in (index + 1)..<part.count {
      if part[place].isSymbol("(") { depth += 1 }
      if part[place].isSymbol(")") { depth -= 1 }
      if depth == 0 { return nil }
      guard depth == 1, part[place].isWord(name), place + 2 < part.count, part[place + 1].isSymbol("=>"),
        part[place + 2].kind == .string
      else { continue }
      return part[place + 2]
    }
    return nil
  }
}
