import Testing

@testable import CEL

/// A table of states against the machine that follows all ways at once.
struct RegexAutomatonTests {
  @Test(arguments: [
    "a", "^a", "a$", "^a$", "^$", "", "$", "(^|x)a", "a(b|$)", "[a-c]+d?", "(?i)ab",
    "^[*]?[a-z]([a-z-]*[a-z])?$",
    "a.c", "(a|ab)(c|bcd)(d*)", "x*", "^(a|b)*abb$", "[^/]+/[^/]+", "a{2,4}b", "(?s)a.b", "é|a",
  ])
  func automatonAgrees(_ pattern: String) throws {
    let program = try RegexProgram(pattern, instructionLimit: 10_000)
    let automaton = try #require(RegexAutomaton(program))
    var budget = CostBudget(limit: .max)
    let texts = [
      "", "a", "b", "ab", "ba", "xa", "aab", "aaaab", "abcd", "abbabb", "AB", "a\nb", "a/b", "/", "*a-b", "é",
      "aé",
      "xyz", "abb", "abcbcd",
    ]
    for text in texts {
      var copy = text
      let found = copy.withUTF8(automaton.matches)
      #expect(found == nil || text.utf8.allSatisfy { $0 < 0x80 })
      if let found { #expect(try found == program.search(text, budget: &budget), "\(pattern) in \(text)") }
    }
  }

  @Test(arguments: ["(?m)^a", "\\ba", "a\\B", "(?m)a$"])
  func automatonLeavesLinesAndWords(_ pattern: String) throws {
    #expect(RegexAutomaton(try RegexProgram(pattern, instructionLimit: 10_000)) == nil)
  }
}
