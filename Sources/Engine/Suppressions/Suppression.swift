import Findings

/// A word of the team that a finding is accepted.
struct Suppression: Sendable {
  /// Which findings it is for.
  enum Target: Sendable {
    /// Those at a line (1-based) of a file.
    case line(path: String, line: Int)
    /// Those of a resource, by its identity, in a file; what is rendered comes from several.
    case resource(String, paths: [String])
    /// Those that an entry of the configuration names.
    case entry(AllowEntry)
  }

  var kind: SuppressionKind
  var target: Target
  var statement: SuppressionStatement
  /// Where it stands.
  var place: Place
}

/// What a suppression says: `RULE-ID reason [until 2027-01-31]`.
struct SuppressionStatement: Sendable, Equatable {
  var rule = ""
  var reason = ""
  var until: CalendarDate?
  /// What is wrong with it; it then suppresses nothing.
  var problem: String?

  static let form = "a suppression is written 'airtight: allow RULE-ID reason [until 2027-01-31]'"

  /// The statement of a comment's text after its mark; `nil` for a comment that is not addressed to airtight.
  init?(comment text: some StringProtocol) {
    let words = Self.words(text)
    guard words.first == "airtight:" else { return nil }
    let instruction = words.count > 1 ? words[1] : ""
    guard instruction == "allow" else {
      self.init(problem: "'\(instruction)' is no instruction; \(Self.form)")
      return
    }
    self.init(words: Array(words.dropFirst(2)))
  }

  /// The statement of a line of an annotation.
  init(annotation line: some StringProtocol) {
    self.init(words: Self.words(line))
  }

  private static func words(_ text: some StringProtocol) -> [String] {
    text.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map {
      String(decoding: Array($0), as: UTF8.self)
    }
  }

  init(_ entry: AllowEntry) {
    rule = entry.rule
    reason = entry.reason
    until = entry.until
  }

  private init(problem: String) { self.problem = problem }

  private init(words: [String]) {
    guard let first = words.first else {
      problem = "the suppression names no rule; \(Self.form)"
      return
    }
    rule = first.hasSuffix(":") ? String(first.dropLast()) : first
    var rest = words.dropFirst()
    if let last = rest.last, rest.dropLast().last == "until", last.first?.isASCII == true,
      last.first?.isNumber == true
    {
      until = CalendarDate(last)
      if until == nil { problem = "'\(last)' is no day; 'until' takes one such as 2027-01-31" }
      rest = rest.dropLast(2)
    }
    reason = rest.joined(separator: " ")
    if reason.isEmpty, problem == nil { problem = "the suppression of \(rule) gives no reason; \(Self.form)" }
  }
}
