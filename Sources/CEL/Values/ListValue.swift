/// A list: held here, or read from an adapter.
public enum ListValue: Sendable {
  case native([Value])
  case adapted(any ListAdapter, node: UInt32)

  /// How many elements there are.
  public var count: Int {
    switch self {
    case .native(let elements): elements.count
    case .adapted(let adapter, let node): adapter.count(ofList: node)
    }
  }

  /// The elements in order; an array of them is made where the list is adapted.
  public var elements: [Value] {
    switch self {
    case .native(let elements): elements
    case .adapted(let adapter, let node): adapter.elements(ofList: node)
    }
  }

  /// The element at a 0-based index; `nil` where there is none.
  public func element(at index: Int64) -> Value? {
    guard index >= 0, let index = Int(exactly: index) else { return nil }
    switch self {
    case .native(let elements): return index < elements.count ? elements[index] : nil
    case .adapted(let adapter, let node): return adapter.element(ofList: node, at: index)
    }
  }
}
