import Networking

/// The addresses outside the cluster, cut wherever a policy's block begins or ends, so that every policy treats all of a
/// range alike. IPv6 is there only if a policy speaks of it.
struct AddressPartition {
  private(set) var ranges: [(first: IPAddress, last: IPAddress)] = []

  /// - Parameter others: ranges whose ends are cut at too.
  init(_ sets: [AddressSet], others: [(first: IPAddress, last: IPAddress)] = []) {
    var starts4: Set<UInt32> = [0]
    var starts6: Set<UInt128> = []
    for set in sets {
      for interval in set.v4.intervals {
        starts4.insert(interval.lowerBound)
        if interval.upperBound != UInt32.max { starts4.insert(interval.upperBound + 1) }
      }
      for interval in set.v6.intervals {
        starts6.insert(interval.lowerBound)
        if interval.upperBound != UInt128.max { starts6.insert(interval.upperBound + 1) }
      }
    }
    for range in others {
      switch range.first {
      case .v4(let address): starts4.insert(address.bits)
      case .v6(let address): starts6.insert(address.bits)
      }
    }
    if !starts6.isEmpty { starts6.insert(0) }
    let sorted4 = starts4.sorted()
    for (index, start) in sorted4.enumerated() {
      let last = index + 1 < sorted4.count ? sorted4[index + 1] - 1 : UInt32.max
      ranges.append((.v4(IPv4Address(bits: start)), .v4(IPv4Address(bits: last))))
    }
    let sorted6 = starts6.sorted()
    for (index, start) in sorted6.enumerated() {
      let last = index + 1 < sorted6.count ? sorted6[index + 1] - 1 : UInt128.max
      ranges.append((.v6(IPv6Address(bits: start)), .v6(IPv6Address(bits: last))))
    }
  }
}
