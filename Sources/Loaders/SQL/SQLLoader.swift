import Documents
import Inventory
import SQLSyntax
import SourceText

/// Finds connections, grants and calls in SQL, in the shapes of Databricks' API. Of a connection's options only host, port and
/// base path are kept as they are.
enum SQLLoader {
  static func load(_ source: SourceFile) -> LoadedFile {
    var loaded = LoadedFile(format: .sql)
    loaded.documents = 1
    guard mayConcern(source) else { return loaded }
    let (statements, problems) = SQLReader.read(source)
    loaded.problems = problems
    var state = SQLState()
    for statement in statements { state.run(statement) }
    let writer = SQLWriter(path: source.path)
    loaded.resources += state.connections.compactMap(writer.connection)
    loaded.resources += state.grants.filter { !$0.privileges.isEmpty }.compactMap(writer.grant)
    loaded.resources += state.calls.compactMap(writer.call)
    loaded.resources.sort { $0.node.span.start < $1.node.span.start }
    return loaded
  }

  /// Whether a text may hold anything of interest. Folders are full of SQL of other systems, whose strings and comments have
  /// other rules: what does not speak of connections is not judged by Databricks' ones.
  static func mayConcern(_ source: SourceFile) -> Bool {
    ["connection", "server", "http_request", "setup"].contains { word in
      let word = Array(word.utf8)
      guard source.bytes.count >= word.count else { return false }
      return source.bytes.withUnsafeBufferPointer { bytes in
        (0...(bytes.count - word.count)).contains { start in
          bytes[start] | 0x20 == word[0]
            && word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] | 0x20 }
        }
      }
    }
  }
}

/// What is there after a text has been run: later statements change what earlier ones made.
private struct SQLState {
  private(set) var connections: [SQLConnection] = []
  private(set) var grants: [SQLGrant] = []
  private(set) var calls: [SQLCall] = []
  /// Places in `connections` by name, in lower case.
  private var places: [String: Int] = [:]

  mutating func run(_ statement: SQLStatement) {
    switch statement {
    case .createConnection(let connection):
      places[Self.key(connection.name)] = connections.count
      connections.append(connection)
    case .alterConnection(let change):
      guard let place = places[Self.key(change.name)] else { return }
      let keys = Set(change.options.map(\.key.text))
      connections[place].options.removeAll { keys.contains($0.key.text) }
      connections[place].options += change.options
    case .renameConnection(let name, let new):
      guard let place = places.removeValue(forKey: Self.key(name)) else { return }
      connections[place].name = new
      places[Self.key(new)] = place
    case .dropConnection(let name):
      guard let place = places.removeValue(forKey: Self.key(name)) else { return }
      connections.remove(at: place)
      for (key, other) in places where other > place { places[key] = other - 1 }
    case .grant(let grant): grants.append(grant)
    case .revoke(let revoked): revoke(revoked)
    case .call(let call): calls.append(call)
    }
  }

  private mutating func revoke(_ revoked: SQLGrant) {
    let taken = Set(revoked.privileges.map(\.text))
    for index in grants.indices
    where Self.key(grants[index].connection) == Self.key(revoked.connection)
      && grants[index].principal.text == revoked.principal.text
    {
      grants[index].privileges.removeAll { taken.contains("ALL PRIVILEGES") || taken.contains($0.text) }
    }
  }

  private static func key(_ name: SQLToken) -> String { name.text.lowercased() }
}
