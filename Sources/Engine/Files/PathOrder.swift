import Glibc

/// Paths in the order of their UTF-8: the same everywhere, whatever language the machine speaks.
enum PathOrder {
  static func precedes(_ a: String, _ b: String) -> Bool {
    var (a, b) = (a, b)
    return a.withUTF8 { left in
      b.withUTF8 { right in
        guard let first = left.baseAddress, let other = right.baseAddress else {
          return left.count < right.count
        }
        let order = memcmp(first, other, Swift.min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }
    }
  }
}
