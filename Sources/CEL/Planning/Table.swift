/// Values that never change, in memory of their own: to read one counts no reference of the table's, nor of what else is in it.
///
/// Whoever makes one has to free it.
struct Table<Element>: @unchecked Sendable {
  private let elements: UnsafeMutableBufferPointer<Element>

  init(_ elements: [Element]) {
    self.elements = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = self.elements.initialize(from: elements)
  }

  /// The element at a 0-based index, lent.
  subscript(index: Int) -> Element {
    @inline(__always) _read {
      precondition(elements.indices.contains(index))
      yield elements[index]
    }
  }

  func free() {
    elements.deinitialize()
    elements.deallocate()
  }
}

extension UnsafeMutableBufferPointer where Element: BitwiseCopyable {
  /// Memory of its own with some elements; whoever asks for it has to give it back.
  package static func holding(_ elements: [Element]) -> Self {
    let memory = allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    return memory
  }
}
