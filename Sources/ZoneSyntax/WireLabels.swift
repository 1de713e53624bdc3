import Glibc
import Networking

/// A name in wire form, the root's octet included, in memory that is someone else's: what is asked of very many names, without a
/// `DomainName` of each.
struct WireLabels {
  let octets: UnsafeBufferPointer<UInt8>

  init(_ octets: UnsafeBufferPointer<UInt8>) { self.octets = octets }

  /// The name without its first label; `nil` for the root.
  var parent: WireLabels? {
    guard let length = octets.first, length > 0, Int(length) + 1 < octets.count else { return nil }
    return WireLabels(UnsafeBufferPointer(rebasing: octets[(Int(length) + 1)...]))
  }

  /// The octets of the first label, without its length; none for the root.
  var firstLabel: UnsafeBufferPointer<UInt8> {
    let end = Swift.min(1 + Int(octets.first ?? 0), octets.count)
    return UnsafeBufferPointer(rebasing: octets[Swift.min(1, end)..<end])
  }

  /// The octets of the label before the root; none for the root.
  var lastLabel: UnsafeBufferPointer<UInt8> {
    var last = self
    while let parent = last.parent, parent.octets.count > 1 { last = parent }
    return last.firstLabel
  }

  /// Labels, the root's not counted.
  var count: Int {
    var count = 0
    var rest = parent
    while let name = rest {
      count += 1
      rest = name.parent
    }
    return count
  }

  /// Whether this is another name in wire form or below it, whatever the case of its letters.
  func isSubdomain(of other: [UInt8]) -> Bool {
    var rest = self
    while rest.octets.count > other.count, let parent = rest.parent { rest = parent }
    return other.withUnsafeBufferPointer { rest.isSame(as: $0) }
  }

  /// Whether the octets are those of another name in wire form, whatever the case of letters. Lengths are below all letters, so that
  /// folding all octets folds the labels alone.
  func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard octets.count == other.count else { return false }
    for index in 0..<other.count
    where octets[index] != other[index]
      && ASCII.lowercased(octets[index]) != ASCII.lowercased(other[index])
    {
      return false
    }
    return true
  }

  /// Whether the octets are these, the case of letters included.
  func isWritten(as other: [UInt8]) -> Bool {
    guard let start = octets.baseAddress, octets.count == other.count else { return false }
    return memcmp(start, other, other.count) == 0
  }

  /// Whether some label holds an octet.
  func contains(_ octet: UInt8) -> Bool {
    var rest: WireLabels? = self
    while let name = rest {
      if name.firstLabel.contains(octet) { return true }
      rest = name.parent
    }
    return false
  }
}
