import SourceText

/// Finds the calls of `http_request` and of procedures `SETUP` among the tokens of a statement, however deep they stand, in one
/// pass with a stack of its own.
struct SQLCallFinder {
  /// An open parenthesis.
  private struct Frame {
    /// The name of the function that is called, if it is one that is looked for.
    var name: [SQLToken] = []
    /// Where the argument that is being read begins.
    var start: Int
    var arguments: [SQLArgument] = []
  }

  private let tokens: [SQLToken]
  private var frames: [Frame] = []
  private var calls: [SQLCall] = []

  /// The calls in the order in which their names stand; one that is not closed has the arguments that were closed.
  static func calls(in tokens: [SQLToken]) -> [SQLCall] {
    var finder = SQLCallFinder(tokens: tokens)
    for (index, token) in tokens.enumerated() where token.kind == .symbol { finder.look(at: token, index) }
    while !finder.frames.isEmpty { finder.close(at: nil) }
    return finder.calls.sorted { ($0.name.first?.span.start ?? 0) < ($1.name.first?.span.start ?? 0) }
  }

  private init(tokens: [SQLToken]) { self.tokens = tokens }

  private mutating func look(at token: SQLToken, _ index: Int) {
    switch token.text {
    case "(": frames.append(Frame(name: name(before: index), start: index + 1))
    case ",": endArgument(at: index)
    case ")": close(at: index)
    default: break
    }
  }

  /// The dotted name that ends before a place, if it is one that is looked for.
  private func name(before index: Int) -> [SQLToken] {
    guard index > 0 else { return [] }
    let last = tokens[index - 1]
    let isSetup = last.isName && last.text.uppercased() == "SETUP"
    guard last.isWord("HTTP_REQUEST") || isSetup else { return [] }
    var name = [last]
    var place = index - 2
    while place > 0, tokens[place].isSymbol("."), tokens[place - 1].isName {
      name.append(tokens[place - 1])
      place -= 2
    }
    name.reverse()
    return isSetup || isBuiltIn(name, at: place + 1) ? name : []
  }

  /// Whether a name of `http_request` is that of the built-in function: other systems have one in a schema of their own, and a
  /// definition of a function is no call.
  ///
  /// - Parameter place: where the name begins.
  private func isBuiltIn(_ name: [SQLToken], at place: Int) -> Bool {
    if place > 0, tokens[place - 1].isWord("FUNCTION") || tokens[place - 1].isWord("PROCEDURE") {
      return false
    }
    let schema = name.dropLast().map { $0.text.lowercased() }
    return schema.isEmpty || schema == ["builtin"] || schema == ["system", "builtin"]
  }

  private mutating func endArgument(at index: Int) {
    guard let last = frames.indices.last else { return }
    defer { frames[last].start = index + 1 }
    guard !frames[last].name.isEmpty, frames[last].start < index else { return }
    var rest = tokens[frames[last].start..<index]
    var name: SQLToken?
    if let first = rest.first, first.isName, rest.dropFirst().first?.isSymbol("=>") == true {
      name = first
      rest = rest.dropFirst(2)
    }
    if let value = SQLValue(rest) { frames[last].arguments.append(SQLArgument(name: name, value: value)) }
  }

  /// - Parameter index: the closing parenthesis; `nil` at the end of the statement.
  private mutating func close(at index: Int?) {
    if let index { endArgument(at: index) }
    guard let frame = frames.popLast(), !frame.name.isEmpty else { return }
    let call = SQLCall(name: frame.name, arguments: frame.arguments)
    if call.isHTTPRequest ? !Self.takesURL(call) : frame.name.count > 1 || Self.hasGatewaySettings(call) {
      calls.append(call)
    }
  }

  /// Whether a call has a URL where Databricks has a connection: then it is of another system.
  private static func takesURL(_ call: SQLCall) -> Bool {
    if call.argument("CONN") != nil { return false }
    return call.argument("URL") != nil || call.arguments.first?.value.text?.contains("://") == true
  }

  /// Whether a call has settings of the gateway's functions. A procedure SETUP of no schema may be anyone's.
  private static func hasGatewaySettings(_ call: SQLCall) -> Bool {
    call.arguments.contains { argument in
      if let name = argument.name { return name.isWord("API_BASE_URL") || name.isWord("API_ACCESS_TOKEN") }
      let text = argument.value.text?.lowercased() ?? ""
      return text.contains("\"api_base_url\"") || text.contains("\"api_access_token\"")
    }
  }
}
