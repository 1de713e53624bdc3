package import SourceText

/// Finds the statements about connections in SQL text. Every token is looked at a bounded number of times, and nothing recurses.
package struct SQLReader {
  private let part: [SQLToken]
  private var index = 0

  /// The statements that the tokens of one statement hold: itself, if it is one that is read, and the calls within it.
  package static func statements(_ tokens: [SQLToken]) -> [SQLStatement] {
    var reader = SQLReader(part: tokens)
    let own = reader.statement().map { [$0] } ?? []
    return own + SQLCallFinder.calls(in: tokens).map(SQLStatement.call)
  }

  /// The statements of a file, in order, and what is wrong with its tokens.
  package static func read(_ source: SourceFile) -> (statements: [SQLStatement], problems: [SourceProblem]) {
    do throws(SourceProblem) {
      var lexer = try SQLLexer(source)
      var found: [SQLStatement] = []
      while let part = lexer.statement() { found += statements(part.tokens) }
      return (found, lexer.problems)
    } catch {
      return ([], [error])
    }
  }

  private init(part: [SQLToken]) { self.part = part }

  private var token: SQLToken? { index < part.count ? part[index] : nil }

  private mutating func take() -> SQLToken? {
    defer { index += 1 }
    return token
  }

  private mutating func skip(_ words: String...) -> Bool {
    guard index + words.count <= part.count else { return false }
    for (offset, word) in words.enumerated() where !part[index + offset].isWord(word) { return false }
    index += words.count
    return true
  }

  /// `CONNECTION`, or `SERVER`, which means the same.
  private mutating func skipConnection() -> Bool { skip("CONNECTION") || skip("SERVER") }

  private mutating func statement() -> SQLStatement? {
    skipToStatement()
    if skip("CREATE") { return create() }
    if skip("ALTER") { return alter() }
    if skip("DROP") {
      guard skipConnection() else { return nil }
      _ = skip("IF", "EXISTS")
      return name().map { .dropConnection(name: $0) }
    }
    if skip("GRANT") { return grant("TO").map { .grant($0) } }
    if skip("REVOKE") { return grant("FROM").map { .revoke($0) } }
    return nil
  }

  /// Passes over what may stand before a statement without a semicolon: `BEGIN`, `IF … THEN`, `label: LOOP`. A part that begins
  /// with a statement is left as it is.
  private mutating func skipToStatement() {
    guard let first = token, !Self.isVerb(first) else { return }
    for place in part.indices.dropFirst()
    where Self.isVerb(part[place])
      && ["BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT"].contains(where: part[place - 1].isWord)
    {
      index = place
      return
    }
  }

  private static func isVerb(_ token: SQLToken) -> Bool {
    ["CREATE", "ALTER", "DROP", "GRANT", "REVOKE"].contains(where: token.isWord)
  }

  /// The name in `IDENTIFIER('name')`, or a parameter for any other expression there.
  private mutating func identifierClause() -> SQLToken? {
    guard let first = token, first.isWord("IDENTIFIER"), index + 1 < part.count, part[index + 1].isSymbol("(")
    else { return nil }
    let start = index + 2
    var depth = 0
    repeat {
      index += 1
      guard let token else { return nil }
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
    } while depth > 0
    let span = ByteSpan(start: first.span.start, end: part[index].span.end)
    let inner = part[start..<index]
    index += 1
    if inner.count == 1, let only = inner.first, only.kind == .string {
      let last = only.text.split(separator: ".").last.map(String.init) ?? only.text
      return SQLToken(kind: .string, text: last, span: only.span)
    }
    return SQLToken(kind: .parameter, text: "IDENTIFIER", span: span)
  }

  /// The last part of a name, which may be dotted, or the parameter that stands for it.
  private mutating func name() -> SQLToken? {
    if let clause = identifierClause() { return clause }
    guard var name = take(), name.isName || name.kind == .parameter || name.kind == .string else {
      return nil
    }
    while token?.isSymbol(".") == true, index + 1 < part.count, part[index + 1].isName {
      name = part[index + 1]
      index += 2
    }
    return name
  }

  private mutating func create() -> SQLStatement? {
    var existing = skip("OR", "REPLACE") ? SQLConnection.Existing.replaced : .refused
    _ = skip("FOREIGN")
    guard skipConnection() else { return nil }
    if skip("IF", "NOT", "EXISTS") { existing = .kept }
    // Other systems have connections without types.
    guard let name = name(), skip("TYPE"), let type = take(),
      type.isName || type.kind == .string || type.kind == .parameter
    else { return nil }
    // PostgreSQL's CREATE SERVER … TYPE … VERSION … FOREIGN DATA WRAPPER.
    if token?.isWord("VERSION") == true || token?.isWord("FOREIGN") == true { return nil }
    var connection = SQLConnection(name: name, type: type, existing: existing)
    while index < part.count, !skip("OPTIONS") { index += 1 }
    connection.options = options()
    return .createConnection(connection)
  }

  private mutating func alter() -> SQLStatement? {
    guard skipConnection(), let name = name() else { return nil }
    if skip("RENAME", "TO") { return self.name().map { .renameConnection(name: name, to: $0) } }
    guard skip("OPTIONS") else { return nil }
    return .alterConnection(SQLConnection(name: name, options: options()))
  }

  /// The options within parentheses: `key value` or `key = value`, with commas between them.
  private mutating func options() -> [SQLOption] {
    guard take()?.isSymbol("(") == true else { return [] }
    var options: [SQLOption] = []
    var start = index
    var depth = 1
    while depth > 0, let token = take() {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      guard depth == 0 || (depth == 1 && token.isSymbol(",")) else { continue }
      if let option = option(part[start..<index - 1]) { options.append(option) }
      start = index
    }
    return options
  }

  /// A key is one identifier or several with dots between them, or a string.
  private func option(_ tokens: ArraySlice<SQLToken>) -> SQLOption? {
    guard var key = tokens.first, key.isName || key.kind == .string else { return nil }
    var rest = tokens.dropFirst()
    while rest.first?.isSymbol(".") == true, let next = rest.dropFirst().first {
      key.text += "." + next.text
      key.span.end = next.span.end
      rest = rest.dropFirst(2)
    }
    if rest.first?.isSymbol("=") == true { rest = rest.dropFirst() }
    guard let value = SQLValue(rest) else { return nil }
    return SQLOption(key: key, value: value)
  }

  private mutating func skipComma() -> Bool {
    guard token?.isSymbol(",") == true else { return false }
    index += 1
    return true
  }

  /// - Parameter before: the word before the principals.
  private mutating func grant(_ before: String) -> SQLGrant? {
    var privileges: [(text: String, span: ByteSpan)] = []
    var isOpen = false
    while let token, !token.isWord("ON") {
      index += 1
      if token.isSymbol(",") {
        isOpen = false
      } else if isOpen, let last = privileges.indices.last {
        privileges[last].text += " " + token.text.uppercased()
        privileges[last].span.end = token.span.end
      } else {
        privileges.append((token.text.uppercased(), token.span))
        isOpen = true
      }
    }
    guard skip("ON"), skipConnection(), let connection = name(), skip(before) else { return nil }
    var principals: [SQLToken] = []
    repeat {
      guard let principal = take(), principal.kind != .symbol, principal.kind != .number else { break }
      principals.append(principal)
    } while skipComma()
    return principals.isEmpty
      ? nil : SQLGrant(privileges: privileges, connection: connection, principals: principals)
  }
}

extension SQLValue {
  /// What some tokens come to; `nil` for none.
  init?(_ tokens: ArraySlice<SQLToken>) {
    guard let first = tokens.first, let last = tokens.last else { return nil }
    self.init(content: .unknown, span: ByteSpan(start: first.span.start, end: last.span.end))
    switch first.kind {
    case .string:
      if let text = Self.concatenation(tokens) { content = .text(text) }
    case .number where tokens.count == 1: content = .text(first.text)
    case .word where tokens.count == 1 && (first.isWord("TRUE") || first.isWord("FALSE")):
      content = .text(first.text.lowercased())
    case .word where first.isWord("SECRET") && tokens.dropFirst().first?.isSymbol("(") == true:
      content = .secret
    default: break
    }
  }

  /// Strings side by side or joined with `||`; `nil` if anything else is among them, or a parameter within one.
  private static func concatenation(_ tokens: ArraySlice<SQLToken>) -> String? {
    var text = ""
    var needsString = true
    for token in tokens {
      if token.isSymbol("||"), !needsString {
        needsString = true
      } else if token.kind == .string, !token.text.contains("${"), !token.text.contains("{{") {
        text += token.text
        needsString = false
      } else {
        return nil
      }
    }
    return needsString ? nil : text
  }
}
