import Glibc

/// Pages of 2 MiB under large buffers: touching small ones first costs a quarter of reading a file.
package enum LargePages {
  private static let size = 2 << 20

  /// Asks for them under memory that is not in use yet. Where the kernel has none, nothing changes.
  package static func advise(_ memory: UnsafeMutableRawBufferPointer) {
    guard let base = memory.baseAddress, memory.count >= 4 * size else { return }
    let skipped = (size - Int(bitPattern: base) % size) % size
    madvise(base + skipped, (memory.count - skipped) / size * size, MADV_HUGEPAGE)
  }

  /// Makes room in an array for elements that are about to be added, and for as many again: memory that is not touched costs
  /// nothing, and an array that grows is copied into new memory.
  package static func reserve<Element>(_ added: Int, in rows: inout [Element]) {
    guard rows.capacity < rows.count + added else { return }
    rows.reserveCapacity(2 * (rows.count + added))
    advise(&rows)
  }

  /// The same for the space that an array has reserved.
  package static func advise<Element>(_ rows: inout [Element]) {
    let size = rows.capacity * MemoryLayout<Element>.stride
    rows.withUnsafeMutableBufferPointer { buffer in
      advise(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: size))
    }
  }
}
