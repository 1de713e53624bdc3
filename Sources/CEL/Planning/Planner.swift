/// Resolves the names of an expression and turns it into a plan; what does not resolve is an issue at its place.
struct Planner {
  private let environment: Environment
  private var scope: [(name: String, slot: Int)] = []
  private(set) var slotCount: Int
  private(set) var issues: [CompileError.Issue] = []

  init(_ environment: Environment) {
    self.environment = environment
    slotCount = environment.variables.count
  }

  mutating func plan(_ expression: Expression) -> Plan {
    let offset = UInt32(clamping: expression.range.lowerBound)
    switch expression.kind {
    case .constant(let value): return .constant(value)
    case .identifier(let name): return identifier(name, at: expression.range)
    case .select(let operand, let field, let isOptional, let isTest):
      if let type = typeName(expression) { return .constant(.type(type)) }
      let inner = plan(operand)
      return isTest
        ? .has(inner, FieldName(field), offset: offset)
        : .select(inner, FieldName(field), isOptional: isOptional, offset: offset)
    case .call(let name, let target, let arguments):
      return call(name, target, arguments, at: expression.range)
    case .and(let operands): return .and(operands.map { plan($0) }, offset: offset)
    case .or(let operands): return .or(operands.map { plan($0) }, offset: offset)
    case .list(let elements):
      return .list(elements.map { (value: plan($0.value), isOptional: $0.isOptional) }, offset: offset)
    case .map(let entries):
      return .map(
        entries.map { (key: plan($0.key), value: plan($0.value), isOptional: $0.isOptional) }, offset: offset)
    case .comprehension(let macro): return comprehension(macro, offset: offset)
    case .bind(let binding):
      let value = plan(binding.value)
      let slot = push(binding.variable)
      let result = plan(binding.result)
      scope.removeLast()
      return .bind(binding.kind, slot: slot, value: value, result: result, offset: offset)
    }
  }

  private mutating func comprehension(_ macro: Expression.Comprehension, offset: UInt32) -> Plan {
    let range = plan(macro.range)
    let slot = slotCount
    for variable in macro.variables { _ = push(variable) }
    let made = ComprehensionPlan(
      kind: macro.kind, range: range, slot: slot, hasTwoVariables: macro.variables.count == 2,
      predicate: macro.predicate.map { plan($0) }, transform: macro.transform.map { plan($0) }, offset: offset
    )
    scope.removeLast(macro.variables.count)
    return .comprehension(made)
  }

  private mutating func push(_ name: String) -> Int {
    let slot = slotCount
    slotCount += 1
    scope.append((name, slot))
    return slot
  }

  private func slot(of name: String) -> Int? {
    scope.last { $0.name == name }?.slot ?? environment.variables.firstIndex(of: name)
  }
}

// Names.
extension Planner {
  private mutating func identifier(_ name: String, at range: Range<Int>) -> Plan {
    if let slot = slot(of: name) { return .variable(slot) }
    if let type = Self.types[name] { return .constant(.type(type)) }
    let known = environment.variables + scope.map(\.name)
    issue("unknown name '\(name)'", proposal: Spelling.nearest(name, in: known), at: range)
    return .constant(.null)
  }

  /// The type that a qualified name such as `google.protobuf.Timestamp` is.
  private func typeName(_ expression: Expression) -> CELType? {
    guard let name = qualifiedName(expression), name.contains(".") else { return nil }
    return Self.types[name]
  }

  /// The dotted name that a chain of plain selections is, where its root is no variable.
  private func qualifiedName(_ expression: Expression) -> String? {
    var parts: [String] = []
    var node = expression
    while case .select(let operand, let field, false, false) = node.kind {
      parts.append(field)
      node = operand
    }
    guard case .identifier(let root) = node.kind, slot(of: root) == nil else { return nil }
    return ([root] + parts.reversed()).joined(separator: ".")
  }

  private mutating func issue(_ what: String, proposal: String?, at range: Range<Int>) {
    let message = proposal.map { "\(what); did you mean '\($0)'?" } ?? what
    issues.append(.init(message, offset: range.lowerBound, length: range.count))
  }

  private static let types: [String: CELType] = [
    "int": .int, "uint": .uint, "double": .double, "bool": .bool, "string": .string, "bytes": .bytes,
    "list": .list(.dyn), "map": .map(key: .dyn, value: .dyn), "null_type": .null, "type": .type(.dyn),
    "optional_type": .optional(.dyn), "google.protobuf.Timestamp": .timestamp,
    "google.protobuf.Duration": .duration,
  ]
}

// Calls.
extension Planner {
  private mutating func call(
    _ name: String, _ target: Expression?, _ arguments: [Expression], at range: Range<Int>
  ) -> Plan {
    let offset = UInt32(clamping: range.lowerBound)
    if let target, let prefix = qualifiedName(target),
      let function = environment.function(
        FunctionKey(name: "\(prefix).\(name)", isMember: false, arity: arguments.count))
    {
      return .call(function, arguments.map { plan($0) }, offset: offset)
    }
    let operands = ((target.map { [$0] } ?? []) + arguments).map { plan($0) }
    if let plan = operation(name, operands, offset: offset) { return plan }
    // A pattern that is none is left to fail when it is used, as the specification has it.
    if name == "matches", operands.count == 2, case .constant(.string(let pattern)) = operands[1],
      let compiled = try? RegularExpression(pattern, limits: environment.limits)
    {
      return .matches(operands[0], compiled, offset: offset)
    }
    let key = FunctionKey(name: name, isMember: target != nil, arity: operands.count)
    if let function = environment.function(key) { return .call(function, operands, offset: offset) }
    unknownFunction(key, at: range)
    return .constant(.null)
  }

  private func operation(_ name: String, _ operands: [Plan], offset: UInt32) -> Plan? {
    switch name {
    case "_?_:_": return .conditional(operands[0], operands[1], operands[2], offset: offset)
    case "_[_]": return .index(operands[0], operands[1], isOptional: false, offset: offset)
    case "_[?_]": return .index(operands[0], operands[1], isOptional: true, offset: offset)
    case "!_": return .not(operands[0], offset: offset)
    default:
      return BinaryOperator(rawValue: name).map { .binary($0, operands[0], operands[1], offset: offset) }
    }
  }

  private mutating func unknownFunction(_ key: FunctionKey, at range: Range<Int>) {
    let known = Array(environment.functions.keys) + Array(StandardLibrary.functions.keys)
    if known.contains(where: { $0.name == key.name }) {
      let arguments = key.arity - (key.isMember ? 1 : 0)
      let form = key.isMember ? "as a method " : ""
      issue(
        "'\(key.name)' is not called \(form)with \(arguments) argument\(arguments == 1 ? "" : "s")",
        proposal: nil, at: range)
    } else {
      let names = Set(known.map(\.name)).sorted()
      issue("unknown function '\(key.name)'", proposal: Spelling.nearest(key.name, in: names), at: range)
    }
  }
}
