/// A domain name, equal to another whatever the case of its ASCII letters (RFC 4343).
///
/// Any octet may stand in a label: host name rules are another matter. The case that the name was written in is
/// kept for printing.
package struct DomainName: Sendable {
  /// The labels as on the wire (RFC 1035 section 3.1), each behind its length, without the root's zero octet.
  package let labels: [UInt8]
  /// Whether the name ends at the root; a relative name still wants an origin.
  package let isAbsolute: Bool

  /// The root.
  package static let root = DomainName(labels: [], isAbsolute: true)

  private init(labels: [UInt8], isAbsolute: Bool) {
    self.labels = labels
    self.isAbsolute = isAbsolute
  }

  /// Reads the presentation form (RFC 1035 section 5.1): dots between labels, `\DDD` and `\X` decoded.
  ///
  /// A name is absolute if it ends with a dot. With an origin a relative name becomes absolute, and `@` is the
  /// origin itself; without one `@` is a label like any other.
  package init(_ text: some StringProtocol, origin: DomainName? = nil) throws(DomainNameError) {
    var result: Result<DomainName, DomainNameError> = .failure(.empty)
    let read: (UnsafeBufferPointer<UInt8>) -> Void = { bytes in
      result = Result { () throws(DomainNameError) in try DomainName(utf8: bytes, origin: origin) }
    }
    if text.utf8.withContiguousStorageIfAvailable(read) == nil {
      Array(text.utf8).withUnsafeBufferPointer(read)
    }
    self = try result.get()
  }

  /// The same from the text's bytes.
  package init(utf8 text: UnsafeBufferPointer<UInt8>, origin: DomainName? = nil) throws(DomainNameError) {
    if let origin, text.count == 1, text.first == UInt8(ascii: "@") {
      self = origin
      return
    }
    var failure: DomainNameError?
    var absolute = false
    let labels = [UInt8](unsafeUninitializedCapacity: WireName.capacity) { buffer, count in
      do throws(DomainNameError) {
        (count, absolute) = try WireName.decode(text, into: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard !absolute, let origin else {
      self.init(labels: labels, isAbsolute: absolute)
      return
    }
    guard labels.count + origin.labels.count <= WireName.maximumLabels else { throw .nameTooLong }
    self.init(labels: labels + origin.labels, isAbsolute: origin.isAbsolute)
  }

  /// Reads an absolute name in wire form, without compression, at the start of some bytes.
  ///
  /// - Returns: `nil` where the bytes hold no whole name.
  package init?(wire: ArraySlice<UInt8>) {
    var index = wire.startIndex
    while index < wire.endIndex, wire[index] != 0 {
      guard wire[index] <= WireName.maximumLabel else { return nil }
      index += 1 + Int(wire[index])
    }
    guard index < wire.endIndex, index - wire.startIndex <= WireName.maximumLabels else { return nil }
    self.init(labels: Array(wire[wire.startIndex..<index]), isAbsolute: true)
  }

  /// A relative name below an origin; an absolute one is left as it is.
  package func relative(to origin: DomainName) throws(DomainNameError) -> DomainName {
    if isAbsolute { return self }
    guard labels.count + origin.labels.count <= WireName.maximumLabels else { throw .nameTooLong }
    return DomainName(labels: labels + origin.labels, isAbsolute: origin.isAbsolute)
  }

  /// The name as an absolute one, as host names in configuration are meant.
  package var absolute: DomainName { DomainName(labels: labels, isAbsolute: true) }

  /// The octets of the name on the wire, the root's included.
  package var wireLength: Int { labels.count + 1 }

  /// How many labels there are, the root not counted.
  package var labelCount: Int {
    var count = 0
    var index = 0
    while index < labels.count {
      count += 1
      index += 1 + Int(labels[index])
    }
    return count
  }

  /// The name without its first label; `nil` for the root and for an empty relative name.
  package var parent: DomainName? {
    guard let length = labels.first else { return nil }
    return DomainName(labels: Array(labels.dropFirst(1 + Int(length))), isAbsolute: isAbsolute)
  }

  /// Where the labels begin, each as its 0-based offset in `labels`.
  package var labelOffsets: [Int] {
    var offsets: [Int] = []
    var index = 0
    while index < labels.count {
      offsets.append(index)
      index += 1 + Int(labels[index])
    }
    return offsets
  }

  /// The name or the ancestor that begins at one of `labelOffsets`.
  package func suffix(from offset: Int) -> DomainName {
    DomainName(labels: Array(labels.dropFirst(offset)), isAbsolute: isAbsolute)
  }

  /// The octets of the first label, decoded.
  package var firstLabel: ArraySlice<UInt8>? {
    guard let length = labels.first else { return nil }
    return labels.dropFirst().prefix(Int(length))
  }

  /// The octets of the last label, decoded.
  package var lastLabel: ArraySlice<UInt8>? {
    var index = 0
    var last: ArraySlice<UInt8>?
    while index < labels.count {
      let end = index + 1 + Int(labels[index])
      last = labels[index + 1..<end]
      index = end
    }
    return last
  }

  /// The relative name that an ancestor completes to this one; `nil` where that is none.
  package func dropping(suffix: DomainName) -> DomainName? {
    guard isSubdomain(of: suffix), labels.count > suffix.labels.count else { return nil }
    return DomainName(labels: Array(labels[..<(labels.count - suffix.labels.count)]), isAbsolute: false)
  }

  /// Whether the first label is a single asterisk (RFC 4592 section 2.1.1); `*foo` is none.
  package var isWildcard: Bool { labels.starts(with: [1, UInt8(ascii: "*")]) }

  /// The wildcard below this name; `nil` where that would be too long.
  package var wildcard: DomainName? {
    guard labels.count + 2 <= WireName.maximumLabels else { return nil }
    return DomainName(labels: [1, UInt8(ascii: "*")] + labels, isAbsolute: isAbsolute)
  }

  /// The name with an ancestor's labels replaced by another name's, as a DNAME does (RFC 6672 section 2.2).
  ///
  /// - Returns: `nil` where the name is not below the ancestor, or the new one would be too long.
  package func replacing(suffix: DomainName, by other: DomainName) -> DomainName? {
    guard isSubdomain(of: suffix) else { return nil }
    let own = labels.count - suffix.labels.count
    guard own + other.labels.count <= WireName.maximumLabels else { return nil }
    return DomainName(labels: Array(labels[..<own]) + other.labels, isAbsolute: other.isAbsolute)
  }

  /// Whether this is another name or below it; both are absolute, or both relative.
  package func isSubdomain(of other: DomainName) -> Bool {
    guard isAbsolute == other.isAbsolute, labels.count >= other.labels.count else { return false }
    let start = labels.count - other.labels.count
    var index = 0
    while index < start { index += 1 + Int(labels[index]) }
    return index == start
      && labels[start...].lazy.map(ASCII.lowercased).elementsEqual(other.labels.lazy.map(ASCII.lowercased))
  }
}

extension DomainName: Hashable, CustomStringConvertible {
  /// Lengths are below 64 and so never look like letters: folding all octets folds the labels alone.
  package static func == (a: Self, b: Self) -> Bool {
    a.isAbsolute == b.isAbsolute && a.labels.count == b.labels.count
      && a.labels.lazy.map(ASCII.lowercased).elementsEqual(b.labels.lazy.map(ASCII.lowercased))
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(isAbsolute)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: labels.count) { lowercased in
      let (_, end) = lowercased.initialize(from: labels.lazy.map(ASCII.lowercased))
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(lowercased)[..<end]))
    }
  }

  /// The presentation form, in the case it was written in; an absolute name ends with a dot.
  package var description: String { WireName.text(of: labels, isAbsolute: isAbsolute) }

  /// The presentation form in lower case, the same for equal names.
  package var key: String {
    WireName.text(of: labels.map(ASCII.lowercased), isAbsolute: isAbsolute)
  }
}
