import CEL
package import Findings
package import SourceText

/// A rule with its expressions compiled, ready to judge resources.
package struct Rule: Sendable {
  package let description: RuleDescription
  /// The kinds that the rule judges.
  package let match: [String]
  /// Further kinds without which it is not evaluated.
  package let needs: [String]
  /// Whether it looks at nothing but the object, so that it can run while the object's file is in memory.
  package let isLocal: Bool
  /// The fields of the object that the rule reads or marks, as paths; an empty path is the whole object.
  package let fields: [[String]]
  /// The kinds that it looks up in the inventory.
  package let lookedUpKinds: [String]

  let parameters: Value
  let conditions: [Program]
  let variables: [(name: String, program: Program)]
  let forEach: Program?
  let validations: [Validation]
  let fixes: [RuleDefinition.FixTemplate]

  struct Validation: Sendable {
    var program: Program
    var message: Message
    var at: FieldPath?
    var atProgram: Program?
    var marksKey: Bool
    var related: [Related]
  }

  struct Related: Sendable {
    var each: Program
    var at: FieldPath?
    var message: Message
  }

  enum Message: Sendable {
    case fixed(String)
    case computed(Program)
  }

  /// Compiles a definition.
  ///
  /// - Throws: what is wrong with its expressions, each with its place in the rule file.
  package init(_ definition: RuleDefinition, source: SourceFile) throws(RuleProblems) {
    var compiler = RuleCompiler(definition, source: source)
    description = definition.description
    match = definition.match
    needs = definition.needs
    parameters = .map(
      .native(NativeMap(fields: definition.parameters.map { ($0.name, Self.value($0.default)) })))
    conditions = definition.matchConditions.compactMap { compiler.program($0) }
    variables = definition.variables.compactMap { variable in
      compiler.program(variable.expression).map { (variable.name, $0) }
    }
    forEach = definition.forEach.flatMap { compiler.program($0) }
    validations = definition.validations.compactMap { compiler.validation($0) }
    fixes = definition.fixes
    isLocal = compiler.isLocal
    fields = compiler.objectFields
    lookedUpKinds = compiler.lookedUpKinds
    if !compiler.problems.isEmpty { throw RuleProblems(problems: compiler.problems) }
  }

  private static func value(_ parameter: RuleDefinition.Parameter.Default) -> Value {
    switch parameter {
    case .string(let text): .string(text)
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .strings(let texts): .list(texts.map(Value.string))
    }
  }
}

/// What is wrong with a rule file.
package struct RuleProblems: Error, Sendable {
  package var problems: [SourceProblem]
}
