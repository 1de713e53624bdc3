import Glibc

/// A folder that holds the files of one input after the other: what discovers, reads and replaces files is fuzzed as it runs.
final class WorkingFolder {
  nonisolated(unsafe) static let shared = WorkingFolder()

  let path: String
  /// What was written, by name.
  private var written: [String: [UInt8]] = [:]
  private var folders: [String] = []

  /// Takes the folder that `FUZZ_FOLDER` names, or makes one that is removed at the end unless the process crashes.
  private init() {
    if let given = getenv("FUZZ_FOLDER") {
      path = String(cString: given)
      return
    }
    var template = Array(
      "\(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : ".")/airtight-fuzz-XXXXXX".utf8CString)
    guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.map { mkdtemp($0) != nil } ?? false })
    else { fatalError("no folder to work in") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    atexit { WorkingFolder.shared.remove() }
  }

  /// Makes the folder hold these files and no others. A file that cannot be made (`a` beside `a/b`) is left out.
  func hold(_ files: [FileBundle.File]) {
    let names = Set(files.map(\.name))
    if Set(written.keys) != names { empty() }
    for file in files where written[file.name] != file.bytes {
      makeFolders(of: file.name)
      if Self.write(file.bytes, path + "/" + file.name) { written[file.name] = file.bytes }
    }
  }

  /// Tells that something else may have changed the files.
  func touch(_ hidden: String...) {
    empty()
    for name in hidden { unlink(path + "/" + name) }
  }

  /// Removes everything, for when the process ends.
  func remove() {
    touch()
    rmdir(path)
  }

  /// The bytes of a file in the folder; none where there is no such file.
  func bytes(of name: String) -> [UInt8] {
    guard let file = fopen(path + "/" + name, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
    return Array(bytes[..<count])
  }

  private func empty() {
    for name in written.keys { unlink(path + "/" + name) }
    for folder in folders.reversed() { rmdir(path + "/" + folder) }
    written = [:]
    folders = []
  }

  private func makeFolders(of name: String) {
    var steps = name.split(separator: "/").dropLast().map(String.init)[...]
    var folder = ""
    while let step = steps.popFirst() {
      folder += (folder.isEmpty ? "" : "/") + step
      if mkdir(path + "/" + folder, 0o700) == 0 { folders.append(folder) }
    }
  }

  static func write(_ bytes: [UInt8], _ path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) } == bytes.count
  }
}
