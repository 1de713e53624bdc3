// Lists hold mappings that have the same keys in the same order, and so do the mappings within these. A key that such a mapping had at
// this place needs not be searched for its end, and cannot stand twice.
extension TreeBuilder {
  /// Adds the key that the open mapping has next if it is like one read before, where it is written here as it was there.
  ///
  /// - Parameters:
  ///   - bytes: those of the file.
  ///   - start: the 0-based offset at which a key is due.
  /// - Returns: how many bytes the key takes; 0 where another one stands here, or nothing is known.
  package mutating func addLikelyKey(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    guard current.hasLikeKeys, current.likeness != .max, nodes.count < nodeEnd else { return 0 }
    let known = nodes[Int(current.likeness)]
    let length = Int(known.end &- known.start)
    guard known.kind == .scalar, !known.flags.contains(.pooled),
      Self.isSame(bytes, Int(known.start), start, length: length)
    else { return 0 }
    let index = UInt32(truncatingIfNeeded: nodes.count)
    let first = UInt32(truncatingIfNeeded: start)
    // The text is that of the key before: whoever looks for keys finds those of all such mappings at one place.
    nodes.append(
      TreeNode(
        start: first, end: first &+ (known.end &- known.start), first: known.first, count: known.count,
        next: .max, kind: .scalar, style: known.style, flags: []))
    expanded &+= 1
    if current.last == .max {
      nodes[Int(current.id)].first = index
    } else {
      nodes[Int(current.last)].next = index
    }
    current.last = index
    current.children &+= 1
    current.likeness = known.next
    return length
  }

  /// Whether some bytes stand at a second offset, behind the first, as well.
  @inline(__always)
  private static func isSame(
    _ bytes: UnsafeBufferPointer<UInt8>, _ first: Int, _ second: Int, length: Int
  ) -> Bool {
    guard let start = bytes.baseAddress, second &+ Swift.max(length, 8) <= bytes.count else { return false }
    let (known, here) = (UnsafeRawPointer(start + first), UnsafeRawPointer(start + second))
    func difference(_ offset: Int) -> UInt64 {
      known.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        ^ here.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    // The bytes behind a short text are shifted out.
    if length < 8 { return difference(0).littleEndian &<< UInt64(64 &- 8 &* length) == 0 }
    var offset = 0
    while offset &+ 8 <= length {
      if difference(offset) != 0 { return false }
      offset &+= 8
    }
    return difference(length &- 8) == 0
  }

  /// The first child of the container that the next child of the open one is like; `.max` where there is none.
  @inline(__always)
  func likeness(ofNext kind: NodeKind) -> UInt32 {
    let isAfterSibling = !current.isMapping && current.last != .max
    let like = isAfterSibling ? current.last : current.likeness
    guard like != .max else { return .max }
    let node = nodes[Int(like)]
    // Keys that are merged in are not written there, and of those that stand twice one is one too many.
    guard node.kind == kind, node.flags.isDisjoint(with: [.merging, .repeating]) else { return .max }
    return node.first
  }
}
