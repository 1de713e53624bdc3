// Lists, maps, and the macros over them.

extension Checker {
  mutating func list(_ elements: NodeList) -> CELType {
    var type: CELType?
    for element in syntax.children(elements) {
      let next = check(element)
      type = type.map { unifier.join($0, next) } ?? next
    }
    return .list(type ?? .parameter(unifier.fresh(1)))
  }

  mutating func map(_ entries: NodeList) -> CELType {
    var keyType: CELType?
    var valueType: CELType?
    var isKey = true
    var isOptional = false
    for entry in syntax.children(entries) {
      let next = check(entry)
      if isKey {
        if case .optionalEntry = syntax[entry].kind { isOptional = true } else { isOptional = false }
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
        at: syntax[entry].range)
    }
  }

  /// An element that is there only if an optional has a value; an optional key's condition is its value.
  mutating func optionalEntry(_ inner: NodeID) -> CELType {
    let type = check(inner)
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
        at: syntax[entry].range)
      return .dyn
    }
  }

  // MARK: Macros

  mutating func comprehension(_ comprehension: Comprehension) -> CELType {
    let range = unifier.resolve(check(comprehension.range))
    let (first, second) = variables(of: comprehension, over: range)
    locals.append((syntax.name(comprehension.variable), first))
    if let name = comprehension.second { locals.append((syntax.name(name), second)) }
    defer { locals.removeLast(comprehension.second == nil ? 1 : 2) }
    if let filter = comprehension.filter { checkCondition(filter) }
    let body = check(comprehension.body)
    switch comprehension.kind {
    case .all, .exists, .existsOne:
      checkCondition(body, at: comprehension.body)
      return .bool
    case .filter:
      checkCondition(body, at: comprehension.body)
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
  private mutating func variables(of comprehension: Comprehension, over range: CELType) -> (CELType, CELType)
  {
    if comprehension.kind == .bind { return (range, .dyn) }
    if comprehension.kind == .optionalMap || comprehension.kind == .optionalFlatMap {
      return (unwrapped(range, comprehension.range), .dyn)
    }
    let isDouble = comprehension.second != nil
    switch range {
    case .list(let element): return isDouble ? (.int, element) : (element, .dyn)
    case .map(let key, let value): return (key, value)
    case .dyn, .parameter: return (.dyn, .dyn)
    case let other:
      report(
        "a macro cannot go over \(unifier.settled(other)); lists and maps are allowed",
        at: syntax[comprehension.range].range)
      return (.dyn, .dyn)
    }
  }

  private mutating func checkCondition(_ id: NodeID) { checkCondition(check(id), at: id) }

  private mutating func checkCondition(_ type: CELType, at id: NodeID) {
    if !unifier.accept(.bool, type) {
      report("the condition is \(unifier.settled(type)); it must be a bool", at: syntax[id].range)
    }
  }
}
