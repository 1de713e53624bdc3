/// Finds the ports on which rectangles of ports and addresses cover a whole set of addresses.
///
/// A sweep over the ports with a tree of counts over the addresses, as in Klee's measure problem: n log n.
struct RectangleCover<Number: FixedWidthInteger & UnsignedInteger & Sendable> {
  struct Rectangle {
    let ports: ClosedRange<UInt16>
    let addresses: ClosedRange<Number>

    init(_ ports: ClosedRange<UInt16>, _ addresses: ClosedRange<Number>) {
      self.ports = ports
      self.addresses = addresses
    }
  }

  private let target: IntervalSet<Number>

  /// - Parameter target: what is to be covered; not empty.
  init(_ target: IntervalSet<Number>) { self.target = target }

  func ports(coveredBy rectangles: [Rectangle]) -> PortSet {
    let starts = cells(rectangles)
    // Each cell of the target lies in a rectangle's addresses as a whole or not at all.
    var tree = MinimumTree(count: starts.count)
    let spans = rectangles.compactMap { rectangle -> (ports: ClosedRange<UInt16>, cells: ClosedRange<Int>)? in
      let first = Self.position(of: rectangle.addresses.lowerBound, in: starts)
      let last = Self.position(after: rectangle.addresses.upperBound, in: starts) - 1
      return first <= last ? (rectangle.ports, first...last) : nil
    }
    let begins = spans.sorted { $0.ports.lowerBound < $1.ports.lowerBound }
    let ends = spans.sorted { $0.ports.upperBound < $1.ports.upperBound }
    var covered: [ClosedRange<UInt16>] = []
    var (next, done) = (0, 0)
    var port: UInt16 = 0
    while true {
      while next < begins.count, begins[next].ports.lowerBound <= port {
        tree.add(1, begins[next].cells)
        next += 1
      }
      while done < ends.count, ends[done].ports.upperBound < port {
        tree.add(-1, ends[done].cells)
        done += 1
      }
      // What holds at this port holds until the port before the next change.
      var until = UInt16.max
      if next < begins.count { until = min(until, begins[next].ports.lowerBound - 1) }
      if done < ends.count { until = min(until, ends[done].ports.upperBound) }
      if tree.minimum > 0 { covered.append(port...until) }
      if until == UInt16.max { break }
      port = until + 1
    }
    return PortSet(IntervalSet(covered))
  }

  /// The first numbers of the target's cells, ascending: nothing begins or ends within a cell.
  private func cells(_ rectangles: [Rectangle]) -> [Number] {
    var starts = target.intervals.map(\.lowerBound)
    for rectangle in rectangles {
      if target.contains(rectangle.addresses.lowerBound) { starts.append(rectangle.addresses.lowerBound) }
      if rectangle.addresses.upperBound < Number.max, target.contains(rectangle.addresses.upperBound + 1) {
        starts.append(rectangle.addresses.upperBound + 1)
      }
    }
    starts.sort()
    var unique: [Number] = []
    for start in starts where unique.last != start { unique.append(start) }
    return unique
  }

  /// The position of the first start that is not below a number.
  private static func position(of number: Number, in starts: [Number]) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The position of the first start above a number.
  private static func position(after number: Number, in starts: [Number]) -> Int {
    number == Number.max ? starts.count : position(of: number + 1, in: starts)
  }
}

/// Counts with addition over ranges and the least of all, each in log n.
private struct MinimumTree {
  private let size: Int
  /// What was added to everything below a node, the node's own least included; 1-based, children at 2n and 2n+1.
  private var least: [Int]
  private var added: [Int]

  init(count: Int) {
    var size = 1
    while size < count { size *= 2 }
    self.size = size
    least = Array(repeating: 0, count: 2 * size)
    added = Array(repeating: 0, count: 2 * size)
    // What fills up to a power of two never counts as the least.
    for index in count..<max(count, size) { least[size + index] = Int.max / 2 }
    for node in stride(from: size - 1, to: 0, by: -1) {
      least[node] = min(least[2 * node], least[2 * node + 1])
    }
  }

  var minimum: Int { least[1] }

  mutating func add(_ amount: Int, _ range: ClosedRange<Int>) {
    var (low, high) = (range.lowerBound + size, range.upperBound + size)
    let (first, last) = (low, high)
    while low <= high {
      if low & 1 == 1 {
        apply(amount, low)
        low += 1
      }
      if high & 1 == 0 {
        apply(amount, high)
        high -= 1
      }
      low /= 2
      high /= 2
    }
    refresh(first)
    refresh(last)
  }

  private mutating func apply(_ amount: Int, _ node: Int) {
    least[node] += amount
    added[node] += amount
  }

  private mutating func refresh(_ leaf: Int) {
    var node = leaf / 2
    while node >= 1 {
      least[node] = min(least[2 * node], least[2 * node + 1]) + added[node]
      node /= 2
    }
  }
}
