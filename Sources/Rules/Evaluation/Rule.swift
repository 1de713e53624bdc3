import CEL
package import Findings

/// A rule ready to judge resources; its expressions are compiled as they are needed.
///
/// A reference, because every resource is judged by many and a copy would count the references of all its parts.
package final class Rule: Sendable {
  package let description: RuleDescription
  let mark: RuleMark

  let parameters: Value
  let hasParameters: Bool
  /// The conditions and the validations' expressions, lent by what stands below, and the variables: to take one out of an array counts
  /// its references.
  nonisolated(unsafe) let conditions: UnsafeMutableBufferPointer<LentExpression>
  nonisolated(unsafe) let programs: UnsafeMutableBufferPointer<LentValidation>
  private let ownedConditions: [SharedExpression]
  private let ownedVariables: [RuleVariable]
  nonisolated(unsafe) let variables: UnsafeMutableBufferPointer<LentVariable>
  let forEach: SharedExpression?
  let validations: [Validation]
  let fixes: [FixProgram]

  struct Validation: Sendable {
    var program: LazyProgram
    var message: Message
    var at: FieldPath?
    var atProgram: LazyProgram?
    var marksKey: Bool
    var severity: Severity?
    var related: [Related]
  }

  struct Related: Sendable {
    var each: LazyProgram
    var at: FieldPath?
    var message: Message
  }

  enum Message: Sendable {
    case fixed(String)
    case computed(LazyProgram)
  }

  /// A rule of a definition that `RuleCompiler` found nothing wrong with.
  ///
  /// - Parameters:
  ///   - settings: values for parameters, by name, in place of their defaults.
  ///   - shared: the expressions of all rules of the library.
  init(_ definition: RuleDefinition, settings: [String: ParameterSetting] = [:], _ shared: SharedExpressions)
  {
    description = definition.description
    mark = definition.description.mark
    parameters = .map(
      .native(NativeMap(fields: definition.parameters.map { ($0.name, Self.value($0, settings)) })))
    hasParameters = !definition.parameters.isEmpty
    ownedConditions = definition.matchConditions.map { shared.expression($0.value) }
    conditions = UnsafeMutableBufferPointer.holding(ownedConditions.map(LentExpression.init))
    ownedVariables = definition.variables.map {
      RuleVariable(name: OwnedFieldName($0.name), program: LazyProgram($0.expression.value))
    }
    variables = UnsafeMutableBufferPointer.holding(ownedVariables.map(LentVariable.init))
    forEach = definition.forEach.map { shared.expression($0.value) }
    fixes = definition.fixes.map(FixProgram.init)
    let summary = definition.description.summary
    validations = definition.validations.map { Validation($0, summary: summary) }
    programs = UnsafeMutableBufferPointer.holding(validations.map { LentValidation($0.program) })
  }

  deinit {
    conditions.deallocate()
    programs.deallocate()
    variables.deallocate()
  }

  /// A condition that the rule keeps.
  struct LentExpression: BitwiseCopyable {
    private let expression: Unmanaged<SharedExpression>

    init(_ expression: SharedExpression) { self.expression = .passUnretained(expression) }

    func value(_ values: RuleValues, _ memory: SubjectMemory) throws(EvaluationError) -> Value {
      try expression._withUnsafeGuaranteedRef { expression in
        Result { () throws(EvaluationError) in try expression.value(values, memory) }
      }.get()
    }
  }

  /// An expression that the rule keeps.
  struct LentValidation: BitwiseCopyable {
    private let program: Unmanaged<LazyProgram>

    init(_ program: LazyProgram) { self.program = .passUnretained(program) }

    func evaluate(_ values: RuleValues) throws(EvaluationError) -> Value {
      try program._withUnsafeGuaranteedRef { program in
        Result { () throws(EvaluationError) in try program.evaluate(values) }
      }.get()
    }
  }

  private static func value(
    _ parameter: RuleDefinition.Parameter, _ settings: [String: ParameterSetting]
  ) -> Value {
    switch settings[parameter.name].flatMap(parameter.value) ?? parameter.default {
    case .string(let text): .string(text)
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .strings(let texts): .list(texts.map(Value.string))
    }
  }
}

/// A rule that a library keeps, for as long as that is there: every resource is judged by many, and to take each out of an array would count its references.
package struct LentRule: @unchecked Sendable, BitwiseCopyable {
  /// The rule's place in the library.
  package let index: Int
  private let lent: Unmanaged<Rule>

  package init(_ rule: Rule, index: Int) {
    self.index = index
    lent = .passUnretained(rule)
  }

  package var description: RuleDescription { lent._withUnsafeGuaranteedRef { $0.description } }

  package var mark: RuleMark { lent._withUnsafeGuaranteedRef(\.mark) }

  /// Judges a resource.
  package func judge(_ subject: borrowing RuleSubject) -> RuleVerdict {
    lent._withUnsafeGuaranteedRef { $0.judge(subject) }
  }
}

extension Rule.Validation {
  init(_ definition: RuleDefinition.Validation, summary: String) {
    program = LazyProgram(definition.expression.value)
    message = .init(definition.messageExpression, definition.message ?? summary)
    at = definition.at
    atProgram = definition.atExpression.map { LazyProgram($0.value) }
    marksKey = definition.marksKey
    severity = definition.severity
    related = definition.related.map { entry in
      Rule.Related(
        each: LazyProgram(entry.each.value), at: entry.at,
        message: .init(entry.messageExpression, entry.message ?? summary))
    }
  }
}

extension Rule.Message {
  init(_ expression: RuleDefinition.Text?, _ fixed: String) {
    if let expression { self = .computed(LazyProgram(expression.value)) } else { self = .fixed(fixed) }
  }
}
