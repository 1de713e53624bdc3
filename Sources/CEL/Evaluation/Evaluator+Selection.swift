// Fields and elements, with and without question marks. Section "Field Selection"; optionals as in cel-go.

extension Evaluator {
  /// The value of something that may be an optional, without making one only to take it apart again.
  enum Chained {
    case plain(Value)
    case present(Value)
    case absent

    /// The value as an optional, where it is one.
    var value: Value {
      switch self {
      case .absent: .optional(nil)
      case .present(.unknown(let set)): .unknown(set)
      case .present(let value): .optional(value)
      case .plain(let value): value
      }
    }

    init(_ map: LentMap) { self = map.isPresent ? .present(map.value) : .plain(map.value) }

    init(_ value: Value) {
      if case .optional(let inner) = value {
        self = inner.map(Chained.present) ?? .absent
      } else {
        self = .plain(value)
      }
    }
  }

  static func chain(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.walk(step.first, NodeList(first: step.second, count: step.third)).value
  }

  static func has(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.value(of: try self.presence(step))
  }

  /// The value of a step, where an optional need not be made only to be taken apart.
  mutating func chained(_ id: NodeID) throws(EvaluationError) -> Chained {
    let step = plan.steps[Int(id)]
    guard step.kind == .chain else { return Chained(try evaluate(id)) }
    return try walk(step.first, NodeList(first: step.second, count: step.third))
  }

  /// Where a chain of selections has led so far: a map of an adapter, for which no value is made, or a value.
  private enum Located {
    /// - Parameter owner: what keeps the map, where no variable does.
    case inMap(LentMap, owner: Chained?)
    case at(Chained)

    var chained: Chained {
      switch self {
      case .inMap(let map, _): Chained(map)
      case .at(let chained): chained
      }
    }
  }

  /// The map of an adapter that a step's value is, where it is a variable, or one of a macro: nothing changes these before the chain
  /// comes to a key, which is evaluated. Mutating, because to ask an evaluator that is being changed copies it first.
  mutating func lentMap(_ base: NodeID) -> LentMap? {
    let step = plan.steps[Int(base)]
    let place = Int(step.first)
    if step.operation == .variable, place < variables.count,
      case .map(.adapted(let adapter, let node)) = variables[place]
    {
      return LentMap(adapter, node: node)
    }
    if step.operation == .local, case .map(.adapted(let adapter, let node)) = locals[place] {
      return LentMap(adapter, node: node)
    }
    return nil
  }

  /// Follows a chain of selections from a step's value.
  private mutating func walk(_ base: NodeID, _ links: NodeList) throws(EvaluationError) -> Chained {
    var position = Int(links.first)
    let end = position + Int(links.count)
    var current = try begin(base, &position, before: end)
    while position < end { try follow(&position, &current) }
    return current
  }

  /// Follows a chain as far as it goes down the maps of an adapter. Apart from the rest of the walk, so that this is not on the stack
  /// while keys are evaluated.
  private mutating func begin(
    _ base: NodeID, _ position: inout Int, before end: Int
  ) throws(EvaluationError) -> Chained {
    let located = try locate(base, &position, before: end - 1)
    defer { withExtendedLifetime(located) {} }
    guard case .inMap(let map, _) = located, !plan.links[position].hasKey else { return located.chained }
    position += 1
    return try field(plan.links[position - 1], of: map)
  }

  /// Follows a chain of selections down the maps of an adapter: up to, and not including, a link at most.
  private mutating func locate(
    _ base: NodeID, _ position: inout Int, before end: Int
  ) throws(EvaluationError) -> Located {
    if let map = lentMap(base) {
      try budget.charge(1)
      return .inMap(try descend(map, &position, before: end), owner: nil)
    }
    let value = Chained(try evaluate(base))
    if case .plain(.map(.adapted(let adapter, let node))) = value {
      return .inMap(try descend(LentMap(adapter, node: node), &position, before: end), owner: value)
    }
    return .at(value)
  }

  /// Goes down the maps of an adapter without making a value for each.
  private mutating func descend(
    _ start: LentMap, _ position: inout Int, before end: Int
  ) throws(EvaluationError) -> LentMap {
    var map = start
    while position < end, !plan.links[position].hasKey {
      let link = plan.links[position]
      guard let next = map.map(forField: plan.fields[Int(link.operand)]) else {
        break
      }
      try budget.charge(1)
      map.node = next
      map.isPresent = map.isPresent || link.kind == .optionalField
      position += 1
    }
    return map
  }

  /// The value of a field in a map of an adapter.
  private mutating func field(_ link: Link, of map: LentMap) throws(EvaluationError) -> Chained {
    try budget.charge(1)
    let field = plan.fields[Int(link.operand)]
    let isOptional = map.isPresent || link.kind == .optionalField
    if let value = try map.value(forField: field) {
      return isOptional ? .present(value) : Chained(value)
    }
    if isOptional { return .absent }
    throw noSuchKey(field.text, link.offset)
  }

  private mutating func follow(_ position: inout Int, _ current: inout Chained) throws(EvaluationError) {
    if plan.links[position].hasKey {
      try followKey(position, &current)
    } else {
      try followField(position, &current)
    }
    position += 1
  }

  /// Whether the last field of a chain is there.
  mutating func presence(_ step: Step) throws(EvaluationError) -> Truth {
    var position = Int(step.second)
    let last = position + Int(step.third) - 1
    if position == last, let map = lentMap(step.first),
      let isPresent = map.has(plan.fields[Int(plan.links[last].operand)])
    {
      try budget.charge(2)
      return Truth(isPresent)
    }
    let located = try locate(step.first, &position, before: last)
    defer { withExtendedLifetime(located) {} }
    if position == last, case .inMap(let map, _) = located,
      let isPresent = map.has(plan.fields[Int(plan.links[last].operand)])
    {
      try budget.charge(1)
      return Truth(isPresent)
    }
    var current = located.chained
    while position <= last { try follow(&position, &current) }
    return truth(of: current.hasValue)
  }

  /// How what a chain leads to compares with a text: known at once, or the value to compare.
  enum ChainComparison {
    case isEqual(Bool)
    case value(Chained)
  }

  /// Compares the last field of a chain with a text.
  ///
  /// - Parameter isUnwrapped: whether the value of an optional counts, and not the optional.
  mutating func compare(
    _ chain: Step, with text: FieldName, isUnwrapped: Bool
  ) throws(EvaluationError) -> ChainComparison {
    var position = Int(chain.second)
    let last = position + Int(chain.third) - 1
    let link = plan.links[last]
    if position == last, let map = lentMap(chain.first),
      let isEqual = try areEqual(link, of: map, text, isUnwrapped: isUnwrapped, cost: 2)
    {
      return .isEqual(isEqual)
    }
    let located = try locate(chain.first, &position, before: last)
    defer { withExtendedLifetime(located) {} }
    if position == last, case .inMap(let map, _) = located,
      let isEqual = try areEqual(link, of: map, text, isUnwrapped: isUnwrapped, cost: 1)
    {
      return .isEqual(isEqual)
    }
    var current = located.chained
    while position <= last { try follow(&position, &current) }
    return .value(current)
  }

  /// Whether a field in a map of an adapter is a text; `nil` where its value has to be made to tell.
  private mutating func areEqual(
    _ link: Link, of map: LentMap, _ text: FieldName, isUnwrapped: Bool, cost: UInt64
  ) throws(EvaluationError) -> Bool? {
    // What is no optional has no `orValue`.
    guard !link.hasKey, isUnwrapped == (map.isPresent || link.kind == .optionalField) else { return nil }
    switch map.compare(plan.fields[Int(link.operand)], with: text) {
    case .equal:
      try budget.charge(cost)
      try budget.chargeTraversal(text.bytes.count)
      return true
    case .different:
      try budget.charge(cost)
      return false
    case .unclear: return nil
    }
  }

  private mutating func followKey(_ position: Int, _ current: inout Chained) throws(EvaluationError) {
    let key = try evaluate(plan.links[position].operand)
    try followKey(plan.links[position], key, &current)
  }

  private mutating func followKey(
    _ link: Link, _ key: Value, _ current: inout Chained
  ) throws(EvaluationError) {
    current = try element(link, key, of: current)
  }

  private mutating func followField(_ position: Int, _ current: inout Chained) throws(EvaluationError) {
    current = try field(plan.links[position], of: current)
  }

  private mutating func field(_ link: Link, of base: Chained) throws(EvaluationError) -> Chained {
    try budget.charge(1)
    switch base {
    case .absent: return .absent
    case .plain(.map(let map)):
      if let value = try map.value(forField: plan.fields[Int(link.operand)]) {
        return link.kind == .optionalField ? .present(value) : Chained(value)
      }
      if link.kind == .optionalField { return .absent }
      throw noSuchKey(plan.fields[Int(link.operand)].text, link.offset)
    case .present(.map(let map)):
      return try map.value(forField: plan.fields[Int(link.operand)]).map(Chained.present) ?? .absent
    case .plain(.unknown), .present(.unknown): return base
    case .plain(let value), .present(let value): throw noField(value, link)
    }
  }

  private mutating func element(_ link: Link, _ key: Value, of base: Chained) throws(EvaluationError)
    -> Chained
  {
    try budget.charge(1)
    switch base {
    case .absent: return .absent
    case .plain(let value):
      if let unknown = Value.unknown(in: value, key) { return .plain(unknown) }
      if let found = try find(value, key, link.offset) {
        return link.kind == .optionalKey ? .present(found) : Chained(found)
      }
      if link.kind == .optionalKey { return .absent }
      throw notFound(value, key, link.offset)
    case .present(let value):
      if let unknown = Value.unknown(in: value, key) { return .plain(unknown) }
      return try find(value, key, link.offset).map(Chained.present) ?? .absent
    }
  }

  /// The element of a value that must be a list or map; `nil` where there is none.
  private func find(_ base: Value, _ key: Value, _ offset: UInt32) throws(EvaluationError) -> Value? {
    switch base {
    case .map(let map):
      guard MapKey(key) != nil || key.isNumber else {
        throw EvaluationError.noOverload("_[_]", base, key).at(offset)
      }
      return try map.value(forKey: key)
    case .list(let list):
      guard let index = key.listIndex else {
        throw EvaluationError(
          .invalidArgument, "a list has no index of type \(key.typeName); a whole number is allowed",
          offset: Int(offset))
      }
      return list.element(at: index)
    default: throw EvaluationError.noOverload("_[_]", base, key).at(offset)
    }
  }

  private func noSuchKey(_ key: String, _ offset: UInt32) -> EvaluationError {
    EvaluationError(.noSuchKey, "no such key: \(key)", offset: Int(offset))
  }

  private func noField(_ base: Value, _ link: Link) -> EvaluationError {
    let name = plan.fields[Int(link.operand)].text
    let message = "a value of type \(base.typeName) has no field '\(name)'; only maps have fields"
    return EvaluationError(.noMatchingOverload, message, offset: Int(link.offset))
  }

  private func notFound(_ base: Value, _ key: Value, _ offset: UInt32) -> EvaluationError {
    guard case .list(let list) = base else { return noSuchKey(key.description, offset) }
    let message = "index \(key) is out of range; the list has \(list.count) elements"
    return EvaluationError(.indexOutOfRange, message, offset: Int(offset))
  }
}

extension Evaluator.Chained {
  /// Whether there is a value; what is unknown stays so.
  fileprivate var hasValue: Value {
    switch self {
    case .absent: .bool(false)
    case .plain(.unknown(let set)), .present(.unknown(let set)): .unknown(set)
    case .plain, .present: .bool(true)
    }
  }
}

extension Value {
  fileprivate var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// The number as an index of a list; `nil` if it is no whole number. One beyond any list is -1.
  fileprivate var listIndex: Int64? {
    switch self {
    case .int(let value): value
    case .uint(let value): Int64(exactly: value) ?? -1
    case .double(let value): value.wholeInt
    default: nil
    }
  }
}

// MARK: Optionals

extension Evaluator {
  static func optionalOrValue(_ self: inout Evaluator, _ step: Step) throws(EvaluationError)
    -> Value
  {
    try self.budget.charge(1)
    switch try self.chained(step.first) {
    case .present(let value): return value
    case .absent: return try self.evaluate(step.second)
    case .plain(let value): return try otherwise(value, "orValue", step.offset)
    }
  }

  static func optionalOr(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    let value = try self.evaluate(step.first)
    guard case .optional(let inner) = value else { return try otherwise(value, "or", step.offset) }
    return inner == nil ? try self.evaluate(step.second) : value
  }

  static func optionalHasValue(_ self: inout Evaluator, _ step: Step) throws(EvaluationError)
    -> Value
  {
    try self.budget.charge(1)
    switch try self.chained(step.first) {
    case .plain(let value): return try otherwise(value, "hasValue", step.offset)
    case let other: return other.hasValue
    }
  }

  static func optionalValue(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    switch try self.chained(step.first) {
    case .present(let value): return value
    case .absent:
      let message = "optional.none() has no value; use orValue()"
      throw EvaluationError(.invalidArgument, message, offset: Int(step.offset))
    case .plain(let value): return try otherwise(value, "value", step.offset)
    }
  }
}
