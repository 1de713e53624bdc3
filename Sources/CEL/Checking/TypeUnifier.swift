/// What the type variables of an expression stand for, found out by comparing types.
///
/// Section "Gradual Type Checking" of the language definition: `dyn` fits everything.
struct TypeUnifier {
  private var bindings: [CELType?] = []
  /// The variables that were bound, in order, so that a failed attempt can be undone.
  private var trail: [Int] = []

  /// New type variables, by the number of the first of them.
  mutating func fresh(_ count: Int) -> Int {
    for _ in 0..<count { bindings.append(nil) }
    return bindings.count - count
  }

  var mark: Int { trail.count }

  /// Forgets what was bound since the mark was taken.
  mutating func undo(to mark: Int) {
    while trail.count > mark { bindings[trail.removeLast()] = nil }
  }

  /// What a type variable stands for, if anything yet; other types are themselves.
  func resolve(_ type: CELType) -> CELType {
    var type = type
    while case .parameter(let number) = type, number < bindings.count, let bound = bindings[number] {
      type = bound
    }
    return type
  }

  /// The type with every type variable replaced; `dyn` where nothing is known of it.
  func settled(_ type: CELType) -> CELType {
    switch resolve(type) {
    case .parameter: .dyn
    case .list(let element): .list(settled(element))
    case .map(let key, let value): .map(key: settled(key), value: settled(value))
    case .optional(let wrapped): .optional(settled(wrapped))
    case .type(let wrapped): .type(settled(wrapped))
    case let other: other
    }
  }

  /// Whether a value of the second type can be used for the first; binds type variables on the way.
  mutating func accept(_ expected: CELType, _ actual: CELType) -> Bool {
    let expected = resolve(expected)
    let actual = resolve(actual)
    switch (expected, actual) {
    case (.parameter(let left), .parameter(let right)) where left == right: return true
    case (.parameter(let number), _): return bind(number, actual)
    case (_, .parameter(let number)): return bind(number, expected)
    case (.dyn, _), (_, .dyn): return true
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
      return accept(left, right)
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      return accept(leftKey, rightKey) && accept(left, right)
    case (.map(let key, let value), .object), (.object, .map(let key, let value)):
      return accept(key, .string) && accept(value, .dyn)
    case (.type, .type): return true
    case (.null, .timestamp), (.null, .duration), (.null, .opaque), (.null, .object), (.null, .optional):
      return true
    case (.timestamp, .null), (.duration, .null), (.opaque, .null), (.object, .null), (.optional, .null):
      return true
    default: return expected == actual
    }
  }

  /// The type of a place where either may stand: the more general one, or `dyn` if they do not fit.
  mutating func join(_ left: CELType, _ right: CELType) -> CELType {
    let mark = mark
    guard accept(left, right) else {
      undo(to: mark)
      return .dyn
    }
    return isMoreGeneral(right, than: left) ? right : left
  }

  private func isMoreGeneral(_ left: CELType, than right: CELType) -> Bool {
    switch (resolve(left), resolve(right)) {
    case (.dyn, _): true
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
      isMoreGeneral(left, than: right)
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      isMoreGeneral(leftKey, than: rightKey) || isMoreGeneral(left, than: right)
    case (_, .null): true
    default: false
    }
  }

  private mutating func bind(_ number: Int, _ type: CELType) -> Bool {
    guard number < bindings.count, !occurs(number, in: type) else { return false }
    bindings[number] = type
    trail.append(number)
    return true
  }

  private func occurs(_ number: Int, in type: CELType) -> Bool {
    switch resolve(type) {
    case .parameter(let other): other == number
    case .list(let inner), .optional(let inner), .type(let inner): occurs(number, in: inner)
    case .map(let key, let value): occurs(number, in: key) || occurs(number, in: value)
    default: false
    }
  }
}
