import CEL
import Findings
import SourceText

/// Compiles the expressions of one rule and notes what they read.
struct RuleCompiler {
  /// The places of the variables, in the environment's order.
  enum Slot: Int {
    case object, params, variables, item, related, facts, inventory, each
  }

  static let names = ["object", "params", "variables", "item", "related", "facts", "inventory", "each"]
  static let environment = Environment(variables: names, functions: RuleFunctions.all)

  private let definition: RuleDefinition
  private let source: SourceFile
  private(set) var problems: [SourceProblem] = []
  private(set) var isLocal = true
  private(set) var objectFields: [[String]] = []
  private(set) var lookedUpKinds: [String] = []

  init(_ definition: RuleDefinition, source: SourceFile) {
    self.definition = definition
    self.source = source
    noteMarkedFields()
  }

  mutating func program(_ text: RuleDefinition.Text) -> Program? {
    do throws(CompileError) {
      let program = try Program(text.value, environment: Self.environment)
      for reference in program.references { note(reference, in: text) }
      return program
    } catch {
      for issue in error.issues { problems.append(SourceProblem(issue.message, at: place(issue, in: text))) }
      return nil
    }
  }

  mutating func validation(_ validation: RuleDefinition.Validation) -> Rule.Validation? {
    guard let program = program(validation.expression) else { return nil }
    var related: [Rule.Related] = []
    for entry in validation.related {
      guard let each = self.program(entry.each) else { continue }
      let message = message(entry.messageExpression, entry.message)
      related.append(Rule.Related(each: each, at: entry.at, message: message))
    }
    return Rule.Validation(
      program: program, message: message(validation.messageExpression, validation.message), at: validation.at,
      atProgram: validation.atExpression.flatMap { self.program($0) },
      marksKey: validation.marksKey, related: related)
  }

  private mutating func message(_ expression: RuleDefinition.Text?, _ fixed: String?) -> Rule.Message {
    if let expression, let program = program(expression) { return .computed(program) }
    return .fixed(fixed ?? definition.description.summary)
  }

  private mutating func note(_ reference: Reference, in text: RuleDefinition.Text) {
    switch reference.root {
    case "object": objectFields.append(reference.fields)
    case "related", "facts": isLocal = false
    case "inventory":
      isLocal = false
      if let kind = reference.fields.first { lookedUpKinds.append(kind) }
    case "params": check(reference, definition.parameters.map(\.name), "parameter", in: text)
    case "variables": check(reference, definition.variables.map(\.name), "variable", in: text)
    default: break
    }
  }

  /// A parameter or variable that the rule does not declare.
  private mutating func check(
    _ reference: Reference, _ known: [String], _ what: String, in text: RuleDefinition.Text
  ) {
    guard let name = reference.fields.first, !known.contains(name) else { return }
    let proposal = Spelling.nearest(name, in: known).map { "; did you mean '\($0)'?" } ?? ""
    problems.append(SourceProblem("the rule has no \(what) '\(name)'\(proposal)", at: text.span))
  }

  /// What is marked has to be there to be marked.
  private mutating func noteMarkedFields() {
    for validation in definition.validations {
      if let at = validation.at { objectFields.append(at.leadingMembers) }
      if validation.atExpression != nil { objectFields.append([]) }
    }
    for fix in definition.fixes { objectFields.append(fix.at.leadingMembers) }
  }

  /// The place of an issue in the rule file: exact where the expression stands there as it is, else the whole scalar.
  private func place(_ issue: CompileError.Issue, in text: RuleDefinition.Text) -> ByteSpan {
    let range = text.span.range
    guard range.upperBound <= source.bytes.count else { return text.span }
    let written = source.bytes[range]
    let expression = Array(text.value.utf8)
    for shift in [0, 1] where written.dropFirst(shift).starts(with: expression) {
      let start = range.lowerBound + shift + issue.offset
      return ByteSpan(start..<Swift.min(start + Swift.max(issue.length, 1), range.upperBound))
    }
    return text.span
  }
}
