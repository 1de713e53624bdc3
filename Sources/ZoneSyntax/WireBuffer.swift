import Networking

/// One record's data as it stands on the wire; the same memory serves record after record.
///
/// Whoever makes one frees it.
struct WireBuffer {
  /// More than any record data may have, and a domain name behind it.
  private static let capacity = 65_535 + 1024

  private let memory: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0
  /// Octets that the data may have.
  let limit: Int
  /// Whether more was written than the data may have; the octets beyond were dropped.
  private(set) var isOverfull = false

  init(limit: Int) {
    memory = .allocate(capacity: WireBuffer.capacity)
    self.limit = Swift.min(limit, 65_535)
  }

  func free() { memory.deallocate() }

  mutating func clear() {
    count = 0
    isOverfull = false
  }

  /// What has been written, valid until the next change.
  var octets: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[..<count]) }

  /// Free space of at least 1024 octets behind what has been written.
  var space: UnsafeMutableBufferPointer<UInt8> { UnsafeMutableBufferPointer(rebasing: memory[count...]) }

  /// Counts octets as written that were put into `space`, at most 1024.
  mutating func advance(_ octets: Int) {
    count += octets
    check()
  }

  mutating func append(_ octet: UInt8) {
    memory[count] = octet
    count += 1
    check()
  }

  mutating func append(_ value: UInt16) {
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value))
  }

  mutating func append(_ value: UInt32) {
    append(UInt16(truncatingIfNeeded: value >> 16))
    append(UInt16(truncatingIfNeeded: value))
  }

  mutating func append(_ value: UInt128) {
    for shift in stride(from: 96, through: 0, by: -32) {
      append(UInt32(truncatingIfNeeded: value >> UInt128(shift)))
    }
  }

  mutating func append(_ octets: some Sequence<UInt8>) {
    for octet in octets { append(octet) }
  }

  /// Changes an octet that has been written, such as a length.
  mutating func set(_ octet: UInt8, at index: Int) {
    if index >= 0, index < count { memory[index] = octet }
  }

  /// Puts the letters from a place on into lower case; the lengths of labels are below all letters.
  mutating func lowercase(from start: Int) {
    for index in Swift.min(start, count)..<count { memory[index] = ASCII.lowercased(memory[index]) }
  }

  /// Drops what was written behind a place.
  mutating func truncate(to count: Int) {
    if count >= 0, count < self.count { self.count = count }
  }

  private mutating func check() {
    if count > limit {
      count = limit
      isOverfull = true
    }
  }
}
