package import Networking
import SourceText

/// Names and their records.
extension ZoneFile {
  /// The number of the owner with a name; `nil` where no record has it.
  package func owner(named name: DomainName) -> Int? {
    var wire = name.labels
    wire.append(0)
    return wire.withUnsafeBufferPointer { owner(named: $0, index.hash($0)) }
  }

  /// Puts owners of the same name together and chains the records of each.
  ///
  /// - Parameters:
  ///   - hashes: of the owners' names.
  ///   - jobs: threads; at least 1.
  mutating func linkRecords(_ hashes: [UInt32], jobs: Int) {
    index = OwnerIndex(hashes, jobs: jobs)
    following = Array(repeating: UInt32.max, count: records.count)
    if let numbers = firstsOfOwners() {
      for record in records.indices { records[record].owner = numbers[Int(records[record].owner)] }
    }
    chainRecords()
  }

  /// By owner: the first one of the same name; `nil` where no two have one name.
  private func firstsOfOwners() -> [UInt32]? {
    let meetings = index.meetings
    if meetings.isEmpty { return nil }
    var numbers = Array(0..<UInt32(truncatingIfNeeded: owners.count))
    var firsts: [UInt32] = []
    for meeting in meetings {
      firsts.removeAll(keepingCapacity: true)
      owners: for owner in meeting.lazy.map(index.owner(at:)) {
        for first in firsts where isSameName(Int(first), Int(owner)) {
          numbers[Int(owner)] = first
          continue owners
        }
        firsts.append(owner)
      }
    }
    return numbers
  }

  /// Leads from each record to the next of its owner.
  private mutating func chainRecords() {
    for record in records.indices {
      let owner = Int(records[record].owner)
      let last = owners[owner].last
      if last == UInt32.max {
        owners[owner].first = UInt32(truncatingIfNeeded: record)
      } else {
        following[Int(last)] = UInt32(truncatingIfNeeded: record)
      }
      owners[owner].last = UInt32(truncatingIfNeeded: record)
    }
  }

  private func isSameName(_ a: Int, _ b: Int) -> Bool {
    if isWrittenAlike(a, b) { return true }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * WireName.capacity) { memory in
      let count = wireName(ofOwner: a, into: memory)
      return isSame(b, as: UnsafeBufferPointer(rebasing: memory[..<count]))
    }
  }

  /// Whether two owners are the same letters below the same origin, or with a final dot.
  private func isWrittenAlike(_ a: Int, _ b: Int) -> Bool {
    let (owner, other) = (owners[a], owners[b])
    guard owner.end - owner.start == other.end - other.start,
      owner.origin == other.origin || traits[a].contains(.endsWithDot)
    else { return false }
    let text = texts[Int(owner.text)].source.bytes[Int(owner.start)..<Int(owner.end)]
    return text.elementsEqual(texts[Int(other.text)].source.bytes[Int(other.start)..<Int(other.end)])
  }

  /// The same for a name in wire form whose hash is known.
  func owner(named wire: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int? {
    index.owner(hash) { isSame($0, as: wire) }
  }

  private func isSame(_ owner: Int, as wire: UnsafeBufferPointer<UInt8>) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * WireName.capacity) { memory in
      let count = wireName(ofOwner: owner, into: memory)
      return WireLabels(UnsafeBufferPointer(rebasing: memory[..<count])).isSame(as: wire)
    }
  }

  /// Lends an owner's name. Inlined, for a closure would hold a copy of the file.
  @inline(__always)
  func withWireName<Result>(ofOwner number: Int, _ body: (WireLabels) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * WireName.capacity) { memory in
      let count = wireName(ofOwner: number, into: memory)
      return body(WireLabels(UnsafeBufferPointer(rebasing: memory[..<count])))
    }
  }

  /// Writes an owner's name in wire form, the root's octet included; how many octets it has.
  func wireName(ofOwner number: Int, into memory: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let owner = owners[number]
    let origin = owner.origin < 0 ? [] : origins[Int(owner.origin)].labels
    return texts[Int(owner.text)].source.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[Int(owner.start)..<Int(owner.end)])
      var count = 0
      var isAbsolute = false
      if !(text.count == 1 && text[0] == UInt8(ascii: "@")) {
        guard let written = try? WireName.decode(text, into: memory) else { return 0 }
        (count, isAbsolute) = (written.count, written.isAbsolute)
      }
      if !isAbsolute, !origin.isEmpty {
        _ = memory[count...].update(fromContentsOf: origin)
        count += origin.count
      }
      memory[count] = 0
      return count + 1
    }
  }

  /// The records of an owner, in the order of the file, as indices into `records`.
  package func records(ofOwner owner: Int) -> OwnerRecords {
    OwnerRecords(following: following, upcoming: owners[owner].first)
  }

  /// The lengths in octets, the root's not counted, of the owners with NS or DNAME: only there can what is below be redirected.
  package var redirectingLengths: Set<Int> {
    var lengths: Set<Int> = []
    var latest: UInt32?
    for record in records where record.type == .ns || record.type == .dname {
      if record.owner == latest { continue }
      latest = record.owner
      lengths.insert(withWireName(ofOwner: Int(record.owner)) { $0.octets.count - 1 })
    }
    return lengths
  }

  /// The name that a record's data points to: of CNAME, DNAME, NS, PTR, MX, SRV, SVCB and HTTPS.
  package func target(of record: Int) -> DomainName? {
    for field in fields(of: records[record]) {
      if case .name(let name) = field.value { return name }
    }
    return nil
  }

  /// The first name in a record's data as it is written, without its origin.
  func writtenTarget(of record: Int) -> DomainName? {
    let text = Int(records[record].text)
    for field in fields(of: records[record]) {
      guard case .name = field.value else { continue }
      return texts[text].source.bytes.withUnsafeBufferPointer { bytes in
        let range = field.span.range
        guard range.upperBound <= bytes.count else { return nil }
        return try? DomainName(utf8: UnsafeBufferPointer(rebasing: bytes[range]))
      }
    }
    return nil
  }

  /// Whether this is a zone of Azure Private DNS, which has no NS records: its SOA names Azure's server.
  package var isAzurePrivate: Bool {
    guard let soa = records.firstIndex(where: { $0.type == .soa }) else { return false }
    return target(of: soa)?.key == "azureprivatedns.net."
  }

}

/// The records of one owner, as indices into `ZoneFile.records`.
package struct OwnerRecords: Sequence, IteratorProtocol {
  let following: [UInt32]
  var upcoming: UInt32

  package mutating func next() -> Int? {
    guard upcoming != UInt32.max else { return nil }
    defer { upcoming = following[Int(upcoming)] }
    return Int(upcoming)
  }
}
