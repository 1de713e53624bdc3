/// One evaluation of a plan: the variables' values and what it has cost so far.
struct Evaluation {
  private var slots: [Value]
  private var budget: CostBudget
  private let limits: Limits

  init(variables: [Value], slots count: Int, limits: Limits) {
    slots = variables
    while slots.count < count { slots.append(.null) }
    budget = CostBudget(limit: limits.cost)
    self.limits = limits
  }

  mutating func value(of plan: Plan) throws(EvaluationError) -> Value {
    switch plan {
    case .constant(let value): return value
    case .variable(let slot):
      try budget.charge(1)
      return slots[slot]
    case .select(let operand, let field, let isOptional, let offset):
      try budget.charge(1)
      return try Selection.field(field, of: try value(of: operand), isOptional: isOptional, offset: offset)
    case .has(let operand, let field, let offset):
      try budget.charge(1)
      return try Selection.has(field, in: try value(of: operand), offset: offset)
    case .index(let operand, let key, let isOptional, let offset):
      try budget.charge(1)
      return try Selection.index(
        try value(of: operand), try value(of: key), isOptional: isOptional, offset: offset)
    case .conditional(let condition, let yes, let no, let offset):
      return try conditional(condition, yes, no, offset)
    case .and(let operands, let offset): return try logical(operands, absorbing: false, offset)
    case .or(let operands, let offset): return try logical(operands, absorbing: true, offset)
    case .not(let operand, let offset):
      try budget.charge(1)
      let value = try value(of: operand)
      if case .bool(let flag) = value { return .bool(!flag) }
      if case .unknown = value { return value }
      throw EvaluationError.noOverload("!", value).at(offset)
    case .binary(let operation, let left, let right, let offset):
      return try binary(operation, left, right, offset)
    case .matches(let operand, let pattern, let offset):
      return try matches(try value(of: operand), pattern, offset)
    case .call(let function, let arguments, let offset): return try call(function, arguments, offset)
    case .list(let elements, let offset): return try list(elements, offset)
    case .map(let entries, let offset): return try map(entries, offset)
    case .comprehension(let macro): return try comprehension(macro)
    case .bind(let kind, let slot, let bound, let result, let offset):
      return try bind(kind, slot, try value(of: bound), result, offset)
    }
  }

  private mutating func conditional(
    _ condition: Plan, _ yes: Plan, _ no: Plan, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    try budget.charge(1)
    let value = try value(of: condition)
    switch value {
    case .bool(let flag): return try self.value(of: flag ? yes : no)
    case .unknown: return value
    default: throw EvaluationError.noOverload("_?_:_", value).at(offset)
    }
  }

  /// `&&` and `||`: the absorbing value wins over errors and unknowns on either side, unknowns over errors.
  private mutating func logical(
    _ operands: [Plan], absorbing: Bool, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var unknown: Value?
    var failure: EvaluationError?
    for operand in operands {
      do throws(EvaluationError) {
        let value = try value(of: operand)
        switch value {
        case .bool(absorbing): return value
        case .bool: break
        case .unknown: unknown = unknown.flatMap { Value.unknown(in: $0, value) } ?? value
        default: failure = failure ?? EvaluationError.noOverload(absorbing ? "||" : "&&", value).at(offset)
        }
      } catch {
        // Running out of budget is no error of the operand's, and nothing absorbs it.
        if error.code == .costLimitExceeded { throw error }
        failure = failure ?? error
      }
    }
    if let unknown { return unknown }
    if let failure { throw failure }
    return .bool(!absorbing)
  }

  private mutating func binary(
    _ operation: BinaryOperator, _ left: Plan, _ right: Plan, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    let left = try value(of: left)
    let right = try value(of: right)
    try budget.charge(1)
    if let unknown = Value.unknown(in: left, right) { return unknown }
    do throws(EvaluationError) {
      return try Operators.apply(operation, left, right, &budget, limits)
    } catch {
      throw error.offset == 0 ? error.at(offset) : error
    }
  }

  private mutating func matches(
    _ value: Value, _ pattern: RegularExpression, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    try budget.charge(1)
    if case .unknown = value { return value }
    guard case .string(let text) = value else {
      throw EvaluationError.noOverload("matches", value, .string("")).at(offset)
    }
    try budget.charge(UInt64(clamping: text.utf8.count * pattern.size / 100))
    return .bool(pattern.isFound(in: text))
  }

  private mutating func call(
    _ function: FunctionImplementation, _ arguments: [Plan], _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    var unknown: Value?
    for argument in arguments {
      let value = try value(of: argument)
      if case .unknown = value { unknown = unknown.flatMap { Value.unknown(in: $0, value) } ?? value }
      if case .string(let text) = value { try budget.chargeTraversal(text.utf8.count) }
      if case .list(let list) = value { try budget.chargeTraversal(list.count) }
      values.append(value)
    }
    try budget.charge(1)
    if let unknown { return unknown }
    do throws(EvaluationError) {
      return try function(values)
    } catch {
      throw error.offset == 0 ? error.at(offset) : error
    }
  }

  private mutating func list(
    _ elements: [(value: Plan, isOptional: Bool)], _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    try budget.charge(10)
    var values: [Value] = []
    for element in elements {
      let value = try value(of: element.value)
      if !element.isOptional {
        values.append(value)
      } else if case .optional(let inner) = value {
        if let inner { values.append(inner) }
      } else {
        throw EvaluationError.noOverload("[?_]", value).at(offset)
      }
    }
    return .list(values)
  }

  private mutating func map(
    _ entries: [(key: Plan, value: Plan, isOptional: Bool)], _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    try budget.charge(30)
    var made: [NativeMap.Entry] = []
    for entry in entries {
      let key = try value(of: entry.key)
      var value = try value(of: entry.value)
      if case .unknown = key { return key }
      let allowed: MapKey? = if case .double = key { nil } else { MapKey(key) }
      guard let allowed else {
        throw EvaluationError(.invalidArgument, "a map has no \(key.typeName) keys").at(offset)
      }
      if entry.isOptional {
        guard case .optional(let inner) = value else {
          throw EvaluationError.noOverload("{?_}", value).at(offset)
        }
        guard let inner else { continue }
        value = inner
      }
      made.append((allowed, value))
    }
    let map = NativeMap(made)
    if map.hasDuplicates { throw EvaluationError(.duplicateKey, "a key stands twice in the map").at(offset) }
    return .map(.native(map))
  }

  private mutating func bind(
    _ kind: Expression.Binding.Kind, _ slot: Int, _ value: Value, _ result: Plan, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    try budget.charge(1)
    if kind == .plain {
      slots[slot] = value
      return try self.value(of: result)
    }
    if case .unknown = value { return value }
    guard case .optional(let inner) = value else {
      throw EvaluationError.noOverload("optMap", value).at(offset)
    }
    guard let inner else { return value }
    slots[slot] = inner
    let mapped = try self.value(of: result)
    return kind == .optionalMap ? .optional(mapped) : mapped
  }
}

// Macros.
extension Evaluation {
  private mutating func comprehension(_ macro: ComprehensionPlan) throws(EvaluationError) -> Value {
    let range = try value(of: macro.range)
    if case .unknown = range { return range }
    guard let items = items(of: range) else {
      throw EvaluationError(
        .noMatchingOverload, "a macro ranges over a list or a map, not over \(range.typeName)"
      ).at(macro.offset)
    }
    switch macro.kind {
    case .all: return try quantify(macro, items, absorbing: false)
    case .exists: return try quantify(macro, items, absorbing: true)
    case .existsOne: return try existsOne(macro, items)
    case .map, .filter: return try collect(macro, items)
    }
  }

  /// Key and element of what a macro ranges over: a list's indices and elements, a map's keys and values.
  private func items(of range: Value) -> [(key: Value, value: Value?)]? {
    switch range {
    case .list(let list):
      return list.elements.enumerated().map { (.int(Int64($0.offset)), $0.element) }
    case .map(let map): return map.keys.map { ($0, nil) }
    default: return nil
    }
  }

  private mutating func enter(
    _ macro: ComprehensionPlan, _ item: (key: Value, value: Value?)
  ) throws(EvaluationError) {
    try budget.charge(1)
    if macro.hasTwoVariables {
      slots[macro.slot] = item.key
      if let value = item.value {
        slots[macro.slot + 1] = value
      } else if case .map(let map) = try value(of: macro.range) {
        slots[macro.slot + 1] = try map.value(forKey: item.key) ?? .null
      }
    } else {
      slots[macro.slot] = item.value ?? item.key
    }
  }

  private mutating func quantify(
    _ macro: ComprehensionPlan, _ items: [(key: Value, value: Value?)], absorbing: Bool
  ) throws(EvaluationError) -> Value {
    guard let predicate = macro.predicate else { return .bool(!absorbing) }
    var unknown: Value?
    var failure: EvaluationError?
    for item in items {
      try enter(macro, item)
      do throws(EvaluationError) {
        let value = try value(of: predicate)
        switch value {
        case .bool(absorbing): return value
        case .bool: break
        case .unknown: unknown = unknown.flatMap { Value.unknown(in: $0, value) } ?? value
        default:
          failure = failure ?? EvaluationError.noOverload(absorbing ? "||" : "&&", value).at(macro.offset)
        }
      } catch {
        if error.code == .costLimitExceeded { throw error }
        failure = failure ?? error
      }
    }
    if let unknown { return unknown }
    if let failure { throw failure }
    return .bool(!absorbing)
  }

  private mutating func existsOne(
    _ macro: ComprehensionPlan, _ items: [(key: Value, value: Value?)]
  ) throws(EvaluationError) -> Value {
    var count = 0
    for item in items {
      try enter(macro, item)
      switch try test(macro) {
      case .unknown(let set): return .unknown(set)
      case .bool(true): count += 1
      default: break
      }
    }
    return .bool(count == 1)
  }

  private mutating func collect(
    _ macro: ComprehensionPlan, _ items: [(key: Value, value: Value?)]
  ) throws(EvaluationError) -> Value {
    var made: [Value] = []
    for item in items {
      try enter(macro, item)
      switch try test(macro) {
      case .unknown(let set): return .unknown(set)
      case .bool(false): continue
      default: break
      }
      if let transform = macro.transform {
        made.append(try value(of: transform))
      } else {
        made.append(item.value ?? item.key)
      }
    }
    return .list(made)
  }

  /// What the predicate says of the variables as they are set; `true` where there is none.
  private mutating func test(_ macro: ComprehensionPlan) throws(EvaluationError) -> Value {
    guard let predicate = macro.predicate else { return .bool(true) }
    let value = try value(of: predicate)
    switch value {
    case .bool, .unknown: return value
    default: throw EvaluationError.noOverload("\(macro.kind.rawValue) predicate", value).at(macro.offset)
    }
  }
}
