// Lists, maps, and the macros over them.

extension Checker {
  mutating func list(_ elements: NodeList) -> CELType {
    var type: CELType?
    for element in checked.syntax.children(elements) {
      let next = self.type(element)
      type = type.map { unifier.join($0, next) } ?? next
    }
    return .list(type ?? .parameter(unifier.fresh(1)))
  }

  mutating func map(_ entries: NodeList) -> CELType {
    var keyType: CELType?
    var valueType: CELType?
    var isKey = true
    var isOptional = false
    for entry in checked.syntax.children(entries) {
      let next = type(entry)
      if isKey {
        if case .optionalEntry = checked.syntax[entry].kind { isOptional = true } else { isOptional = false }
        checkKey(next, entry)
        keyType = keyType.map { unifier.join($0, next) } ?? next
      } else {
        let value = isOptional ? unwrapped(next, entry) : next
        valueType = valueType.map { unifier.join($0, value) } ?? value
      }
      isKey.toggle()
    }
    if let keyType, let valueType { return .map(key: keyType, value: valueType) }
    let base = unifier.fresh(2)
    return .map(key: .parameter(base), value: .parameter(base + 1))
  }

  private mutating func checkKey(_ type: CELType, _ entry: NodeID) {
    switch unifier.resolve(type) {
    case .bool, .int, .uint, .string, .dyn, .parameter, .double: break
    case let other:
      report(
        "a map has no keys of type \(unifier.settled(other)); int, uint, bool and string are allowed",
        at: checked.syntax[entry].range)
    }
  }

  /// An element that is there only if an optional has a value; an optional key's condition is its value.
  mutating func optionalEntry(_ inner: NodeID) -> CELType {
    let type = self.type(inner)
    if case .optional(let wrapped) = unifier.resolve(type) { return wrapped }
    return type
  }

  private mutating func unwrapped(_ type: CELType, _ entry: NodeID) -> CELType {
    switch unifier.resolve(type) {
    case .optional(let wrapped): return wrapped
    case .dyn, .parameter: return .dyn
    case let other:
      report(
        "the value of an optional entry is an optional, not \(unifier.settled(other)); use .?field or optional.of()",
        at: checked.syntax[entry].range)
      return .dyn
    }
  }

  // MARK: Macros

  mutating func comprehension(_ index: Int32) -> CELType {
    let comprehension = checked.syntax.comprehensions[Int(index)]
    let range = unifier.resolve(type(comprehension.range))
    let first = type(ofScope: checked.scopeOfComprehension[Int(index)])
    if let filter = comprehension.filter { checkCondition(type(filter), at: filter) }
    let body = type(comprehension.body)
    switch comprehension.kind {
    case .all, .exists, .existsOne:
      checkCondition(body, at: comprehension.body)
      return .bool
    case .filter:
      checkCondition(body, at: comprehension.body)
      return .list(first)
    case .sortBy:
      checkSorting(range, key: body, comprehension)
      return .list(first)
    case .map, .transformList: return .list(body)
    case .transformMap:
      if case .map(let key, _) = range { return .map(key: key, value: body) }
      return .map(key: .dyn, value: body)
    case .transformMapEntry: return body
    case .bind: return body
    case .optionalMap: return .optional(body)
    case .optionalFlatMap: return body
    }
  }

  /// The types of a macro's variables.
  mutating func variables(of comprehension: Comprehension) -> (CELType, CELType) {
    let range = unifier.resolve(type(comprehension.range))
    if comprehension.kind == .bind { return (range, .dyn) }
    if comprehension.kind == .optionalMap || comprehension.kind == .optionalFlatMap {
      return (unwrapped(range, comprehension.range), .dyn)
    }
    let isDouble = comprehension.second != nil
    switch range {
    case .list(let element): return isDouble ? (.int, element) : (element, .dyn)
    case .map(let key, let value): return (key, value)
    case .object: return (.string, .dyn)
    case .dyn, .parameter: return (.dyn, .dyn)
    case let other:
      report(
        "a macro cannot go over \(unifier.settled(other)); lists and maps are allowed",
        at: checked.syntax[comprehension.range].range)
      return (.dyn, .dyn)
    }
  }

  /// `sortBy` goes over lists only, and its keys must be values that have an order.
  private mutating func checkSorting(_ range: CELType, key: CELType, _ comprehension: Comprehension) {
    if case .map = range {
      report(
        "sortBy cannot go over \(unifier.settled(range)); lists are allowed",
        at: checked.syntax[comprehension.range].range)
    }
    switch unifier.resolve(key) {
    case .int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration, .dyn, .parameter: break
    case let other:
      report(
        "the key is \(unifier.settled(other)); numbers, strings, bytes, bools, timestamps and durations are ordered",
        at: checked.syntax[comprehension.body].range)
    }
  }

  private mutating func checkCondition(_ type: CELType, at id: NodeID) {
    if !unifier.accept(.bool, type) {
      report("the condition is \(unifier.settled(type)); it must be a bool", at: checked.syntax[id].range)
    }
  }
}
