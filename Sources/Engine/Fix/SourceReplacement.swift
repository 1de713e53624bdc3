import Glibc
package import SourceText

/// Puts new bytes in the place of a file: written beside it and renamed, so that whoever looks finds the old bytes or the
/// new ones, whenever the run is interrupted.
package enum SourceReplacement {
  /// - Parameters:
  ///   - bytes: the new content.
  ///   - path: a regular file that the user may write.
  ///   - expected: what the file is known to hold.
  ///   - limit: bytes; a file that has grown beyond is not read.
  /// - Throws: why the file stays as it is: it is a link, read-only, gone, or no longer what it was.
  package static func replace(
    _ path: String, with bytes: [UInt8], expected: [UInt8], limit: Int
  ) throws(SourceProblem) {
    try Interruption.held { () throws(SourceProblem) in
      try replaceUninterrupted(path, with: bytes, expected: expected, limit: limit)
    }
  }

  private static func replaceUninterrupted(
    _ path: String, with bytes: [UInt8], expected: [UInt8], limit: Int
  ) throws(SourceProblem) {
    let mode = try writableMode(of: path)
    guard try FileReader.bytes(of: path, limit: limit) == expected else {
      throw SourceProblem("was changed by someone else in the meantime; run fix again")
    }
    let beside = temporaryName(for: path)
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SourceProblem("cannot be replaced: no file can be made beside it: \(reason())")
    }
    // The mode last: whoever may not read the old file may not read the new one meanwhile.
    let isWritten =
      FileWriter.write(bytes, toDescriptor: descriptor) && fchmod(descriptor, mode) == 0
      && fsync(descriptor) == 0
    let complaint = reason()
    guard close(descriptor) == 0, isWritten else {
      unlink(beside)
      throw SourceProblem("cannot be replaced: \(complaint)")
    }
    guard rename(beside, path) == 0 else {
      let complaint = reason()
      unlink(beside)
      throw SourceProblem("cannot be replaced: \(complaint)")
    }
  }

  /// The mode bits of a regular file that may be replaced.
  static func writableMode(of path: String) throws(SourceProblem) -> mode_t {
    var info = stat()
    guard lstat(path, &info) == 0 else {
      throw SourceProblem(errno == ENOENT ? "is no longer there" : "cannot be looked at: \(reason())")
    }
    switch info.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFLNK: throw SourceProblem("is a link; fix changes the file itself, so name that")
    default: throw SourceProblem("is no regular file; only those are changed")
    }
    guard info.st_nlink == 1 else {
      throw SourceProblem(
        "has \(info.st_nlink) names (hard links), which a change would part; change it by hand")
    }
    // The superuser may write a file that nobody may write, and would do so unasked.
    guard info.st_mode & 0o222 != 0, access(path, W_OK) == 0 else {
      throw SourceProblem("is read-only; it stays as it is")
    }
    return info.st_mode & 0o7777
  }

  /// A hidden name in the same folder, which no walk of airtight looks at.
  private static func temporaryName(for path: String) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { path.utf8[path.utf8.index(after: $0)...] } ?? path.utf8[...]
    return "\(folder).\(String(decoding: name.prefix(100), as: UTF8.self)).airtight-\(getpid())"
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
