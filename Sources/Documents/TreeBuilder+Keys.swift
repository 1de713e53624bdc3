import SourceText

// What happens to a mapping's keys when it closes: merge keys are carried out, duplicates reported.
extension TreeBuilder {
  /// Puts the pairs that `<<` brings in after the mapping's own, in the place of the `<<` pair itself; own keys win,
  /// then earlier sources (https://yaml.org/type/merge.html). The added pairs keep the places where they are written.
  ///
  /// The `<<` pair leaves the chain because whoever reads the document never sees it. Were it to stay, what it
  /// stands for would be written out twice, and chains of merges would grow past `TreeLimits.expansion`.
  mutating func mergePairs(of index: Int) {
    var (sources, last) = takeMergePairs(of: index)
    var seen = Set<[UInt8]>()
    forEachPair(of: index) { builder, key, _ in
      let node = builder.nodes[Int(key)]
      if node.kind == .scalar { seen.insert(builder.bytes(of: node)) }
    }
    sources.reverse()
    while let source = sources.popLast() {
      forEachPair(of: Int(source)) { builder, key, value in
        let node = builder.nodes[Int(key)]
        guard node.kind == .scalar, seen.insert(builder.bytes(of: node)).inserted,
          builder.expanded < Swift.max(builder.limits.expansion, builder.nodes.count)
        else { return }
        last = builder.appendCopy(of: key, after: last, in: index)
        last = builder.appendAlias(to: value, after: last, in: index)
        builder.nodes[index].count += 1
      }
    }
    nodes[index].flags.insert(.merging)
  }

  /// Takes the `<<` pairs out of a mapping's chain; the mappings that they name, and the last value that remains.
  ///
  /// A `<<` whose value is a scalar merges nothing and stays.
  private mutating func takeMergePairs(of index: Int) -> (sources: [UInt32], last: UInt32) {
    var sources: [UInt32] = []
    var last = UInt32.max
    forEachPair(of: index) { builder, key, value in
      let kind = builder.nodes[Int(builder.resolve(value))].kind
      guard builder.isMergeKey(builder.nodes[Int(key)]), kind == .mapping || kind == .sequence else {
        last = value
        return
      }
      builder.collectMergeSources(value, into: &sources)
      let next = builder.nodes[Int(value)].next
      if last == .max { builder.nodes[index].first = next } else { builder.nodes[Int(last)].next = next }
      builder.nodes[index].count -= 1
    }
    return (sources, last)
  }

  private func isMergeKey(_ node: TreeNode) -> Bool {
    node.kind == .scalar && node.style == .plain && isMergeText(node)
  }

  /// Says which keys stand more than once; the last one counts.
  mutating func reportDuplicateKeys(of index: Int) {
    guard nodes[index].count > 1 else { return }
    if nodes[index].count > 16 {
      reportDuplicateKeysByHash(of: index)
    } else if mayRepeatKeys(index) {
      reportDuplicateKeysByComparison(of: index)
    }
  }

  /// Whether two keys of a small mapping may be the same, which those of most mappings are not: their first and last bytes and their
  /// lengths tell it, and cost less than to compare each with each.
  private func mayRepeatKeys(_ index: Int) -> Bool {
    var (firsts, lasts): (UInt64, UInt64) = (0, 0)
    var place = nodes[index].first
    while place != .max {
      let key = nodes[Int(place)]
      guard key.next != .max else { return false }
      if key.kind == .scalar {
        let (first, last) = withText(of: key) { text in
          text.isEmpty ? (0, 0) : (UInt32(text[0]), UInt32(text[text.count - 1]))
        }
        let firstBit = UInt64(1) << UInt64((first &* 37 &+ key.count &* 11) & 63)
        let lastBit = UInt64(1) << UInt64((last &* 29 &+ key.count &* 7) & 63)
        if firsts & firstBit != 0, lasts & lastBit != 0 { return true }
        firsts |= firstBit
        lasts |= lastBit
      }
      place = nodes[Int(key.next)].next
    }
    return false
  }

  private mutating func reportDuplicateKeysByComparison(of index: Int) {
    var key = nodes[index].first
    while key != .max {
      let node = nodes[Int(key)]
      guard node.next != .max else { return }
      var other = nodes[Int(node.next)].next
      while other != .max {
        let candidate = nodes[Int(other)]
        if candidate.count == node.count, candidate.kind == .scalar, node.kind == .scalar,
          haveSameText(candidate, node)
        {
          nodes[index].flags.insert(.repeating)
          reportDuplicate(candidate, first: node)
        }
        other = candidate.next == .max ? .max : nodes[Int(candidate.next)].next
      }
      key = nodes[Int(node.next)].next
    }
  }

  private mutating func reportDuplicateKeysByHash(of index: Int) {
    var first: [[UInt8]: TreeNode] = [:]
    forEachPair(of: index) { builder, key, _ in
      let node = builder.nodes[Int(key)]
      guard node.kind == .scalar else { return }
      let text = builder.bytes(of: node)
      if let earlier = first[text] {
        builder.nodes[index].flags.insert(.repeating)
        builder.reportDuplicate(node, first: earlier)
      } else {
        first[text] = node
      }
    }
  }

  private mutating func reportDuplicate(_ node: TreeNode, first: TreeNode) {
    guard problems.count < 100, !isMergeKey(node) else { return }
    let name = String(decoding: bytes(of: node).prefix(80), as: UTF8.self)
    problems.append(
      SourceProblem(
        "the key '\(name)' stands more than once in this mapping; only the last one counts",
        at: ByteSpan(start: node.start, end: node.end), severity: .warning))
  }

  private mutating func forEachPair(
    of index: Int, _ body: (inout TreeBuilder, _ key: UInt32, _ value: UInt32) -> Void
  ) {
    guard nodes[index].kind == .mapping else { return }
    var key = nodes[index].first
    while key != .max {
      let value = nodes[Int(key)].next
      guard value != .max else { return }
      let next = nodes[Int(value)].next
      body(&self, key, value)
      key = next
    }
  }

  /// The mappings that a merge key's value names: one mapping, or a sequence of them.
  private func collectMergeSources(_ value: UInt32, into sources: inout [UInt32]) {
    let target = resolve(value)
    switch nodes[Int(target)].kind {
    case .mapping: sources.append(target)
    case .sequence:
      var element = nodes[Int(target)].first
      while element != .max {
        if nodes[Int(resolve(element))].kind == .mapping { sources.append(resolve(element)) }
        element = nodes[Int(element)].next
      }
    case .scalar, .alias: break
    }
  }

  private func resolve(_ index: UInt32) -> UInt32 {
    nodes[Int(index)].kind == .alias ? nodes[Int(index)].first : index
  }

  private mutating func appendCopy(of key: UInt32, after last: UInt32, in index: Int) -> UInt32 {
    var copy = nodes[Int(key)]
    copy.next = .max
    return append(copy, after: last, in: index)
  }

  private mutating func appendAlias(to value: UInt32, after last: UInt32, in index: Int) -> UInt32 {
    let target = nodes[Int(resolve(value))]
    return append(
      TreeNode(
        start: target.start, end: target.end, first: resolve(value), count: 0, next: .max, kind: .alias,
        style: .plain, flags: []), after: last, in: index)
  }

  /// Adds a child to a mapping's chain; `last` is the child before it, `.max` if there is none.
  private mutating func append(_ node: TreeNode, after last: UInt32, in index: Int) -> UInt32 {
    let added = UInt32(truncatingIfNeeded: nodes.count)
    nodes.append(node)
    expanded += 1
    if last == .max { nodes[index].first = added } else { nodes[Int(last)].next = added }
    return added
  }
}
