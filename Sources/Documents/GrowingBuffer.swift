import Glibc
import SourceText
import Synchronization

/// Memory for plain values that grows at its end, as the nodes of a tree do while a file is read.
///
/// An array that grows is copied into new pages, which costs as much as reading the file; `realloc` moves a large block
/// by its page tables.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int
  /// Where the memory is from that is another buffer's.
  private let reserve: Reserve?
  /// Whether the memory is this buffer's, which gives it back.
  private var isOwner: Bool

  /// - Parameters:
  ///   - reserved: elements at the front that others fill (`Reserve`); they count as added.
  ///   - minimumCapacity: elements for which there is room behind these without growing.
  init(reserved: Int = 0, minimumCapacity: Int = 0) {
    capacity = reserved + Swift.max(minimumCapacity, 8)
    base = Self.resized(nil, to: capacity)
    count = reserved
    reserve = nil
    isOwner = true
  }

  /// A buffer over the reserved elements of another one, where there is no room before some is taken.
  init(_ reserve: Reserve) {
    base = reserve.base
    count = 0
    capacity = 0
    self.reserve = reserve
    isOwner = false
  }

  deinit { if isOwner { free(base) } }

  /// The elements that a buffer has reserved, for several threads to fill: before it grows or is given back.
  final class Reserve: @unchecked Sendable {
    fileprivate let base: UnsafeMutablePointer<Element>
    private let count: Int
    private let taken = Atomic<Int>(0)
    private let size = 1 << 16

    fileprivate init(_ base: UnsafeMutablePointer<Element>, _ count: Int) {
      self.base = base
      self.count = count
    }

    /// Some elements behind all that were taken before; `nil` when there are no more.
    fileprivate func take() -> Range<Int>? {
      let start = taken.wrappingAdd(size, ordering: .relaxed).oldValue
      return start < count ? start..<Swift.min(start + size, count) : nil
    }
  }

  /// The elements at the front that are reserved.
  func reserve(_ reserved: Int) -> Reserve { Reserve(base, Swift.min(reserved, count)) }

  /// Goes on at further elements of the reserve, which the next ones are added at; where, or `nil` when there are no more.
  mutating func takeMore() -> Range<Int>? {
    guard let range = reserve?.take() else { return nil }
    count = range.lowerBound
    capacity = range.upperBound
    return range
  }

  /// Without memory there is no going on, here as in an array.
  private static func resized(
    _ base: UnsafeMutablePointer<Element>?, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let size = capacity &* MemoryLayout<Element>.stride
    guard let memory = realloc(base, size) else { abort() }
    LargePages.advise(UnsafeMutableRawBufferPointer(start: memory, count: size))
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: capacity &* 2) }
    (base + count).initialize(to: element)
    count &+= 1
  }

  mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    guard let start = elements.baseAddress else { return }
    if count &+ elements.count > capacity { grow(to: Swift.max(capacity &* 2, count &+ elements.count)) }
    (base + count).initialize(from: start, count: elements.count)
    count &+= elements.count
  }

  @inline(never)
  private mutating func grow(to newCapacity: Int) {
    precondition(isOwner)
    base = Self.resized(base, to: newCapacity)
    capacity = newCapacity
  }

  /// The element at a 0-based index.
  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < count)
      return base[index]
    }
    @inline(__always) _modify {
      precondition(index >= 0 && index < count)
      yield &base[index]
    }
  }

  /// Lends the elements of a range, which must be within the count.
  func withElements<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<Element>) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return body(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// The elements as they are from now on; the memory that was kept for more is given back.
  consuming func finish() -> FixedBuffer<Element> {
    let fixed = FixedBuffer(taking: Self.resized(base, to: Swift.max(count, 1)), count: count)
    isOwner = false
    return fixed
  }
}

/// Plain values that never change, in memory of their own.
struct FixedBuffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  let base: UnsafePointer<Element>
  let count: Int

  /// Takes over memory from `malloc`.
  fileprivate init(taking base: UnsafeMutablePointer<Element>, count: Int) {
    self.base = UnsafePointer(base)
    self.count = count
  }

  deinit { free(UnsafeMutableRawPointer(mutating: base)) }

  /// The same values, for as long as this is there.
  var lent: LentBuffer<Element> { LentBuffer(base: base, count: count) }
}

/// Plain values that never change, in the memory of a `FixedBuffer`.
struct LentBuffer<Element: BitwiseCopyable>: @unchecked Sendable, BitwiseCopyable {
  let base: UnsafePointer<Element>
  let count: Int

  /// The element at a 0-based index.
  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < count)
      return base[index]
    }
  }
}
