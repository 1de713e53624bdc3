import Glibc

/// Replaces a file as a whole: the bytes are written to a new file beside it, which then takes its name. Whoever reads
/// the file sees the old text or the new one and never a part, also where the disk is full or the run is interrupted.
///
/// What is no regular file, such as `/dev/stdout` or a pipe, is written to as it stands. Behind a link the file that it
/// leads to is replaced, and the link stays. A file that was there keeps its mode.
package enum FileReplacement {
  /// Why a file could not be replaced.
  package struct Failure: Error {
    /// The system's words: `No space left on device`.
    package var reason: String
  }

  package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG { return try overwrite(path, bytes) }
    let target = isThere ? resolved(path) : path
    let mode = isThere ? status.st_mode & 0o777 : nil
    try Interruption.held { () throws(Failure) in try replace(target, bytes, mode: mode) }
  }

  /// - Parameter mode: that of the file that was there.
  private static func replace(_ target: String, _ bytes: [UInt8], mode: mode_t?) throws(Failure) {
    let (descriptor, temporary) = try createBeside(target, mode ?? 0o666)
    do throws(Failure) {
      if let mode { fchmod(descriptor, mode) }
      try finish(descriptor, bytes)
      guard rename(temporary, target) == 0 else { throw lastFailure }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Writes to what cannot be replaced.
  private static func overwrite(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw lastFailure }
    guard FileWriter.write(bytes, toDescriptor: descriptor) else {
      let failure = lastFailure
      close(descriptor)
      throw failure
    }
    close(descriptor)
  }

  /// A new file in the folder of `target`, of a name that no other run uses.
  private static func createBeside(_ target: String, _ mode: mode_t) throws(Failure) -> (Int32, String) {
    let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { target[...$0] } ?? ""
    let name = slash.map { target[target.utf8.index(after: $0)...] } ?? target[...]
    for attempt in 0..<100 {
      let temporary = "\(folder).\(name.prefix(100)).\(getpid())-\(attempt)"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 { return (descriptor, temporary) }
      guard errno == EEXIST else { throw lastFailure }
    }
    throw lastFailure
  }

  /// Writes all bytes, has them put on the disk, and closes the file whatever becomes of that.
  private static func finish(_ descriptor: Int32, _ bytes: [UInt8]) throws(Failure) {
    guard FileWriter.write(bytes, toDescriptor: descriptor), fsync(descriptor) == 0 else {
      let failure = lastFailure
      close(descriptor)
      throw failure
    }
    guard close(descriptor) == 0 else { throw lastFailure }
  }

  /// Where a path leads to when its links are followed; the path itself where that cannot be said.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static var lastFailure: Failure { Failure(reason: String(cString: strerror(errno))) }
}

extension FileWriter {
  /// Adds bytes at the end of a file, and makes the file where there is none; the reason where that fails, and then nothing
  /// is added.
  package static func append(_ bytes: [UInt8], to path: String) -> String? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    var info = stat()
    let length = fstat(descriptor, &info) == 0 && info.st_mode & S_IFMT == S_IFREG ? info.st_size : nil
    if write(bytes, toDescriptor: descriptor) { return nil }
    let reason = String(cString: strerror(errno))
    if let length { ftruncate(descriptor, length) }
    return reason
  }
}
