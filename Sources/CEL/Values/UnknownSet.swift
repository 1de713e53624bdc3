/// What an unknown value stands for: the names of the inputs that are not known yet, sorted, each once.
public struct UnknownSet: Sendable, Equatable {
  /// Names such as `object.spec.type`, as whoever made the value wrote them.
  public let names: [String]

  public init(_ name: String) { names = [name] }

  /// Several inputs; `nil` for none.
  public init?(_ names: [String]) {
    guard !names.isEmpty else { return nil }
    self.names = Set(names).sorted()
  }

  private init(names: [String]) { self.names = names }

  /// Everything that either of the two stands for.
  public func union(_ other: UnknownSet) -> UnknownSet {
    if names == other.names { return self }
    return UnknownSet(names: Set(names).union(other.names).sorted())
  }
}

extension Value {
  /// What either value stands for, if one of them is unknown.
  static func unknown(in left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.unknown(let left), .unknown(let right)): .unknown(left.union(right))
    case (.unknown, _): left
    case (_, .unknown): right
    default: nil
    }
  }

  /// What the values stand for that are unknown, if any is.
  static func unknown(in values: [Value]) -> Value? {
    var all: UnknownSet?
    for case .unknown(let set) in values { all = all?.union(set) ?? set }
    return all.map(Value.unknown)
  }
}
