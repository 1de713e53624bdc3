/// Lists: cel-go's `ext.Lists` and Kubernetes' list library.
enum ListLibrary {
  static let overloads: [Overload] = [
    .member(.listA, "isSorted", gives: .bool, .one(isSorted)),
    .member(.listA, "sum", gives: .a, .one(sum)),
    .member(.listA, "min", gives: .a, .one(least)),
    .member(.listA, "max", gives: .a, .one(greatest)),
    .member(.listA, "indexOf", .a, gives: .int, .two(indexOf)),
    .member(.listA, "lastIndexOf", .a, gives: .int, .two(lastIndexOf)),
    .member(.listA, "distinct", gives: .listA, .one(distinct)),
    .member(.listListA, "flatten", gives: .listA, .one(flatten)),
    .member(.listDyn, "flatten", .int, gives: .listDyn, .two(flatten)),
    .member(.listA, "slice", .int, .int, gives: .listA, .three(slice)),
    .member(.listA, "sort", gives: .listA, .one(sort)),
    .member(.listA, "reverse", gives: .listA, .one(reverse)),
    .member(.listA, "first", gives: .optionalA, .one(first)),
    .member(.listA, "last", gives: .optionalA, .one(last)),
    .global("lists.range", .int, gives: .listInt, .one(range)),
  ]

  typealias Failure = EvaluationError

  private static func order(_ left: Value, _ right: Value) throws(Failure) -> Ordering {
    guard let order = Ordering.of(left, right) else { throw .noOverload("<", left, right) }
    return order
  }

  private static func isSorted(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    let elements = try budget.elements(of: list)
    if let unknown = Value.unknown(in: elements) { return unknown }
    for (left, right) in zip(elements, elements.dropFirst()) where try order(left, right) == .greater {
      return .bool(false)
    }
    return .bool(true)
  }

  private static func sum(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    let elements = try budget.elements(of: list)
    if let unknown = Value.unknown(in: elements) { return unknown }
    guard var total = elements.first else { return .int(0) }
    for element in elements.dropFirst() {
      switch (total, element) {
      case (.int(let left), .int(let right)): total = .int(try Arithmetic.apply(.add, left, right))
      case (.uint(let left), .uint(let right)): total = .uint(try Arithmetic.apply(.add, left, right))
      case (.double(let left), .double(let right)): total = .double(left + right)
      default:
        guard let next = try Arithmetic.apply(.add, times: total, element) else {
          throw .noOverload("sum", total, element)
        }
        total = next
      }
    }
    return total
  }

  private static func least(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    try extreme(&budget, list, .less)
  }

  private static func greatest(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    try extreme(&budget, list, .greater)
  }

  private static func extreme(
    _ budget: inout CostBudget, _ list: Value, _ wanted: Ordering
  ) throws(Failure) -> Value {
    let elements = try budget.elements(of: list)
    if let unknown = Value.unknown(in: elements) { return unknown }
    guard var best = elements.first else { throw .invalid("an empty list has no least or greatest element") }
    for element in elements.dropFirst() where try order(element, best) == wanted { best = element }
    return best
  }

  private static func isEqual(_ left: Value, _ right: Value, _ budget: inout CostBudget) throws(Failure)
    -> Bool
  {
    try Equality.value(left, right, isNegated: false, budget: &budget).isTrue
  }

  private static func indexOf(_ budget: inout CostBudget, _ list: Value, _ value: Value) throws(Failure)
    -> Value
  {
    let elements = try budget.elements(of: list)
    if let unknown = Value.unknown(in: elements) { return unknown }
    for (index, element) in elements.enumerated() where try isEqual(element, value, &budget) {
      return .int(Int64(index))
    }
    return .int(-1)
  }

  private static func lastIndexOf(
    _ budget: inout CostBudget, _ list: Value, _ value: Value
  ) throws(Failure) -> Value {
    let elements = try budget.elements(of: list)
    if let unknown = Value.unknown(in: elements) { return unknown }
    for index in elements.indices.reversed() where try isEqual(elements[index], value, &budget) {
      return .int(Int64(index))
    }
    return .int(-1)
  }

  private static func distinct(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    let elements = try budget.elements(of: list)
    if let unknown = Value.unknown(in: elements) { return unknown }
    var seen: Set<MapKey> = []
    var others: [Value] = []
    var kept: [Value] = []
    for element in elements {
      if let key = MapKey(element) {
        if seen.insert(key).inserted { kept.append(element) }
        continue
      }
      try budget.charge(UInt64(others.count))
      var isNew = true
      for other in others where try isEqual(other, element, &budget) { isNew = false }
      guard isNew else { continue }
      others.append(element)
      kept.append(element)
    }
    return .list(kept)
  }

  private static func flatten(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    try flatten(&budget, list, .int(1))
  }

  /// One level is taken off in each round, so that nested lists need no recursion.
  private static func flatten(_ budget: inout CostBudget, _ list: Value, _ depth: Value) throws(Failure)
    -> Value
  {
    var levels = try depth.integer
    guard levels >= 0 else { throw .invalid("the depth of flatten() is not negative") }
    var elements = try budget.elements(of: list)
    while levels > 0, elements.contains(where: \.isList) {
      var flat: [Value] = []
      for element in elements {
        if element.isList { flat += try budget.elements(of: element) } else { flat.append(element) }
      }
      elements = flat
      levels -= 1
    }
    return .list(elements)
  }

  private static func slice(
    _ budget: inout CostBudget, _ list: Value, _ start: Value, _ end: Value
  ) throws(Failure) -> Value {
    let elements = try budget.elements(of: list)
    let (start, end) = (try start.integer, try end.integer)
    guard start >= 0, start <= end, end <= Int64(elements.count) else {
      throw EvaluationError(
        .indexOutOfRange, "slice(\(start), \(end)) is out of range; the list has \(elements.count) elements")
    }
    return .list(Array(elements[Int(start)..<Int(end)]))
  }

  private static func sort(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    let elements = try budget.elements(of: list)
    if let unknown = Value.unknown(in: elements) { return unknown }
    return .list(try Sorting.order(of: elements, "sort", &budget).map { elements[$0] })
  }

  private static func reverse(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    .list(try budget.elements(of: list).reversed())
  }

  private static func first(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    guard case .list(let list) = list else { throw .noOverload("first", list) }
    return .optional(list.element(at: 0))
  }

  private static func last(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    guard case .list(let list) = list else { throw .noOverload("last", list) }
    return .optional(list.element(at: Int64(list.count) - 1))
  }

  private static func range(_ budget: inout CostBudget, _ count: Value) throws(Failure) -> Value {
    let count = try count.integer
    try budget.charge(UInt64(clamping: count))
    return .list((0..<max(0, count)).map(Value.int))
  }
}

extension Value {
  fileprivate var isList: Bool {
    if case .list = self { return true }
    return false
  }
}
