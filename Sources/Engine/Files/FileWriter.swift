import Glibc

/// Writes files and descriptors.
package enum FileWriter {
  /// Writes bytes to a descriptor until all are written; `false` where the reader has gone or the disk is full.
  @discardableResult
  package static func write(_ bytes: [UInt8], toDescriptor descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let count = Glibc.write(descriptor, base + done, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        done += count
      }
      return true
    }
  }

  /// Writes a whole file; `false` where it cannot be written.
  package static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    let isWritten = write(bytes, toDescriptor: descriptor)
    return close(descriptor) == 0 && isWritten
  }

  /// What became of a file that was to be made.
  package enum Creation: Sendable { case written, exists, failed }

  /// Writes a file that is not there yet; one that is, is left as it is, and no part of one is left.
  package static func create(_ bytes: [UInt8], at path: String) -> Creation {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return errno == EEXIST ? .exists : .failed }
    let isWritten = write(bytes, toDescriptor: descriptor)
    if close(descriptor) == 0 && isWritten { return .written }
    let reason = errno
    unlink(path)
    errno = reason
    return .failed
  }
}
