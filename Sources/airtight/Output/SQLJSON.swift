import Reports
import SQLSyntax
import SourceText

/// The statements of SQL text that airtight reads, as JSON: each with what it is about and where. Of a connection's options
/// those that say where it goes, and of a call the connection, method and path; of other values only what they are.
enum SQLJSON {
  /// Prints the statements of a file, one JSON object in all; gives back what is wrong with it.
  static func print(_ source: SourceFile) -> [SourceProblem] {
    let (statements, problems) = SQLReader.read(source)
    let lines = LineIndex(source.bytes)
    var output = OutputBuffer()
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.member("statements", each: statements) { json, statement in
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
    let name: SQLToken?
    switch statement {
    case .createConnection(let connection):
      name = connection.name
      write("CREATE CONNECTION", connection, &json)
    case .alterConnection(let connection):
      name = connection.name
      write("ALTER CONNECTION", connection, &json)
    case .renameConnection(let old, let new):
      name = old
      json.member("statement", "ALTER CONNECTION")
      json.member("connection", old.text)
      json.member("renamed", new.text)
    case .dropConnection(let connection):
      name = connection
      json.member("statement", "DROP CONNECTION")
      json.member("connection", connection.text)
    case .grant(let grant):
      name = grant.connection
      write("GRANT", grant, &json)
    case .revoke(let grant):
      name = grant.connection
      write("REVOKE", grant, &json)
    case .call(let call):
      name = call.name.last
      write(call, &json)
    }
    guard let name else { return }
    let start = lines.position(of: Int(name.span.start), in: source.bytes)
    json.member("line", start.line)
    json.member("column", start.column)
  }

  private static func write(_ statement: String, _ connection: SQLConnection, _ json: inout JSONWriter) {
    json.member("statement", statement)
    json.member("connection", connection.name.text)
    if let type = connection.type { json.member("type", type.text) }
    json.member("options") { json in
      for option in connection.options {
        json.key(named: option.key.text)
        json.string(text(option.value, isShown: option.isShown))
      }
    }
  }

  private static func write(_ statement: String, _ grant: SQLGrant, _ json: inout JSONWriter) {
    json.member("statement", statement)
    json.member("privileges", strings: grant.privileges.map(\.text))
    json.member("connection", grant.connection.text)
    json.member("principals", strings: grant.principals.map(\.text))
  }

  private static func write(_ call: SQLCall, _ json: inout JSONWriter) {
    json.member("statement", "call")
    json.member("function", call.name.map(\.text).joined(separator: "."))
    json.member("arguments", each: call.arguments) { json, argument in
      json.object { json in
        if let name = argument.name { json.member("name", name.text) }
        let isShown = ["CONN", "METHOD", "PATH"].contains { argument.name?.isWord($0) ?? false }
        json.member("value", text(argument.value, isShown: isShown && call.isHTTPRequest))
      }
    }
  }

  private static func text(_ value: SQLValue, isShown: Bool) -> String {
    switch value.content {
    case .text(let text): isShown ? withoutUser(text) : "(literal)"
    case .secret: "(secret)"
    case .unknown: "(not known)"
    }
  }

  /// A URL with `***` in place of a user and a password; any other text as it is.
  private static func withoutUser(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let scheme = bytes.firstRange(of: Array("://".utf8)),
      let at = bytes[scheme.upperBound...].prefix(while: { !"/?#".utf8.contains($0) })
        .lastIndex(of: UInt8(ascii: "@"))
    else { return text }
    return String(decoding: bytes[..<scheme.upperBound] + Array("***".utf8) + bytes[at...], as: UTF8.self)
  }
}
