/// Turns a checked expression into a plan.
struct Planner {
  let checked: CheckedSyntax
  let environment: Environment
  var builder = PlanBuilder()
  var references = ReferenceCollector()
  /// How many variables of macros are open at the current node.
  private var openLocals = 0

  /// - Throws: `CompileError` for a constant that is wrong, such as the pattern of a regular expression.
  static func plan(
    _ checked: CheckedSyntax, in environment: Environment
  ) throws(CompileError) -> (Plan, [FieldReference]) {
    var planner = Planner(checked: checked, environment: environment)
    planner.builder.callees = checked.callees
    planner.builder.steps.reserveCapacity(checked.syntax.nodes.count)
    let root = try planner.plan(checked.syntax.root)
    return (Plan(planner.builder, root: root), planner.references.minimal)
  }

  private init(checked: CheckedSyntax, environment: Environment) {
    self.checked = checked
    self.environment = environment
  }

  private var syntax: Syntax { checked.syntax }

  private mutating func add(_ operation: Step.Operation, _ range: SourceRange) -> NodeID {
    builder.steps.append(Step(operation: operation, offset: range.start))
    return NodeID(builder.steps.count - 1)
  }

  private mutating func constant(_ value: Value, _ range: SourceRange) -> NodeID {
    builder.constants.append(value)
    return add(.constant(Int32(builder.constants.count - 1)), range)
  }

  private mutating func failure(_ error: EvaluationError, _ range: SourceRange) -> NodeID {
    builder.failures.append(error.at(range.start))
    return add(.failure(Int32(builder.failures.count - 1)), range)
  }

  private mutating func field(_ name: Int32) -> Int32 {
    builder.fields.append(FieldName(syntax.name(name)))
    return Int32(builder.fields.count - 1)
  }

  /// Plans a node. `isInner` where it is the operand of a selection, whose path is then the longer one.
  private mutating func plan(_ id: NodeID, isInner: Bool = false) throws(CompileError) -> NodeID {
    let node = syntax[id]
    if !isInner { references.note(id, in: checked, environment) }
    switch node.kind {
    case .literal(let index): return constant(syntax.literals[Int(index)], node.range)
    case .identifier(let name, _): return named(id, syntax.name(name), node)
    case .select(let operand, let name, let isOptional):
      return try select(id, operand, name, isOptional: isOptional)
    case .has(let operand, let name):
      return add(.has(try plan(operand, isInner: true), field: field(name)), node.focus)
    case .index(let operand, let key, let isOptional): return try index(node, operand, key, isOptional)
    case .call(let name, let arguments, _): return try call(id, name, arguments)
    case .member(let name, let arguments): return try call(id, name, arguments)
    case .not(let operand): return add(.not(try plan(operand)), node.focus)
    case .negate(let operand): return add(.negate(try plan(operand)), node.focus)
    case .binary(let operation, let left, let right): return try binary(node, operation, left, right)
    case .and(let operands): return add(.and(try plan(operands)), node.focus)
    case .or(let operands): return add(.or(try plan(operands)), node.focus)
    case .conditional(let parts): return try conditional(node, parts)
    case .list(let elements): return try list(node, elements)
    case .map(let entries): return try map(node, entries)
    case .optionalEntry(let inner): return add(.optionalEntry(try plan(inner)), node.range)
    case .comprehension(let index): return try loop(node, syntax.comprehensions[Int(index)])
    }
  }

  private mutating func plan(_ nodes: NodeList) throws(CompileError) -> NodeList {
    var planned: [NodeID] = []
    planned.reserveCapacity(Int(nodes.count))
    for node in syntax.children(nodes) { planned.append(try plan(node)) }
    return list(planned)
  }

  private mutating func list(_ steps: [NodeID]) -> NodeList {
    let list = NodeList(first: Int32(builder.children.count), count: Int32(steps.count))
    builder.children.append(contentsOf: steps)
    return list
  }
}

// MARK: Names and selections

extension Planner {
  private mutating func named(_ id: NodeID, _ name: String, _ node: SyntaxNode) -> NodeID {
    switch checked.resolutions[Int(id)] {
    case .variable(let slot): return add(.variable(Int32(slot)), node.range)
    case .local(let index): return add(.local(Int32(index)), node.range)
    case .type(let type): return constant(.type(type), node.range)
    default:
      let message = "undeclared reference to '\(name)' (in container '\(environment.container)')"
      return failure(EvaluationError(.undeclaredReference, message), node.range)
    }
  }

  private mutating func select(
    _ id: NodeID, _ operand: NodeID, _ name: Int32, isOptional: Bool
  ) throws(CompileError) -> NodeID {
    let node = syntax[id]
    switch checked.resolutions[Int(id)] {
    case .variable(let slot): return add(.variable(Int32(slot)), node.range)
    case .type(let type): return constant(.type(type), node.range)
    default: break
    }
    let inner = try plan(operand, isInner: true)
    let field = field(name)
    return add(isOptional ? .optionalSelect(inner, field: field) : .select(inner, field: field), node.focus)
  }

  private mutating func index(
    _ node: SyntaxNode, _ operand: NodeID, _ key: NodeID, _ isOptional: Bool
  ) throws(CompileError) -> NodeID {
    let inner = try plan(operand, isInner: true)
    if case .literal(let index) = syntax[key].kind, case .string(let text) = syntax.literals[Int(index)] {
      builder.fields.append(FieldName(text))
      let field = Int32(builder.fields.count - 1)
      return add(isOptional ? .optionalSelect(inner, field: field) : .select(inner, field: field), node.focus)
    }
    let key = try plan(key)
    return add(isOptional ? .optionalIndex(inner, key: key) : .index(inner, key: key), node.focus)
  }
}

// MARK: Operators, literals, macros

extension Planner {
  private mutating func binary(
    _ node: SyntaxNode, _ operation: BinaryOperator, _ left: NodeID, _ right: NodeID
  ) throws(CompileError) -> NodeID {
    let left = try plan(left)
    let right = try plan(right)
    switch operation {
    case .equal: return add(.equal(left, right, isNegated: false), node.focus)
    case .notEqual: return add(.equal(left, right, isNegated: true), node.focus)
    default: return add(.binary(operation, left, right), node.focus)
    }
  }

  private mutating func conditional(_ node: SyntaxNode, _ parts: NodeList) throws(CompileError) -> NodeID {
    let parts = Array(syntax.children(parts))
    let condition = try plan(parts[0])
    let yes = try plan(parts[1])
    return add(.conditional(condition, yes, try plan(parts[2])), node.focus)
  }

  private mutating func list(_ node: SyntaxNode, _ elements: NodeList) throws(CompileError) -> NodeID {
    let elements = try plan(elements)
    if let values = constants(elements) { return constant(.list(values), node.range) }
    return add(.list(elements), node.range)
  }

  private mutating func map(_ node: SyntaxNode, _ entries: NodeList) throws(CompileError) -> NodeID {
    let entries = try plan(entries)
    if let values = constants(entries), let map = NativeMap(constants: values) {
      return constant(.map(.native(map)), node.range)
    }
    return add(.map(entries), node.range)
  }

  /// The values of steps that are all constants; `nil` if one of them is not.
  private func constants(_ steps: NodeList) -> [Value]? {
    var values: [Value] = []
    for step in builder.children[Int(steps.first)..<Int(steps.first + steps.count)] {
      guard case .constant(let index) = builder.steps[Int(step)].operation else { return nil }
      values.append(builder.constants[Int(index)])
    }
    return values
  }

  private mutating func loop(_ node: SyntaxNode, _ comprehension: Comprehension) throws(CompileError)
    -> NodeID
  {
    let range = try plan(comprehension.range)
    let slot = openLocals
    openLocals += comprehension.second == nil ? 1 : 2
    builder.localCount = max(builder.localCount, openLocals)
    defer { openLocals = slot }
    var filter: NodeID?
    if let condition = comprehension.filter { filter = try plan(condition) }
    let body = try plan(comprehension.body)
    builder.loops.append(
      Loop(
        kind: comprehension.kind, range: range, slot: slot, hasTwoVariables: comprehension.second != nil,
        filter: filter, body: body))
    return add(.loop(Int32(builder.loops.count - 1)), node.focus)
  }
}

extension NativeMap {
  /// A map of keys and values in turn; `nil` where a key is none or stands twice.
  fileprivate init?(constants: [Value]) {
    var entries: [Entry] = []
    for index in stride(from: 0, to: constants.count - 1, by: 2) {
      guard let key = MapKey(constants[index]) else { return nil }
      entries.append((key, constants[index + 1]))
    }
    self.init(entries)
    if hasDuplicates { return nil }
  }
}

// MARK: Calls

extension Planner {
  private mutating func call(_ id: NodeID, _ name: Int32, _ arguments: NodeList) throws(CompileError)
    -> NodeID
  {
    let node = syntax[id]
    guard case .function(let callee, let isNamespace) = checked.resolutions[Int(id)] else {
      let message = "unbound function '\(syntax.name(name))'"
      return failure(EvaluationError(.undeclaredReference, message), node.focus)
    }
    var written = arguments
    if isNamespace { written = NodeList(first: arguments.first + 1, count: arguments.count - 1) }
    if let form = builder.callees[callee].forms.first, case .special(let special) = form.implementation {
      return try self.special(special, node, Array(syntax.children(written)))
    }
    return add(.call(Int32(callee), try plan(written)), node.focus)
  }

  private mutating func special(
    _ form: SpecialForm, _ node: SyntaxNode, _ arguments: [NodeID]
  ) throws(CompileError) -> NodeID {
    let first = try plan(arguments[0])
    switch form {
    case .dyn: return first
    case .optionalHasValue: return add(.optionalHasValue(first), node.focus)
    case .optionalValue: return add(.optionalValue(first), node.focus)
    case .optionalOr: return add(.optionalOr(first, try plan(arguments[1])), node.focus)
    case .optionalOrValue: return add(.optionalOrValue(first, try plan(arguments[1])), node.focus)
    case .matches:
      guard case .literal(let index) = syntax[arguments[1]].kind,
        case .string(let pattern) = syntax.literals[Int(index)]
      else { return add(.matchesComputed(first, try plan(arguments[1])), node.focus) }
      return add(.matches(first, regex: try regex(pattern, at: syntax[arguments[1]].range)), node.focus)
    }
  }

  private mutating func regex(_ pattern: String, at range: SourceRange) throws(CompileError) -> Int32 {
    do {
      builder.regexes.append(
        try RegexProgram(pattern, instructionLimit: environment.limits.regexInstructions))
    } catch {
      throw CompileError("the regular expression is wrong: \(error.message)", at: range)
    }
    return Int32(builder.regexes.count - 1)
  }
}
