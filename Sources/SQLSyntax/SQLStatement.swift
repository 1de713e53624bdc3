package import SourceText

/// What airtight reads of SQL: connections, grants on them, and calls through them. (Databricks SQL reference, `CREATE
/// CONNECTION`, `GRANT`, `http_request`; section 3.6 of the Azure reference.)
package enum SQLStatement: Sendable {
  /// `CREATE CONNECTION name TYPE type OPTIONS (…)`
  case createConnection(SQLConnection)
  /// `ALTER CONNECTION name OPTIONS (…)`; it has no type.
  case alterConnection(SQLConnection)
  /// `ALTER CONNECTION name RENAME TO name`
  case renameConnection(name: SQLToken, to: SQLToken)
  case dropConnection(name: SQLToken)
  /// `GRANT privileges ON CONNECTION name TO principals`
  case grant(SQLGrant)
  /// `REVOKE privileges ON CONNECTION name FROM principals`
  case revoke(SQLGrant)
  /// A call of `http_request`, or of a procedure `SETUP` in some schema or with settings of the gateway, wherever it stands.
  case call(SQLCall)
}

/// A connection as SQL states it.
package struct SQLConnection: Sendable {
  /// What `CREATE` does where there is a connection of the name already.
  package enum Existing: Sendable {
    /// It fails.
    case refused
    /// `IF NOT EXISTS`: it does nothing.
    case kept
    /// `OR REPLACE`
    case replaced
  }

  package var name: SQLToken
  /// A name, a string or a parameter; `nil` for `ALTER CONNECTION`.
  package var type: SQLToken?
  package var existing = Existing.refused
  package var options: [SQLOption] = []
}

package struct SQLOption: Sendable {
  /// As it is written; keys are case-sensitive.
  package var key: SQLToken
  package var value: SQLValue

  /// The options that say where a connection goes. The values of all others are taken for secrets.
  package static let shown: Set<String> = ["host", "port", "base_path"]

  package var isShown: Bool { Self.shown.contains(key.text) }
}

package struct SQLGrant: Sendable {
  /// `USE CONNECTION` is one privilege, with the span of its words.
  package var privileges: [(text: String, span: ByteSpan)]
  package var connection: SQLToken
  /// At least one; Databricks takes one, and of a list with commas all are read.
  package var principals: [SQLToken]
}

package struct SQLCall: Sendable {
  /// `http_request`, `carto.carto.SETUP`; the parts as they are written.
  package var name: [SQLToken]
  package var arguments: [SQLArgument]

  /// Whether this is `http_request`, in any case of letters.
  package var isHTTPRequest: Bool { name.last?.isWord("HTTP_REQUEST") ?? false }

  /// The value of a named argument.
  ///
  /// - Parameter name: in capital letters.
  package func argument(_ name: String) -> SQLArgument? {
    arguments.first { $0.name?.isWord(name) ?? false }
  }
}

package struct SQLArgument: Sendable {
  /// `nil` for a positional argument.
  package var name: SQLToken?
  package var value: SQLValue
}

/// What a value comes to without running anything.
package struct SQLValue: Sendable {
  package enum Content: Hashable, Sendable {
    /// A string, a number or a bool, as text; strings side by side or joined with `||` are one.
    case text(String)
    /// A call of `secret(scope, key)`.
    case secret
    /// A parameter, or an expression whose value is not known before it is run.
    case unknown
  }

  package var content: Content
  package var span: ByteSpan

  package init(content: Content, span: ByteSpan) {
    self.content = content
    self.span = span
  }

  /// The text; `nil` for a secret and for what is not known.
  package var text: String? {
    if case .text(let text) = content { text } else { nil }
  }
}
