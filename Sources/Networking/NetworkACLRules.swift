/// One direction of a network ACL: entries in the order of their numbers, of which the first that matches a packet decides. A
/// packet that none matches is denied.
package struct NetworkACLRules: Sendable {
  package struct Entry: Sendable {
    package var number: Int
    package var allows: Bool
    package var protocols: IPProtocol.Selection
    package var block: CIDR
    /// The ports of TCP or UDP; for other protocols without a meaning here.
    package var ports: ClosedRange<UInt16>

    package init(
      number: Int, allows: Bool, protocols: IPProtocol.Selection, block: CIDR,
      ports: ClosedRange<UInt16> = 0...UInt16.max
    ) {
      self.number = number
      self.allows = allows
      self.protocols = protocols
      self.block = block
      self.ports = protocols == .all ? 0...UInt16.max : ports
    }
  }

  /// Ascending by number; of equal numbers the first one counts, EC2 allows none.
  package let entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries.enumerated().sorted {
      ($0.element.number, $0.offset) < ($1.element.number, $1.offset)
    }
    .map(\.element)
  }

  /// The addresses to or from which a port of a protocol is allowed; exact, n log n.
  package func allowed(_ transport: IPProtocol, port: UInt16) -> AddressSet {
    let matching = entries.enumerated().filter {
      $0.element.protocols.contains(transport) && (!transport.hasPorts || $0.element.ports.contains(port))
    }
    let four = matching.filter { $0.element.block.family == .v4 }
    let six = matching.filter { $0.element.block.family == .v6 }
    return AddressSet(
      v4: FirstMatch.union(
        of: four.map { entry in
          let bounds = entry.element.block.bounds
          let low = UInt32(truncatingIfNeeded: bounds.lowerBound)
          let high = UInt32(truncatingIfNeeded: bounds.upperBound)
          return (low...max(low, high), entry.offset, entry.element.allows)
        }),
      v6: FirstMatch.union(of: six.map { ($0.element.block.bounds, $0.offset, $0.element.allows) }))
  }

  /// The first ports of the stretches of ports that all entries treat alike, ascending; 0 is the first.
  package func portClasses(_ transport: IPProtocol) -> [UInt16] {
    guard transport.hasPorts else { return [0] }
    var starts: Set<UInt16> = [0]
    for entry in entries where entry.protocols.contains(transport) {
      starts.insert(entry.ports.lowerBound)
      if entry.ports.upperBound < .max { starts.insert(entry.ports.upperBound + 1) }
    }
    return starts.sorted()
  }

  /// The ports of a protocol on which some of the addresses are denied.
  ///
  /// The time is that of `allowed` for each stretch of ports, so callers bound the entries; EC2 allows 40.
  package func denied(_ transport: IPProtocol, of addresses: AddressSet) -> PortSet {
    let starts = portClasses(transport)
    var denied: [ClosedRange<UInt16>] = []
    for (index, start) in starts.enumerated() where !allowed(transport, port: start).isSuperset(of: addresses)
    {
      denied.append(start...(index + 1 < starts.count ? starts[index + 1] - 1 : UInt16.max))
    }
    return PortSet(IntervalSet(denied))
  }

  /// The protocols that some entry names, and one that none names: together they stand for all.
  package var protocolClasses: [IPProtocol] {
    var numbers: Set<UInt8> = []
    for entry in entries { if case .one(let own) = entry.protocols { numbers.insert(own.number) } }
    let free = (0...UInt8.max).first { !numbers.contains($0) && $0 != 6 && $0 != 17 }
    return (numbers.union([6, 17]).sorted() + [free].compactMap { $0 }).map(IPProtocol.init(number:))
  }
}

/// The union of the ranges that allow, where of overlapping ones the one of the lowest rank decides.
private enum FirstMatch {
  static func union<Number: FixedWidthInteger & UnsignedInteger & Sendable>(
    of ranges: [(bounds: ClosedRange<Number>, rank: Int, allows: Bool)]
  ) -> IntervalSet<Number> {
    var allowed: [ClosedRange<Number>] = []
    // Blocks of an address family are nested or apart: with the outer first, a stack holds those that are open.
    let sorted = ranges.sorted {
      ($0.bounds.lowerBound, $1.bounds.upperBound, $0.rank) < (
        $1.bounds.lowerBound, $0.bounds.upperBound, $1.rank
      )
    }
    var open: [(last: Number, rank: Int, allows: Bool)] = []
    var position: Number = 0
    /// Gives the stretch up to a number to the best of the open ranges.
    func advance(to last: Number) {
      guard position <= last else { return }
      if let best = open.last, best.allows { allowed.append(position...last) }
    }
    func close(before limit: Number?) {
      while let top = open.last, limit.map({ top.last < $0 }) ?? true {
        advance(to: top.last)
        open.removeLast()
        if top.last == Number.max {
          open.removeAll()
          position = Number.max
          return
        }
        position = max(position, top.last + 1)
      }
    }
    for range in sorted {
      close(before: range.bounds.lowerBound)
      if range.bounds.lowerBound > 0 { advance(to: range.bounds.lowerBound - 1) }
      position = max(position, range.bounds.lowerBound)
      // What is open within another range keeps that one's answer if that one comes first.
      if let outer = open.last, outer.rank < range.rank {
        open.append((range.bounds.upperBound, outer.rank, outer.allows))
      } else {
        open.append((range.bounds.upperBound, range.rank, range.allows))
      }
    }
    close(before: nil)
    return IntervalSet(allowed)
  }
}
