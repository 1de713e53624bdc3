/// A version by Semantic Versioning 2.0.0 (semver.org).
struct SemanticVersion: Sendable {
  let major: UInt64
  let minor: UInt64
  let patch: UInt64
  /// The identifiers after the hyphen; empty for a release.
  let prerelease: [ArraySlice<UInt8>]
  /// The version as it was written, or as it was normalized.
  let text: String

  /// The longest version in bytes. Comparing two of them costs one unit, so that they must not be long.
  static let longest = 1024

  /// Reads a version; `nil` for anything else.
  ///
  /// - Parameter isNormalized: whether a `v` at the beginning and leading zeros are taken away, and a missing minor
  ///   version and patch are 0.
  init?(_ text: String, isNormalized: Bool) {
    guard text.utf8.count <= SemanticVersion.longest else { return nil }
    var bytes = Array(text.utf8)
    if isNormalized {
      guard let normal = SemanticVersion.normalized(bytes) else { return nil }
      bytes = normal
    }
    let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let (version, build) = SemanticVersion.cut(parts[2], at: UInt8(ascii: "+"))
    let (patch, prerelease) = SemanticVersion.cut(version, at: UInt8(ascii: "-"))
    guard let first = SemanticVersion.number(parts[0]), let second = SemanticVersion.number(parts[1]),
      let third = SemanticVersion.number(patch)
    else { return nil }
    (major, minor, self.patch) = (first, second, third)
    self.prerelease = prerelease ?? []
    self.text = String(decoding: bytes, as: UTF8.self)
    guard (build ?? []).allSatisfy(SemanticVersion.isIdentifier) else { return nil }
    for identifier in self.prerelease {
      guard SemanticVersion.isIdentifier(identifier) else { return nil }
      let isNumber = identifier.allSatisfy(\.isDigit)
      guard !isNumber || identifier.count == 1 || identifier.first != UInt8(ascii: "0") else { return nil }
    }
  }

  /// What stands before a separator, and the identifiers behind it if it is there.
  private static func cut(_ text: ArraySlice<UInt8>, at separator: UInt8) -> (
    ArraySlice<UInt8>, [ArraySlice<UInt8>]?
  ) {
    guard let place = text.firstIndex(of: separator) else { return (text, nil) }
    let identifiers = text[(place + 1)...].split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (text[..<place], identifiers)
  }

  private static func isIdentifier(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
  }

  /// Digits without leading zeros, below 2^64.
  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    guard let first = digits.first, digits.allSatisfy(\.isDigit),
      digits.count == 1 || first != UInt8(ascii: "0")
    else { return nil }
    return UInt64(String(decoding: digits, as: UTF8.self))
  }

  private static func normalized(_ text: [UInt8]) -> [UInt8]? {
    let version = text.first == UInt8(ascii: "v") ? text.dropFirst() : text[...]
    var parts = version.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let digits = part.prefix(while: \.isDigit)
      let zeros = digits.prefix { $0 == UInt8(ascii: "0") }
      // One zero stays where there is nothing else.
      parts[index] = part.dropFirst(zeros.count == digits.count ? max(0, zeros.count - 1) : zeros.count)
    }
    if parts.count < 3, parts.last?.contains(where: { "+-".utf8.contains($0) }) ?? false { return nil }
    while parts.count < 3 { parts.append([UInt8(ascii: "0")]) }
    return Array(parts.joined(separator: ".".utf8))
  }
}

extension SemanticVersion: Comparable {
  /// Precedence: section 11. Build metadata do not count.
  static func < (left: SemanticVersion, right: SemanticVersion) -> Bool { left.order(to: right) == .less }

  static func == (left: SemanticVersion, right: SemanticVersion) -> Bool { left.order(to: right) == .equal }

  func order(to other: SemanticVersion) -> Ordering {
    let numbers = [(major, other.major), (minor, other.minor), (patch, other.patch)]
    for (left, right) in numbers where left != right { return Ordering(left, right) }
    if prerelease.isEmpty || other.prerelease.isEmpty {
      return Ordering(prerelease.isEmpty ? 1 : 0, other.prerelease.isEmpty ? 1 : 0)
    }
    for (left, right) in zip(prerelease, other.prerelease) {
      let order = SemanticVersion.order(left, right)
      if order != .equal { return order }
    }
    return Ordering(prerelease.count, other.prerelease.count)
  }

  /// Numbers stand before words. Neither has leading zeros, so that a longer number is a larger one.
  private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Ordering {
    let isNumber = left.allSatisfy(\.isDigit)
    guard isNumber == right.allSatisfy(\.isDigit) else { return isNumber ? .less : .greater }
    if isNumber, left.count != right.count { return Ordering(left.count, right.count) }
    if left.elementsEqual(right) { return .equal }
    return left.lexicographicallyPrecedes(right) ? .less : .greater
  }
}
