import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The system's copy of the IANA time zone data base.
enum TimeZoneDatabase {
  /// Where systems keep it.
  private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]
  private static let largestFile = 1 << 17
  private static let known = Mutex<[String: TimeZoneData]>([:])

  /// The zone of a name such as `Europe/Paris`; `nil` where there is none. Each is read once.
  static func zone(_ name: String) -> TimeZoneData? {
    guard isName(name) else { return nil }
    if let zone = known.withLock({ $0[name] }) { return zone }
    for folder in folders {
      guard let bytes = contents(of: folder + "/" + name), let zone = TimeZoneData(bytes) else { continue }
      known.withLock { $0[name] = zone }
      return zone
    }
    return nil
  }

  /// Whether a text is made like the data base's names: an expression must not reach any other file.
  private static func isName(_ name: String) -> Bool {
    guard name.utf8.count <= 64 else { return false }
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count <= 3 && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy(isNameByte) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// A regular file's bytes; `nil` where there is none, and for one that is too large to be a zone.
  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largestFile
    else { return nil }
    return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let got = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        guard got > 0 else { return }
        count += got
      }
    }
  }
}
