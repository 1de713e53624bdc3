import Documents
import Inventory
import SQLSyntax
import SourceText

/// Finds connections, grants and calls in SQL, in the shapes of Databricks' API. Of a connection's options only host, port, base path and
/// token endpoint are read.
enum SQLLoader {
  static func load(_ source: SourceFile) -> LoadedFile {
    var loaded = LoadedFile(format: .sql)
    let (tokens, problems) = SQLLexer.tokens(source)
    loaded.problems = problems
    loaded.documents = 1
    for statement in SQLStatement.statements(tokens) {
      if let resource = resource(statement, path: source.path) { loaded.resources.append(resource) }
    }
    return loaded
  }

  private static func resource(_ statement: SQLStatement, path: String) -> Resource? {
    switch statement {
    case .createConnection(let name, let type, let options):
      return make(.connection, name, path) { copier in
        copier.member(named: "name", string: name.text, at: name.span)
        copier.member(named: "connection_type", string: type.text.uppercased(), at: type.span)
        copier.key(named: "options", at: name.span)
        copier.openMapping(span: name.span)
        for option in options {
          copier.member(named: option.key.text, string: option.value.text, at: option.value.span)
        }
        copier.close()
      }
    case .grant(let privileges, let connection, let principal):
      return make(.grants, connection, path) { copier in
        copier.key(named: "privilege_assignments", at: principal.span)
        copier.open(.sequence, span: principal.span, style: .flow)
        copier.openMapping(span: principal.span)
        copier.member(named: "principal", string: principal.text, at: principal.span)
        copier.key(named: "privileges", at: principal.span)
        copier.open(.sequence, span: principal.span, style: .flow)
        // SQL writes USE CONNECTION, the API USE_CONNECTION.
        copier.string(
          privileges.map { $0.text.uppercased() }.joined(separator: "_"),
          at: privileges.first?.span ?? principal.span)
        copier.close()
        copier.close()
        copier.close()
      }
    case .httpRequest(let connection):
      return make(.sqlStatement, connection, path) { copier in
        copier.member(named: "connection", string: connection.text, at: connection.span)
      }
    }
  }

  private static func make(
    _ kind: ResourceKind, _ name: SQLToken, _ path: String, _ members: (inout TreeCopier) -> Void
  ) -> Resource? {
    var copier = TreeCopier(syntax: .json, path: path)
    copier.openMapping(span: name.span)
    members(&copier)
    copier.close()
    return copier.finish().documents.first.map { Resource(kind: kind, name: name.text, node: $0) }
  }
}
