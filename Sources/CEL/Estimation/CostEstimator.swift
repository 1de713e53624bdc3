/// Goes through a checked expression from the leaves up, with what each node costs and how large its value is at most.
struct CostEstimator {
  private let checked: CheckedSyntax
  private let environment: Environment
  private let hint: (FieldReference) -> Int?
  private var costs: [CostEstimate]
  /// The most that each node's value holds: bytes of texts and elements, all that is nested in it included.
  private var sizes: [UInt64]
  /// Whether the planner makes a constant of the node, which costs nothing.
  private var isConstant: [Bool]

  init(_ checked: CheckedSyntax, _ environment: Environment, _ hint: @escaping (FieldReference) -> Int?) {
    self.checked = checked
    self.environment = environment
    self.hint = hint
    let count = checked.syntax.nodes.count
    costs = Array(repeating: .none, count: count)
    sizes = Array(repeating: 0, count: count)
    isConstant = Array(repeating: false, count: count)
  }

  mutating func estimate() -> CostEstimate {
    for id in checked.isReachable.indices where checked.isReachable[id] {
      let (cost, size) = estimate(NodeID(id))
      costs[id] = cost
      sizes[id] = hasFixedSize(checked.types[id]) ? 0 : size
    }
    return costs[Int(checked.syntax.root)]
  }

  private func cost(_ id: NodeID) -> CostEstimate { costs[Int(id)] }
  private func size(_ id: NodeID) -> UInt64 { sizes[Int(id)] }

  /// Whether no value of the type holds texts or elements.
  private func hasFixedSize(_ type: CELType) -> Bool {
    switch type {
    case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type: true
    default: false
    }
  }

  private mutating func estimate(_ id: NodeID) -> (CostEstimate, UInt64) {
    let node = checked.syntax[id]
    switch node.kind {
    case .literal(let index):
      isConstant[Int(id)] = true
      return (.none, checked.syntax.literals[Int(index)].textSize)
    case .identifier: return name(id)
    case .select(let operand, _, _):
      if case .none = checked.resolutions[Int(id)] {
        return (cost(operand) + 1, hinted(id) ?? size(operand))
      }
      return name(id)
    case .has(let operand, _): return (cost(operand) + 1, 0)
    case .index(let operand, let key, _):
      return (cost(operand) + cost(key) + 1, hinted(id) ?? size(operand))
    case .not(let operand), .negate(let operand): return (cost(operand) + 1, 0)
    case .optionalEntry(let inner): return (cost(inner), size(inner))
    case .binary(let operation, let left, let right): return binary(operation, left, right)
    case .and(let operands), .or(let operands): return (logical(operands), 0)
    case .conditional(let parts): return conditional(Array(checked.syntax.children(parts)))
    case .list(let elements): return aggregate(id, elements, base: 10)
    case .map(let entries): return aggregate(id, entries, base: 30)
    case .comprehension(let index): return comprehension(checked.syntax.comprehensions[Int(index)])
    case .call(_, let arguments, _), .member(_, let arguments): return call(id, arguments)
    }
  }

  // MARK: Names

  private func name(_ id: NodeID) -> (CostEstimate, UInt64) {
    switch checked.resolutions[Int(id)] {
    case .variable: return (.none + 1, hinted(id) ?? .max)
    case .local(let scope):
      let comprehension = checked.syntax.comprehensions[Int(checked.scopes[Int(scope)].comprehension)]
      return (.none + 1, size(comprehension.range))
    default: return (.none, 0)
    }
  }

  /// What the caller knows of the size of a variable or of a part of it.
  private func hinted(_ id: NodeID) -> UInt64? {
    var collector = ReferenceCollector()
    collector.note(id, in: checked, environment)
    return collector.minimal.first.flatMap(hint).map { UInt64(clamping: $0) }
  }

  // MARK: Operators and literals

  private func binary(_ operation: BinaryOperator, _ left: NodeID, _ right: NodeID) -> (CostEstimate, UInt64)
  {
    let operands = cost(left) + cost(right) + 1
    let smaller = min(size(left), size(right))
    switch operation {
    case .equal, .notEqual: return (operands + CostEstimate(least: 0, most: smaller), 0)
    case .in:
      // Each element is compared, at the cost of its size; and walking over them costs a tenth.
      let list = size(right)
      let most = list.tenth.addingSaturated(list.multipliedSaturated(2))
      return (operands + CostEstimate(least: 0, most: most), 0)
    case .add:
      let sum = size(left).addingSaturated(size(right))
      return (operands + CostEstimate(least: 0, most: sum), sum)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return (operands + CostEstimate(least: 0, most: smaller.tenth), 0)
    default: return (operands, 0)
    }
  }

  private func logical(_ operands: NodeList) -> CostEstimate {
    var total = CostEstimate.none
    for (position, operand) in checked.syntax.children(operands).enumerated() {
      total = total + (position == 0 ? cost(operand) : cost(operand).optional)
    }
    return total
  }

  private func conditional(_ parts: [NodeID]) -> (CostEstimate, UInt64) {
    let (yes, no) = (cost(parts[1]), cost(parts[2]))
    let branches = CostEstimate(least: min(yes.least, no.least), most: max(yes.most, no.most))
    return (cost(parts[0]) + branches, max(size(parts[1]), size(parts[2])))
  }

  private mutating func aggregate(_ id: NodeID, _ nodes: NodeList, base: UInt64) -> (CostEstimate, UInt64) {
    var total = CostEstimate.none + base
    var size: UInt64 = 0
    var areConstant = true
    for node in checked.syntax.children(nodes) {
      total = total + cost(node)
      size = size.addingSaturated(self.size(node)).addingSaturated(1)
      areConstant = areConstant && isConstant[Int(node)]
    }
    // A map of constants may still be refused as one, for its keys; then it costs what others do.
    guard areConstant else { return (total, size) }
    isConstant[Int(id)] = base == 10
    return (base == 10 ? .none : total.optional, size)
  }

  // MARK: Macros

  private func comprehension(_ loop: Comprehension) -> (CostEstimate, UInt64) {
    let range = cost(loop.range)
    let body = cost(loop.body)
    switch loop.kind {
    case .bind: return (range + body, size(loop.body))
    case .optionalMap, .optionalFlatMap: return (range + body.optional, size(loop.body))
    default: break
    }
    let rounds = size(loop.range)
    let filter = loop.filter.map { cost($0).most } ?? 0
    let round = body.most.addingSaturated(filter).addingSaturated(1)
    let most = rounds.tenth.addingSaturated(rounds.multipliedSaturated(round))
    let made: UInt64 =
      switch loop.kind {
      case .all, .exists, .existsOne: 0
      case .filter: rounds
      default: rounds.multipliedSaturated(size(loop.body).addingSaturated(1)).addingSaturated(rounds)
      }
    return (range + CostEstimate(least: 0, most: most), made)
  }

  // MARK: Calls

  private func call(_ id: NodeID, _ arguments: NodeList) -> (CostEstimate, UInt64) {
    guard case .function(let callee, let isNamespace) = checked.resolutions[Int(id)] else {
      return (.none, .max)
    }
    let written = Array(checked.syntax.children(arguments).dropFirst(isNamespace ? 1 : 0))
    let name = checked.callees[callee].name
    let sizes = written.map { self.size($0) }
    switch name {
    case "dyn" where written.count == 1: return (cost(written[0]), sizes[0])
    case "or" where written.count == 2, "orValue" where written.count == 2:
      return (cost(written[0]) + cost(written[1]).optional + 1, max(sizes[0], sizes[1]))
    default: break
    }
    var total = name == "matches" ? CostEstimate.none : .none + 1
    for argument in written { total = total + cost(argument) }
    guard !isDeclared(name) else { return (total, .max) }
    let bounds = FunctionCost.of(name, sizes)
    return (total + CostEstimate(least: 0, most: bounds.most), bounds.size)
  }

  /// Whether the environment declares a function of this name; what it does costs nothing, and its value has any size.
  private func isDeclared(_ name: String) -> Bool { environment.functions.contains { $0.name == name } }
}

extension Value {
  /// The bytes of a literal's text.
  fileprivate var textSize: UInt64 {
    switch self {
    case .string(let text): UInt64(text.utf8.count)
    case .bytes(let bytes): UInt64(bytes.count)
    default: 0
    }
  }
}
