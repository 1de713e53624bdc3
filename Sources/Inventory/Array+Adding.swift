extension Array {
  /// Appends elements; where there are none yet, these are taken as they are, because copying what holds references takes time.
  @inlinable
  package mutating func add(_ more: [Element]) {
    if isEmpty { self = more } else if !more.isEmpty { self += more }
  }
}
