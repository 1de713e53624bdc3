import Glibc
package import SourceText

/// Reads files whole, up to a limit.
package enum FileReader {
  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Throws: why it cannot be read: it is not there, no file, or larger than `limit` bytes.
  package static func bytes(of path: String, limit: Int) throws(SourceProblem) -> [UInt8] {
    if path == "-" { return try stream(STDIN_FILENO, limit: limit) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      // A name that is no UTF-8 is shown, and looked for, with replacement characters.
      let isMisspelt = errno == ENOENT && path.unicodeScalars.contains("\u{FFFD}")
      throw SourceProblem("cannot be opened: \(isMisspelt ? "its name is no UTF-8" : reason())")
    }
    defer { close(descriptor) }
    return try bytes(ofDescriptor: descriptor, limit: limit)
  }

  /// The bytes of an open regular file.
  static func bytes(ofDescriptor descriptor: Int32, limit: Int) throws(SourceProblem) -> [UInt8] {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SourceProblem("cannot be read: \(reason())") }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw SourceProblem("is no regular file; a file or a folder is allowed")
    }
    guard info.st_size <= limit else { throw tooLarge(limit) }
    return try whole(descriptor, size: Int(info.st_size), limit: limit)
  }

  private static func whole(_ descriptor: Int32, size: Int, limit: Int) throws(SourceProblem) -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      LargePages.advise(UnsafeMutableRawBufferPointer(buffer))
      while count < size, let base = buffer.baseAddress {
        let got = read(descriptor, base + count, size - count)
        if got < 0 { failed = errno != EINTR }
        if got == 0 || failed { break }
        count += Swift.max(got, 0)
      }
    }
    if failed { throw SourceProblem("cannot be read: \(reason())") }
    return bytes
  }

  private static func stream(_ descriptor: Int32, limit: Int) throws(SourceProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw SourceProblem("cannot be read: \(reason())") }
      if got == 0 { return bytes }
      bytes += chunk[..<got]
      if bytes.count > limit { throw tooLarge(limit) }
    }
  }

  private static func tooLarge(_ limit: Int) -> SourceProblem {
    SourceProblem("larger than \(limit) bytes; at most \(limit) bytes are read (--max-file-size)")
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
