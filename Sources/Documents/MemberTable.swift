import Glibc

/// The members of one mapping side by side: rules ask for those of a resource dozens of times, and each time a chain would be
/// followed through the memory of the tree.
///
/// For one thread alone, so that only a thread's own twin of a tree has one.
struct MemberTable: ~Copyable {
  private struct Entry: BitwiseCopyable {
    /// The length of the key, and its first and last bytes: what mostly differs from key to key.
    var sign: UInt64
    var text: UnsafePointer<UInt8>?
    /// The value's place, aliases followed.
    var value: UInt32
  }

  /// The place of the mapping; `.max` for none.
  private(set) var mapping = UInt32.max
  private var count = 0
  private let entries = UnsafeMutablePointer<Entry>.allocate(capacity: BranchIndex.searched)

  deinit { entries.deallocate() }

  /// Takes the members of another mapping, if it has few, each of them once, and a text as each key.
  mutating func show(_ place: UInt32, of tree: borrowing DocumentTree) {
    (mapping, count) = (.max, 0)
    let node = tree.nodes[Int(place)]
    guard node.kind == .mapping, node.count <= BranchIndex.searched, !node.flags.contains(.repeating) else {
      return
    }
    var index = node.first
    while index != .max, count < BranchIndex.searched {
      let key = tree.nodes[Int(index)]
      guard key.kind == .scalar, key.next != .max else { return }
      let value = tree.nodes[Int(key.next)]
      let text = tree.text(of: key)
      entries[count] = Entry(
        sign: Self.sign(text), text: text.baseAddress,
        value: value.kind == .alias ? value.first : key.next)
      count += 1
      index = value.next
    }
    mapping = place
  }

  /// The value's place of a key; `nil` where the mapping has no such key.
  @inline(__always)
  func value(for key: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let sign = Self.sign(key)
    for index in 0..<count where entries[index].sign == sign {
      guard let text = entries[index].text, let other = key.baseAddress else { return entries[index].value }
      if memcmp(text, other, key.count) == 0 { return entries[index].value }
    }
    return nil
  }

  @inline(__always)
  private static func sign(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard text.count > 0 else { return 0 }
    return UInt64(truncatingIfNeeded: text.count) << 16 | UInt64(text[0]) << 8 | UInt64(text[text.count &- 1])
  }
}
