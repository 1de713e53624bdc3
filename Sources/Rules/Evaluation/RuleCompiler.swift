import CEL
import SourceText

/// Checks the expressions of one rule and notes what they read.
struct RuleCompiler {
  /// The places of the variables, in the environment's order.
  enum Slot: Int {
    case object, params, variables, item, related, facts, inventory, each
  }

  static let names = ["object", "params", "variables", "item", "related", "facts", "inventory", "each"]
  static let environment: Environment = {
    var environment = Environment()
    for name in names {
      environment.declare(name, .dyn, isStable: name == "inventory" || name == "params")
    }
    for function in RuleFunctions.all { environment.declare(function) }
    return environment
  }()

  /// The same for all rules, but for what `params` and `variables` have.
  private let environment: Environment
  private let definition: RuleDefinition
  private let source: SourceFile
  private(set) var problems: [SourceProblem] = []
  /// Whether the rule looks at nothing but the object, so that it can run while the object's file is in memory.
  private(set) var isLocal = true
  /// The fields of the object that the rule reads or marks, as paths; an empty path is the whole object.
  private(set) var objectFields: [[String]] = []

  /// Compiles every expression of a definition.
  init(_ definition: RuleDefinition, source: SourceFile) {
    self.definition = definition
    environment = Self.environment(of: definition)
    self.source = source
    noteMarkedFields()
    for text in definition.matchConditions { compile(text) }
    for variable in definition.variables { compile(variable.expression) }
    if let list = definition.forEach { compile(list) }
    for validation in definition.validations {
      compile(validation.expression)
      for text in [validation.messageExpression, validation.atExpression] { if let text { compile(text) } }
      for related in validation.related {
        compile(related.each)
        if let text = related.messageExpression { compile(text) }
      }
    }
    for fix in definition.fixes {
      if let when = fix.when { compile(when) }
      for change in fix.changes {
        for text in [change.atExpression, change.valueExpression] { if let text { compile(text) } }
      }
    }
  }

  private mutating func compile(_ text: RuleDefinition.Text) {
    do throws(CompileError) {
      let program = try Program(text.value, environment: environment)
      for reference in program.references { note(reference) }
    } catch {
      for issue in error.issues { problems.append(SourceProblem(issue.message, at: place(issue, in: text))) }
    }
  }

  private mutating func note(_ reference: FieldReference) {
    switch reference.root {
    case "object": add(reference.path)
    case "related", "facts", "inventory": isLocal = false
    default: break
    }
  }

  private mutating func add(_ path: [String]) {
    if !objectFields.contains(path) { objectFields.append(path) }
  }

  private static func environment(of definition: RuleDefinition) -> Environment {
    var environment = environment
    let fields = [
      "params": definition.parameters.map(\.name), "variables": definition.variables.map(\.name),
    ]
    for (name, fields) in fields {
      environment.declare(ObjectType(name, fields: fields.map { VariableDeclaration(name: $0, type: .dyn) }))
      environment.declare(name, .object(name), isStable: name == "params")
    }
    return environment
  }

  /// What is marked has to be there to be marked.
  private mutating func noteMarkedFields() {
    for validation in definition.validations {
      if let at = validation.at { add(at.leadingMembers) }
      if validation.atExpression != nil { add([]) }
    }
    for change in definition.fixes.flatMap(\.changes) { add(change.at?.leadingMembers ?? []) }
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
