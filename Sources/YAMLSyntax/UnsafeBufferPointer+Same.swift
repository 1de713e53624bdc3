import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// Whether two stretches of memory hold the same bytes.
  @inline(__always)
  func isSame(as other: Self) -> Bool {
    guard count == other.count else { return false }
    guard let base = baseAddress, let otherBase = other.baseAddress else { return true }
    return memcmp(base, otherBase, count) == 0
  }
}
