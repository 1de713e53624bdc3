// Macros over lists, maps and optionals. Section "Macros"; the forms with two variables as in cel-go's `ext`.

extension Evaluator {
  static func loop(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    let range = try self.evaluate(step.second)
    return try self.run(step, range)
  }

  /// `cel.bind`.
  static func bind(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.locals[Int(step.third)] = try self.evaluate(step.second)
    return try self.evaluate(self.plan.loops[Int(step.first)].body)
  }

  /// `optMap` and `optFlatMap`.
  static func optionalLoop(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    let range = try self.evaluate(step.second)
    return try self.overOptional(self.plan.loops[Int(step.first)], range, step.offset)
  }

  private mutating func run(_ step: Step, _ range: Value) throws(EvaluationError) -> Value {
    let loop = plan.loops[Int(step.first)]
    guard let (elements, map) = try Evaluator.elements(of: range, loop, step.offset) else { return range }
    // An array of the elements is made even if the first of them decides.
    try budget.chargeTraversal(elements.count)
    return try run(loop, elements, map, step.offset)
  }

  /// What a macro goes over: the elements of a list, or the keys of a map; `nil` for an unknown.
  private static func elements(
    of range: Value, _ loop: Loop, _ offset: UInt32
  ) throws(EvaluationError) -> ([Value], MapValue?)? {
    switch range {
    case .list(let list): return (list.elements, nil)
    case .map(let map): return (map.keys, map)
    case .unknown: return nil
    default:
      throw EvaluationError(
        .noMatchingOverload, "a macro cannot go over \(range.typeName); lists and maps are allowed",
        offset: Int(offset))
    }
  }

  private mutating func overOptional(
    _ loop: Loop, _ range: Value, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    switch range {
    case .optional(nil), .unknown: return range
    case .optional(let inner?):
      locals[loop.slot] = inner
      let value = try evaluate(loop.body)
      if loop.kind == .optionalFlatMap { return value }
      if case .unknown = value { return value }
      return .optional(value)
    default: throw EvaluationError.noOverload("optMap", range).at(offset)
    }
  }

  /// Goes over the elements of a list, or the keys of a map.
  private mutating func run(
    _ loop: Loop, _ elements: [Value], _ map: MapValue?, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    switch loop.kind {
    case .all, .exists: return try quantify(loop, elements, map, decides: loop.kind == .exists, offset)
    case .existsOne: return try existsOne(loop, elements, map, offset)
    case .sortBy: return try sortBy(loop, elements, map, offset)
    case .transformMap, .transformMapEntry: return try transformMap(loop, elements, map, offset)
    default: return try transform(loop, elements, map, offset)
    }
  }

  /// Sets the variables for one element.
  private mutating func bind(
    _ loop: Loop, _ position: Int, _ element: Value, _ map: MapValue?
  ) throws(EvaluationError) {
    try budget.charge(1)
    guard loop.hasTwoVariables else {
      locals[loop.slot] = element
      return
    }
    if let map {
      locals[loop.slot] = element
      locals[loop.slot + 1] = try map.value(forKey: element) ?? .null
    } else {
      locals[loop.slot] = .int(Int64(position))
      locals[loop.slot + 1] = element
    }
  }

  private mutating func quantify(
    _ loop: Loop, _ elements: [Value], _ map: MapValue?, decides: Bool, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var failure: EvaluationError?
    var unknown: UnknownSet?
    for (position, element) in elements.enumerated() {
      try bind(loop, position, element, map)
      do throws(EvaluationError) {
        switch try evaluate(loop.body) {
        case .bool(let truth): if truth == decides { return .bool(decides) }
        case .unknown(let set): unknown = unknown?.union(set) ?? set
        case let other: throw conditionIsNoBool(other, offset)
        }
      } catch {
        if error.code == .costLimitExceeded { throw error }
        failure = failure ?? error
      }
    }
    if let unknown { return .unknown(unknown) }
    if let failure { throw failure }
    return .bool(!decides)
  }

  private func conditionIsNoBool(_ value: Value, _ offset: UInt32) -> EvaluationError {
    EvaluationError(
      .noMatchingOverload, "the condition is \(value.typeName); it must be a bool", offset: Int(offset))
  }

  private mutating func existsOne(
    _ loop: Loop, _ elements: [Value], _ map: MapValue?, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var count = 0
    var unknown: UnknownSet?
    for (position, element) in elements.enumerated() {
      try bind(loop, position, element, map)
      switch try evaluate(loop.body) {
      case .bool(let truth): count += truth ? 1 : 0
      case .unknown(let set): unknown = unknown?.union(set) ?? set
      case let other: throw conditionIsNoBool(other, offset)
      }
    }
    if let unknown, count < 2 { return .unknown(unknown) }
    return .bool(count == 1)
  }

  /// Whether an element counts; `nil` where that is not known.
  private mutating func passes(_ condition: NodeID?, _ unknown: inout UnknownSet?, _ offset: UInt32)
    throws(EvaluationError) -> Bool
  {
    guard let condition else { return true }
    switch try evaluate(condition) {
    case .bool(let truth): return truth
    case .unknown(let set):
      unknown = unknown?.union(set) ?? set
      return false
    case let other: throw conditionIsNoBool(other, offset)
    }
  }

  private mutating func transform(
    _ loop: Loop, _ elements: [Value], _ map: MapValue?, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var made: [Value] = []
    var unknown: UnknownSet?
    let isFilter = loop.kind == .filter
    for (position, element) in elements.enumerated() {
      try bind(loop, position, element, map)
      guard try passes(isFilter ? loop.body : loop.filter, &unknown, offset) else { continue }
      made.append(isFilter ? element : try evaluate(loop.body))
      if case .unknown(let set)? = made.last, !isFilter { unknown = unknown?.union(set) ?? set }
    }
    return unknown.map(Value.unknown) ?? .list(made)
  }

  private mutating func sortBy(
    _ loop: Loop, _ elements: [Value], _ map: MapValue?, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    if map != nil {
      throw EvaluationError(
        .noMatchingOverload, "sortBy cannot go over map; lists are allowed", offset: Int(offset))
    }
    var keys: [Value] = []
    for (position, element) in elements.enumerated() {
      try bind(loop, position, element, nil)
      keys.append(try evaluate(loop.body))
    }
    return try sort(elements, by: keys, offset)
  }

  private mutating func sort(
    _ elements: [Value], by keys: [Value], _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    if let unknown = Value.unknown(in: keys) { return unknown }
    do { return .list(try Sorting.order(of: keys, "sortBy", &budget).map { elements[$0] }) } catch {
      throw error.at(offset)
    }
  }

  private mutating func transformMap(
    _ loop: Loop, _ elements: [Value], _ map: MapValue?, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var made: [NativeMap.Entry] = []
    var unknown: UnknownSet?
    for (position, element) in elements.enumerated() {
      try bind(loop, position, element, map)
      guard try passes(loop.filter, &unknown, offset) else { continue }
      let value = try evaluate(loop.body)
      if case .unknown(let set) = value {
        unknown = unknown?.union(set) ?? set
        continue
      }
      if loop.kind == .transformMap {
        made.append((try mapKey(map == nil ? .int(Int64(position)) : element, offset), value))
      } else {
        try append(entriesOf: value, to: &made, offset)
      }
    }
    if let unknown { return .unknown(unknown) }
    return .map(.native(try checkedMap(made, offset)))
  }

  private func append(
    entriesOf value: Value, to made: inout [NativeMap.Entry], _ offset: UInt32
  ) throws(EvaluationError) {
    guard case .map(let entries) = value else {
      throw EvaluationError(
        .noMatchingOverload, "transformMapEntry makes maps, not \(value.typeName)", offset: Int(offset))
    }
    for key in entries.keys {
      made.append((try mapKey(key, offset), try entries.value(forKey: key) ?? .null))
    }
  }
}
