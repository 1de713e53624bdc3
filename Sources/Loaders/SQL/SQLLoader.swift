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
    loaded.problems = statements.isEmpty && !speaksOfConnections(source) ? [] : problems
    var state = SQLState()
    for statement in statements { state.run(statement) }
    let writer = SQLWriter(path: source.path)
    loaded.resources += state.connections.compactMap { $0.flatMap(writer.connection) }
    loaded.resources += state.grants.compactMap { $0.flatMap(writer.grant) }
    loaded.resources += state.calls.compactMap(writer.call)
    loaded.resources.sort { $0.node.span.start < $1.node.span.start }
    return loaded
  }

  /// Whether a text may hold anything of interest. Folders are full of SQL of other systems, whose strings and comments have
  /// other rules: what does not speak of connections is not judged by Databricks' ones.
  static func mayConcern(_ source: SourceFile) -> Bool {
    ["connection", "server", "http_request", "setup"].contains { !places(of: $0, in: source.bytes).isEmpty }
  }

  /// Whether a text that holds no statement of interest was meant to: only then is an unfinished string in it a problem, because
  /// words such as `server` stand in SQL of other systems as well.
  private static func speaksOfConnections(_ source: SourceFile) -> Bool {
    if !places(of: "http_request", in: source.bytes).isEmpty { return true }
    return ["connection", "server"].contains { word in
      places(of: word, in: source.bytes, all: true).contains { place in
        let before = source.bytes[Swift.max(0, place - 32)..<place]
        let last = before.split(whereSeparator: { $0 <= 0x20 }).last.map {
          String(decoding: $0, as: UTF8.self)
        }
        return ["CREATE", "REPLACE", "ALTER", "DROP", "ON"].contains(last?.uppercased() ?? "")
      }
    }
  }

  /// Where a word of small letters stands in a text, in any case of letters.
  ///
  /// - Parameter all: whether all places are wanted, or the first.
  private static func places(of word: String, in bytes: [UInt8], all: Bool = false) -> [Int] {
    let word = Array(word.utf8)
    guard bytes.count >= word.count else { return [] }
    var places: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      for start in 0...(bytes.count - word.count) where bytes[start] | 0x20 == word[0] {
        guard word.indices.allSatisfy({ bytes[start + $0] | 0x20 == word[$0] | 0x20 }) else { continue }
        places.append(start)
        if !all { return }
      }
    }
    return places
  }
}
