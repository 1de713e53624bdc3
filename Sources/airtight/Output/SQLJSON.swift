import Reports
import SQLSyntax
import SourceText

/// The statements of SQL text that airtight reads, as JSON: each with what it is about and where. Of a connection's options
/// those that say where it goes; no other value is printed.
enum SQLJSON {
  /// Prints the statements of a file, one JSON object in all; gives back what is wrong with it.
  static func print(_ source: SourceFile) -> [SourceProblem] {
    let (tokens, problems) = SQLLexer.tokens(source)
    let lines = LineIndex(source.bytes)
    var output = OutputBuffer()
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.member("statements", each: SQLStatement.statements(tokens)) { json, statement in
          json.object { json in write(statement, lines, source, &json) }
        }
      }
    }
    StandardOutput.write(output.bytes)
    return problems
  }

  private static func write(
    _ statement: SQLStatement, _ lines: LineIndex, _ source: SourceFile, _ json: inout JSONWriter
  ) {
    let name: SQLToken
    switch statement {
    case .createConnection(let connection, let type, let options):
      name = connection
      json.member("statement", "CREATE CONNECTION")
      json.member("connection", connection.text)
      json.member("type", type.text)
      json.member("options") { json in
        for option in options { json.member(option.key.text, option.value.text) }
      }
    case .grant(let privileges, let connection, let principal):
      name = connection
      json.member("statement", "GRANT")
      json.member("privileges", privileges.map(\.text).joined(separator: " "))
      json.member("connection", connection.text)
      json.member("principal", principal.text)
    case .httpRequest(let connection):
      name = connection
      json.member("statement", "http_request")
      json.member("connection", connection.text)
    }
    let start = lines.position(of: Int(name.span.start), in: source.bytes)
    json.member("line", start.line)
    json.member("column", start.column)
  }
}
