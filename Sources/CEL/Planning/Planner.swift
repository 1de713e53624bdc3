/// Turns a checked expression into a plan, from the leaves up.
struct Planner {
  let checked: CheckedSyntax
  let environment: Environment
  var builder = PlanBuilder()
  var references = ReferenceCollector()
  /// The step of each node that has one.
  private var planned: [NodeID]
  private let stability: Stability?

  /// A plan, and what it reads of its variables.
  struct Planned: ~Copyable {
    let plan: Plan
    let references: [FieldReference]
  }

  /// - Throws: `CompileError` for a constant that is wrong, such as the pattern of a regular expression.
  static func plan(
    _ checked: CheckedSyntax, in environment: Environment
  ) throws(CompileError) -> Planned {
    var planner = Planner(checked: checked, environment: environment)
    for id in checked.isReachable.indices where checked.isReachable[id] {
      // The operand of a selection becomes a part of the whole chain, if it is a selection itself.
      if checked.isSelectedFrom[id], planner.isLink(NodeID(id)) { continue }
      if !checked.isSelectedFrom[id] { planner.references.note(NodeID(id), in: checked, environment) }
      planner.planned[id] = planner.stable(try planner.plan(NodeID(id)), NodeID(id))
    }
    let root = planner.planned[Int(checked.syntax.root)]
    return Planned(
      plan: Plan(planner.builder, root: root, limits: environment.limits),
      references: planner.references.minimal)
  }

  private init(checked: CheckedSyntax, environment: Environment) {
    self.checked = checked
    self.environment = environment
    stability = Stability(checked, in: environment)
    planned = Array(repeating: 0, count: checked.syntax.nodes.count)
    builder.callees = checked.callees
    builder.steps.reserveCapacity(checked.syntax.nodes.count)
  }

  private func step(_ id: NodeID) -> NodeID { planned[Int(id)] }

  /// Whether a node is a selection, as opposed to the qualified name of something.
  private func isLink(_ id: NodeID) -> Bool {
    switch checked.syntax[id].kind {
    case .select:
      if case .none = checked.resolutions[Int(id)] { return true }
      return false
    case .index: return true
    default: return false
    }
  }

  private mutating func add(
    _ operation: Step.Operation, _ first: Int32 = 0, _ second: Int32 = 0, _ third: Int32 = 0,
    kind: Step.Kind = .other, at range: SourceRange
  ) -> NodeID {
    builder.steps.append(
      Step(kind: kind, operation: operation, first: first, second: second, third: third, offset: range.start))
    return NodeID(builder.steps.count - 1)
  }

  private mutating func constant(_ value: Value, _ range: SourceRange) -> NodeID {
    builder.constants.append(value)
    return add(.constant, Int32(builder.constants.count - 1), kind: .constant, at: range)
  }

  private mutating func failure(_ message: String, _ range: SourceRange) -> NodeID {
    builder.failures.append(EvaluationError(.undeclaredReference, message, offset: Int(range.start)))
    return add(.failure, Int32(builder.failures.count - 1), at: range)
  }

  private mutating func field(_ name: String) -> Int32 {
    builder.fields.append(OwnedFieldName(name))
    return Int32(builder.fields.count - 1)
  }

  private mutating func plan(_ id: NodeID) throws(CompileError) -> NodeID {
    let node = checked.syntax[id]
    switch node.kind {
    case .literal(let index): return constant(checked.syntax.literals[Int(index)], node.range)
    case .identifier(let name, _): return named(id, checked.syntax.name(name), node)
    case .select, .index: return isLink(id) ? try chain(id) : named(id, "", node)
    case .has(let operand, let name): return has(node, operand, name)
    case .call(_, let arguments, _), .member(_, let arguments): return try call(id, arguments)
    case .not(let operand): return add(.not, step(operand), at: node.focus)
    case .negate(let operand): return add(.negate, step(operand), at: node.focus)
    case .binary(let operation, let left, let right): return binary(node, operation, left, right)
    case .and(let operands): return logical(operands, decides: false, node)
    case .or(let operands): return logical(operands, decides: true, node)
    case .conditional(let parts):
      let parts = steps(parts)
      return add(.conditional, parts[0], parts[1], parts[2], at: node.focus)
    case .list(let elements): return list(node, elements)
    case .map(let entries): return map(node, entries)
    case .optionalEntry(let inner):
      return add(.optionalEntry, step(inner), kind: .optionalEntry, at: node.range)
    case .comprehension(let index): return loop(node, index)
    }
  }

  /// A step whose value is kept from one evaluation to the next, where a macro or a function makes it of stable variables alone.
  private mutating func stable(_ step: NodeID, _ id: NodeID) -> NodeID {
    guard let stability, stability.isShared(id) else { return step }
    let node = checked.syntax[id]
    switch node.kind {
    case .comprehension, .call, .member, .binary: break
    default: return step
    }
    builder.stableCount += 1
    return add(.stable, step, builder.stableCount - 1, at: node.focus)
  }

  private func steps(_ nodes: NodeList) -> [NodeID] { checked.syntax.children(nodes).map { step($0) } }
}

// MARK: Names and selections

extension Planner {
  private mutating func named(_ id: NodeID, _ name: String, _ node: SyntaxNode) -> NodeID {
    switch checked.resolutions[Int(id)] {
    case .variable(let slot): return add(.variable, Int32(slot), kind: .variable, at: node.range)
    case .local(let scope):
      return add(.local, Int32(checked.scopes[Int(scope)].slot), at: node.range)
    case .type(let type): return constant(.type(type), node.range)
    default:
      return failure(
        "undeclared reference to '\(name)' (in container '\(environment.container)')", node.range)
    }
  }

  /// A chain of selections, whose last one this is.
  private mutating func chain(_ id: NodeID) throws(CompileError) -> NodeID {
    let (base, links) = links(id)
    if links.count == 0 { return base }
    return add(
      .chain, base, links.first, links.count, kind: .chain, at: checked.syntax[id].focus)
  }

  /// The fields that a chain within a macro selects from a variable, before anything that may differ from round to round:
  /// a step that finds them once.
  private mutating func remembered(_ base: NodeID, _ links: inout [Link], _ id: NodeID) -> NodeID {
    let leading = links.prefix { $0.kind == .field }
    guard !leading.isEmpty, checked.innermostScopes[Int(id)] >= 0, builder.steps[Int(base)].kind == .variable
    else { return base }
    let first = Int32(builder.links.count)
    builder.links.append(contentsOf: leading)
    links.removeFirst(leading.count)
    let range = checked.syntax[id].focus
    let chain = add(.chain, base, first, Int32(leading.count), kind: .chain, at: range)
    builder.memoryCount += 1
    return add(.remembered, chain, Int32(builder.memoryCount - 1), at: range)
  }

  /// The step that a chain begins with, and the selections from there.
  private mutating func links(_ id: NodeID) -> (base: NodeID, links: NodeList) {
    let top = id
    var links: [Link] = []
    var id = id
    while isLink(id) {
      let node = checked.syntax[id]
      switch node.kind {
      case .select(let operand, let name, let isOptional):
        let field = field(checked.syntax.name(name))
        links.append(
          Link(kind: isOptional ? .optionalField : .field, operand: field, offset: node.focus.start))
        id = operand
      case .index(let operand, let key, let isOptional):
        links.append(link(key, isOptional: isOptional, node))
        id = operand
      default: break
      }
    }
    links.reverse()
    let base = remembered(step(id), &links, top)
    let first = Int32(builder.links.count)
    builder.links.append(contentsOf: links)
    return (base, NodeList(first: first, count: Int32(links.count)))
  }

  private mutating func link(_ key: NodeID, isOptional: Bool, _ node: SyntaxNode) -> Link {
    let offset = node.focus.start
    if case .literal(let index) = checked.syntax[key].kind,
      case .string(let text) = checked.syntax.literals[Int(index)]
    {
      return Link(kind: isOptional ? .optionalField : .field, operand: field(text), offset: offset)
    }
    return Link(kind: isOptional ? .optionalKey : .key, operand: step(key), offset: offset)
  }

  private mutating func has(_ node: SyntaxNode, _ operand: NodeID, _ name: Int32) -> NodeID {
    var base = step(operand)
    var list = NodeList.none
    if isLink(operand) { (base, list) = links(operand) }
    let field = field(checked.syntax.name(name))
    builder.links.append(Link(kind: .optionalField, operand: field, offset: node.focus.start))
    let first = list.count == 0 ? Int32(builder.links.count - 1) : list.first
    return add(.has, base, first, list.count + 1, at: node.focus)
  }
}

// MARK: Operators, literals, macros

extension Planner {
  private mutating func binary(
    _ node: SyntaxNode, _ operation: BinaryOperator, _ left: NodeID, _ right: NodeID
  ) -> NodeID {
    let (left, right) = (step(left), step(right))
    switch operation {
    case .equal, .notEqual:
      let isNegated: Int32 = operation == .notEqual ? 1 : 0
      return equalText(node, left, right, isNegated) ?? equalText(node, right, left, isNegated)
        ?? add(.equal, left, right, isNegated, at: node.focus)
    case .add: return sum(node, left, right)
    default: return add(.binary, left, right, Int32(operation.rawValue), at: node.focus)
    }
  }

  /// An addition, and what it is added to, if that is one as well, as one step.
  private mutating func sum(_ node: SyntaxNode, _ left: NodeID, _ right: NodeID) -> NodeID {
    let addition = add(.binary, left, right, Int32(BinaryOperator.add.rawValue), at: node.focus)
    let before = builder.steps[Int(left)]
    var additions: [NodeID]
    switch before.operation {
    case .sum: additions = before.list.range.map { builder.children[$0] }
    case .binary where before.third == Int32(BinaryOperator.add.rawValue): additions = [left]
    default: return addition
    }
    additions.append(addition)
    let list = builder.list(additions)
    return add(.sum, list.first, list.count, at: node.focus)
  }

  /// A step that compares a chain with a text without making a value of what the chain leads to; `nil` where these are
  /// something else.
  private mutating func equalText(
    _ node: SyntaxNode, _ chain: NodeID, _ other: NodeID, _ isNegated: Int32
  ) -> NodeID? {
    let (step, constant) = (builder.steps[Int(chain)], builder.steps[Int(other)])
    guard constant.kind == .constant, case .string(let text) = builder.constants[Int(constant.first)] else {
      return nil
    }
    let operation: Step.Operation
    switch step.kind {
    case .chain: operation = .equalText
    case .chainOrValue: operation = .equalTextOr
    default: return nil
    }
    let place = field(text) << 1 | isNegated
    return add(operation, chain, other, place, at: node.focus)
  }

  private mutating func logical(_ operands: NodeList, decides: Bool, _ node: SyntaxNode) -> NodeID {
    let list = builder.list(steps(operands))
    return add(.logical, list.first, list.count, decides ? 1 : 0, at: node.focus)
  }

  private mutating func list(_ node: SyntaxNode, _ elements: NodeList) -> NodeID {
    let steps = steps(elements)
    if let values = constants(steps) { return constant(.list(values), node.range) }
    let list = builder.list(steps)
    return add(.list, list.first, list.count, at: node.range)
  }

  private mutating func map(_ node: SyntaxNode, _ entries: NodeList) -> NodeID {
    let steps = steps(entries)
    if let values = constants(steps), let map = NativeMap(constants: values) {
      return constant(.map(.native(map)), node.range)
    }
    let list = builder.list(steps)
    return add(.map, list.first, list.count, at: node.range)
  }

  /// The values of steps that are all constants; `nil` if one of them is not.
  private func constants(_ steps: [NodeID]) -> [Value]? {
    var values: [Value] = []
    for id in steps {
      let step = builder.steps[Int(id)]
      guard step.kind == .constant else { return nil }
      values.append(builder.constants[Int(step.first)])
    }
    return values
  }

  private mutating func loop(_ node: SyntaxNode, _ index: Int32) -> NodeID {
    let comprehension = checked.syntax.comprehensions[Int(index)]
    let slot = checked.scopes[Int(checked.scopeOfComprehension[Int(index)])].slot
    let hasTwoVariables = comprehension.second != nil
    builder.localCount = max(builder.localCount, slot + (hasTwoVariables ? 2 : 1))
    builder.loops.append(
      Loop(
        kind: comprehension.kind, slot: slot, hasTwoVariables: hasTwoVariables,
        filter: comprehension.filter.map { step($0) }, body: step(comprehension.body)))
    let operation: Step.Operation =
      switch comprehension.kind {
      case .bind: .bind
      case .optionalMap, .optionalFlatMap: .optionalLoop
      default: .loop
      }
    let loop = add(
      operation, Int32(builder.loops.count - 1), step(comprehension.range), Int32(slot), at: node.focus)
    return join(comprehension, slot, loop, node) ?? loop
  }

  /// A step that looks up what `exists` looks for, where the list is stable and each of its elements is compared with one text.
  private mutating func join(
    _ comprehension: Comprehension, _ slot: Int, _ loop: NodeID, _ node: SyntaxNode
  ) -> NodeID? {
    guard let stability, comprehension.kind == .exists, comprehension.second == nil,
      stability.isShared(comprehension.range),
      case .binary(.equal, let left, let right) = checked.syntax[comprehension.body].kind
    else { return nil }
    let isKey = { stability.reads($0, onlyLocal: slot) && stability.reads($0, local: slot) }
    let key = isKey(left) ? left : right
    let value = key == left ? right : left
    guard isKey(key), !stability.reads(value, local: slot) else { return nil }
    builder.joins.append(
      Join(range: step(comprehension.range), local: slot, key: step(key), value: step(value)))
    builder.stableCount += 1
    return add(.join, Int32(builder.joins.count - 1), loop, builder.stableCount - 1, at: node.focus)
  }
}

extension NativeMap {
  /// A map of keys and values in turn; `nil` where a key is none or stands twice.
  fileprivate init?(constants: [Value]) {
    var entries: [Entry] = []
    for index in stride(from: 0, to: constants.count - 1, by: 2) {
      if case .double = constants[index] { return nil }
      guard let key = MapKey(constants[index]) else { return nil }
      entries.append((key, constants[index + 1]))
    }
    self.init(entries)
    if hasDuplicates { return nil }
  }
}

// MARK: Calls

extension Planner {
  private mutating func call(_ id: NodeID, _ arguments: NodeList) throws(CompileError) -> NodeID {
    let node = checked.syntax[id]
    guard case .function(let callee, let isNamespace) = checked.resolutions[Int(id)] else {
      let text = name(of: node)
      return failure("unbound function '\(text)'", node.focus)
    }
    let written = Array(checked.syntax.children(arguments).dropFirst(isNamespace ? 1 : 0))
    let form = builder.callees[callee].forms.first
    if case .special(let special)? = form?.implementation {
      if case .textTest(let place) = special { return textTest(place, node, written, callee) }
      return try self.special(special, node, written)
    }
    let list = builder.list(written.map { step($0) })
    switch written.count {
    case 1: return add(.callOne, list.first, list.count, Int32(callee), at: node.focus)
    case 2: return add(.callTwo, list.first, list.count, Int32(callee), at: node.focus)
    default: return add(.callMany, list.first, list.count, Int32(callee), at: node.focus)
    }
  }

  /// A step that tests a field's text without making a value of it, where the other text stands in the expression.
  private mutating func textTest(
    _ place: ByteSearch.Where, _ node: SyntaxNode, _ arguments: [NodeID], _ callee: Int
  ) -> NodeID {
    let (operand, part) = (step(arguments[0]), step(arguments[1]))
    let constant = builder.steps[Int(part)]
    guard constant.kind == .constant, case .string(let text) = builder.constants[Int(constant.first)] else {
      let list = builder.list([operand, part])
      return add(.callTwo, list.first, list.count, Int32(callee), at: node.focus)
    }
    let lowered = lowered(operand)
    let kind = builder.steps[Int(lowered ?? operand)].kind
    builder.textTests.append(
      TextTest(
        operand: operand, lent: kind == .chain || kind == .chainOrValue ? lowered ?? operand : nil,
        isLowered: lowered != nil, place: place, part: field(text)))
    return add(.textTest, Int32(builder.textTests.count - 1), at: node.focus)
  }

  /// What a step brings into lower case, if it does.
  private func lowered(_ id: NodeID) -> NodeID? {
    let step = builder.steps[Int(id)]
    guard step.operation == .callOne, builder.callees[Int(step.third)].name == "lowerAscii" else {
      return nil
    }
    return builder.children[Int(step.first)]
  }

  private func name(of node: SyntaxNode) -> String {
    switch node.kind {
    case .call(let name, _, _), .member(let name, _): checked.syntax.name(name)
    default: ""
    }
  }

  private mutating func special(
    _ form: SpecialForm, _ node: SyntaxNode, _ arguments: [NodeID]
  ) throws(CompileError) -> NodeID {
    let first = step(arguments[0])
    switch form {
    case .dyn: return first
    // It has a step of its own (`textTest`).
    case .textTest: return first
    case .optionalHasValue: return add(.optionalHasValue, first, at: node.focus)
    case .optionalValue: return add(.optionalValue, first, at: node.focus)
    case .optionalOr: return add(.optionalOr, first, step(arguments[1]), at: node.focus)
    case .optionalOrValue:
      let kind: Step.Kind = builder.steps[Int(first)].kind == .chain ? .chainOrValue : .other
      return add(.optionalOrValue, first, step(arguments[1]), kind: kind, at: node.focus)
    case .matches:
      guard let regex = try regex(arguments[1]) else {
        return add(.matchesComputed, first, step(arguments[1]), at: node.focus)
      }
      return add(.matches, first, regex, at: node.focus)
    case .regex(let function):
      builder.regexCalls.append(RegexCall(function: function, regex: try regex(arguments[1])))
      let list = builder.list(arguments.map { step($0) })
      return add(
        .regexCall, list.first, list.count, Int32(builder.regexCalls.count - 1), at: node.focus)
    }
  }

  /// The compiled pattern that an argument is; `nil` where it is not a literal.
  private mutating func regex(_ argument: NodeID) throws(CompileError) -> Int32? {
    guard case .literal(let index) = checked.syntax[argument].kind,
      case .string(let pattern) = checked.syntax.literals[Int(index)]
    else { return nil }
    return try regex(pattern, at: checked.syntax[argument].range)
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
