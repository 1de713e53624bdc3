import Glibc

/// Pages of 2 MiB under the rows of a large zone: touching small pages first costs a quarter of reading it.
enum LargePages {
  /// Asks for them under the space that an array has reserved and not used. Where the kernel has none, nothing changes.
  static func advise<Element>(_ rows: inout [Element]) {
    let page = 2 << 20
    let size = rows.capacity * MemoryLayout<Element>.stride
    guard size >= 4 * page else { return }
    rows.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress.map(UnsafeMutableRawPointer.init) else { return }
      let skipped = (page - Int(bitPattern: base) % page) % page
      madvise(base + skipped, (size - skipped) / page * page, MADV_HUGEPAGE)
    }
  }
}
