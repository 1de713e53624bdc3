import Dispatch
import Glibc
package import SourceText
import Synchronization

/// Reads files whole, up to a limit.
package enum FileReader {
  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Parameters:
  ///   - option: the one that sets the limit; `nil` where none does.
  ///   - jobs: threads for a large file; at least 1.
  /// - Throws: why it cannot be read: it is not there, no file, or larger than `limit` bytes.
  package static func bytes(
    of path: String, limit: Int, option: String? = sizeOption, jobs: Int = 1
  ) throws(SourceProblem) -> [UInt8] {
    try content(of: path, limit: limit, option: option, jobs: jobs).bytes
  }

  /// The option for the size of the files that are checked.
  package static let sizeOption = "--max-file-size"

  /// What was read of a file.
  package struct Content {
    package let bytes: [UInt8]
    /// Whether every byte is below 0x80, which was looked at while the bytes were near; where not, nobody may have looked.
    package let isKnownASCII: Bool
  }

  /// The same with what was seen of the bytes in passing.
  package static func content(
    of path: String, limit: Int, option: String? = sizeOption, jobs: Int = 1
  ) throws(SourceProblem) -> Content {
    if path == "-" {
      return Content(bytes: try stream(STDIN_FILENO, limit: limit, option), isKnownASCII: false)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      // A name that is no UTF-8 is shown, and looked for, with replacement characters.
      let isMisspelt = errno == ENOENT && path.unicodeScalars.contains("\u{FFFD}")
      throw SourceProblem("cannot be opened: \(isMisspelt ? "its name is no UTF-8" : reason())")
    }
    defer { close(descriptor) }
    return try content(ofDescriptor: descriptor, limit: limit, option: option, jobs: jobs)
  }

  /// What is in an open regular file.
  static func content(
    ofDescriptor descriptor: Int32, limit: Int, option: String? = sizeOption, jobs: Int = 1
  ) throws(SourceProblem) -> Content {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SourceProblem("cannot be read: \(reason())") }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw SourceProblem("is no regular file; a file or a folder is allowed")
    }
    guard info.st_size <= limit else { throw tooLarge(limit, option) }
    return try whole(descriptor, size: Int(info.st_size), jobs: jobs)
  }

  /// From how many bytes on a file is worth several threads: most of the time goes into pages that are touched for the first time.
  private static let large = 16 << 20

  private static func whole(_ descriptor: Int32, size: Int, jobs: Int) throws(SourceProblem) -> Content {
    let seen = Seen()
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      LargePages.advise(UnsafeMutableRawBufferPointer(buffer))
      let parts = size < large ? 1 : Swift.max(1, jobs)
      let length = (size + parts - 1) / parts
      guard parts > 1 else {
        count = fill(buffer, descriptor, from: 0, seen)
        return
      }
      nonisolated(unsafe) let buffer = buffer
      let counts = Mutex([Int](repeating: 0, count: parts))
      DispatchQueue.concurrentPerform(iterations: parts) { number in
        let range = Swift.min(number * length, size)..<Swift.min((number + 1) * length, size)
        let part = UnsafeMutableBufferPointer(rebasing: buffer[range])
        let got = fill(part, descriptor, from: range.lowerBound, seen)
        counts.withLock { $0[number] = got }
      }
      // A file that was cut meanwhile ends where the first part does that is not whole.
      for got in counts.withLock({ $0 }) {
        count += got
        if got < length { break }
      }
    }
    let code = seen.failure.load(ordering: .relaxed)
    if code != 0 { throw SourceProblem("cannot be read: \(reason(code))") }
    return Content(bytes: bytes, isKnownASCII: seen.isASCII.load(ordering: .relaxed))
  }

  /// What the threads that read a file found.
  private struct Seen: ~Copyable {
    /// Why a part could not be read, as `errno` has it; threads have one each.
    let failure = Atomic<Int32>(0)
    let isASCII = Atomic<Bool>(true)
  }

  /// How many bytes are read in one go: as many as are still near when they are looked at.
  private static let stretch = 256 << 10

  /// Reads from an offset until the buffer is full or the file ends; how many bytes there were.
  private static func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, _ descriptor: Int32, from offset: Int,
    _ seen: borrowing Seen
  ) -> Int {
    var count = 0
    var isASCII = true
    while count < buffer.count, let base = buffer.baseAddress {
      let got = pread(
        descriptor, base + count, Swift.min(buffer.count - count, stretch), off_t(offset + count))
      if got < 0 {
        if errno == EINTR { continue }
        seen.failure.store(errno, ordering: .relaxed)
      }
      guard got > 0 else { break }
      isASCII = isASCII && SourceFile.isASCII(UnsafeRawBufferPointer(start: base + count, count: got))
      count += got
    }
    if !isASCII { seen.isASCII.store(false, ordering: .relaxed) }
    return count
  }

  private static func stream(
    _ descriptor: Int32, limit: Int, _ option: String?
  ) throws(SourceProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw SourceProblem("cannot be read: \(reason())") }
      if got == 0 { return bytes }
      bytes += chunk[..<got]
      if bytes.count > limit { throw tooLarge(limit, option) }
    }
  }

  private static func tooLarge(_ limit: Int, _ option: String?) -> SourceProblem {
    let hint = option.map { " (\($0))" } ?? ""
    return SourceProblem("larger than \(limit) bytes; at most \(limit) bytes are read\(hint)")
  }

  private static func reason(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
