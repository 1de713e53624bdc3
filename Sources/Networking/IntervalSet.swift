/// A set of numbers as sorted closed intervals that neither overlap nor touch.
///
/// Union, intersection and subtraction are exact and take time linear in the intervals of both sides.
package struct IntervalSet<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
  /// The intervals, ascending.
  package private(set) var intervals: [ClosedRange<Number>] = []

  /// The empty set.
  package init() {}

  /// A set from intervals in any order; they may overlap. Sorts once.
  package init(_ intervals: some Sequence<ClosedRange<Number>>) {
    for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) { append(interval) }
  }

  package var isEmpty: Bool { intervals.isEmpty }

  /// Adds an interval that starts at or behind the start of the last one.
  private mutating func append(_ interval: ClosedRange<Number>) {
    guard let last = intervals.last else {
      intervals.append(interval)
      return
    }
    if last.upperBound == Number.max || interval.lowerBound <= last.upperBound + 1 {
      intervals[intervals.count - 1] = last.lowerBound...Swift.max(last.upperBound, interval.upperBound)
    } else {
      intervals.append(interval)
    }
  }

  /// Whether a number is in the set; by bisection.
  package func contains(_ number: Number) -> Bool {
    var low = 0
    var high = intervals.count
    while low < high {
      let middle = (low + high) / 2
      if intervals[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    return low < intervals.count && intervals[low].contains(number)
  }

  package func union(_ other: Self) -> Self { Self(intervals + other.intervals) }

  package func intersection(_ other: Self) -> Self {
    var result = Self()
    var (i, j) = (0, 0)
    while i < intervals.count, j < other.intervals.count {
      let (a, b) = (intervals[i], other.intervals[j])
      let low = Swift.max(a.lowerBound, b.lowerBound)
      let high = Swift.min(a.upperBound, b.upperBound)
      if low <= high { result.append(low...high) }
      if a.upperBound < b.upperBound { i += 1 } else { j += 1 }
    }
    return result
  }

  package func subtracting(_ other: Self) -> Self { intersection(other.complement) }

  /// Every number that the type can hold and the set does not.
  package var complement: Self {
    var result = Self()
    var next: Number = 0
    for interval in intervals {
      if interval.lowerBound > next { result.append(next...(interval.lowerBound - 1)) }
      if interval.upperBound == Number.max { return result }
      next = interval.upperBound + 1
    }
    result.append(next...Number.max)
    return result
  }

  /// Whether every number of another set is in this one.
  package func isSuperset(of other: Self) -> Bool { other.subtracting(self).isEmpty }

  /// Whether the two sets have a number in common.
  package func overlaps(_ other: Self) -> Bool { !intersection(other).isEmpty }
}
