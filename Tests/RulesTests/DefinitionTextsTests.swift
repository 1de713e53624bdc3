import Foundation
import SourceText
import Testing

@testable import Rules

/// Definitions as the binary carries them say what the rule files say.
@Suite struct DefinitionTextsTests {
  /// A definition in words, without the places of its expressions in the file.
  private func words(_ definition: RuleDefinition) -> String {
    "\(definition)".replacing(/span: [A-Za-z]+\.ByteSpan\(start: \d+, end: \d+\)/, with: "span")
  }

  private func read(_ source: SourceFile, family: String) throws -> RuleDefinition {
    let (definition, problems) = RuleReader.read(source, family: family)
    return try #require(definition, "\(problems.map(\.message))")
  }

  @Test func everyEmbeddedDefinitionIsThatOfItsFile() throws {
    for entry in RuleLibrary.embedded() {
      let written = try read(entry.source, family: entry.family)
      #expect(words(try entry.definition()) == words(written), "\(entry.id)")
    }
  }

  /// What no rule has today.
  private static let unusual = """
    id: unusual
    summary: All that a rule file may have.
    why: It has to be read.
    remediation: Keep it.
    severity: note
    confidence: low
    references: [{ name: none }]
    match: [kubernetes.Service]
    params:
      text: { default: "", description: A text. }
      off: { default: false, description: A flag. }
      on: { default: true, description: A flag. }
      number: { default: -9223372036854775808, description: A number. }
      words: { default: [a, "0", ""], description: Words. }
      none: { default: [], description: No words. }
    matchConditions: ["1 < 2", "true"]
    variables: { one: "1", "0": "'0'" }
    forEach: object.list
    validations:
      - expression: |
          first
          && second
        message: ""
        atExpression: "'a'"
        mark: key
        severity: warning
        related:
          - { each: e, at: 'a[0]["b.c/d"].e[12]', message: here }
          - { each: f, messageExpression: "'there'" }
    fixes:
      - title: First
        safety: safe
        set:
          - { at: a, value: true }
          - { at: a, value: false }
          - { at: b, value: -5 }
          - { at: c, value: 0.1 }
          - { at: d, value: "" }
          - { atExpression: "'e'", valueExpression: "'f'" }
        rename: { at: a, to: b }
        remove: { at: b }
        quote: { at: c }
        append: { at: d, text: e }
      - { title: Second, safety: unsafe, when: "true", remove: { at: b } }
    suppressible: false
    """

  @Test func everythingThatAFileMayHaveIsCarried() throws {
    let source = SourceFile(path: "rule.yaml", text: Self.unusual)
    let definition = try read(source, family: "kubernetes")
    let entry = RuleLibrary.Entry(
      description: definition.description, match: definition.match, needs: definition.needs, isLocal: true,
      fields: [], isSuppressible: definition.isSuppressible,
      text: .embedded("", definition: DefinitionTexts.text(of: definition)))
    #expect(words(try entry.definition()) == words(definition))
    #expect(definition.parameters.count == 6 && definition.fixes.map(\.changes.count) == [10, 1])
  }

  @Test func aListOfTextsThatEndsTooEarlyGivesLess() throws {
    let source = SourceFile(path: "rule.yaml", text: Self.unusual)
    let definition = try read(source, family: "kubernetes")
    let text = DefinitionTexts.text(of: definition)
    for end in text.indices {
      let entry = RuleLibrary.Entry(
        description: definition.description, match: [], needs: [], isLocal: true, fields: [],
        isSuppressible: true, text: .embedded("", definition: String(text[..<end])))
      #expect(try entry.definition().fixes.count < 3)
    }
  }
}
