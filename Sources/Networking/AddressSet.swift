/// An exact set of addresses of both families.
package struct AddressSet: Hashable, Sendable {
  package private(set) var v4: IntervalSet<UInt32>
  package private(set) var v6: IntervalSet<UInt128>

  package init(v4: IntervalSet<UInt32> = .init(), v6: IntervalSet<UInt128> = .init()) {
    self.v4 = v4
    self.v6 = v6
  }

  /// The addresses of some blocks.
  package init(_ blocks: some Sequence<CIDR>) {
    var four: [ClosedRange<UInt32>] = []
    var six: [ClosedRange<UInt128>] = []
    for block in blocks {
      let bounds = block.bounds
      switch block.family {
      case .v4:
        let low = UInt32(truncatingIfNeeded: bounds.lowerBound)
        four.append(low...Swift.max(low, UInt32(truncatingIfNeeded: bounds.upperBound)))
      case .v6: six.append(bounds)
      }
    }
    self.init(v4: IntervalSet(four), v6: IntervalSet(six))
  }

  /// All addresses of both families.
  package static let all = AddressSet().complement

  package var isEmpty: Bool { v4.isEmpty && v6.isEmpty }

  package func contains(_ address: IPAddress) -> Bool {
    switch address {
    case .v4(let address): v4.contains(address.bits)
    case .v6(let address): v6.contains(address.bits)
    }
  }

  package func union(_ other: Self) -> Self {
    Self(v4: v4.union(other.v4), v6: v6.union(other.v6))
  }

  package func intersection(_ other: Self) -> Self {
    Self(v4: v4.intersection(other.v4), v6: v6.intersection(other.v6))
  }

  package func subtracting(_ other: Self) -> Self {
    Self(v4: v4.subtracting(other.v4), v6: v6.subtracting(other.v6))
  }

  package var complement: Self { Self(v4: v4.complement, v6: v6.complement) }

  package func isSuperset(of other: Self) -> Bool { other.subtracting(self).isEmpty }

  package func overlaps(_ other: Self) -> Bool { v4.overlaps(other.v4) || v6.overlaps(other.v6) }
}
