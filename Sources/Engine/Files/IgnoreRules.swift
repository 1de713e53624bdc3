import Glibc

/// The patterns that hold in a folder: those of git's ignore files from the repository's root down, or a configuration's.
///
/// Read are `.gitignore` files and `.git/info/exclude`. The user's own list (`core.excludesFile`) is left out, so that a
/// run gives the same on every machine; and the index is not asked: a file that git tracks although a pattern ignores it
/// is found by naming it.
struct IgnoreRules: Sendable {
  /// The patterns of one file.
  private struct Level: Sendable {
    /// How many components the folder has that the patterns start from.
    var depth: Int
    var patterns: [PathPattern]
  }

  /// From the root down: the last one that says anything counts.
  private var levels: [Level] = []

  var isEmpty: Bool { levels.isEmpty }

  /// The rules of a configuration's patterns.
  init(_ patterns: [PathPattern], depth: Int) {
    if !patterns.isEmpty { levels = [Level(depth: depth, patterns: patterns)] }
  }

  /// The rules that hold in a folder from the repository's own list and the files above the folder, whose own is added
  /// by `add`; `nil` outside of a repository.
  ///
  /// - Parameter folder: absolute, without links and `..`.
  init?(above folder: String) {
    let parts = Self.components(folder)
    guard
      let top = (0...parts.count).reversed().first(where: { Self.exists(Self.path(parts[..<$0]) + "/.git") })
    else { return nil }
    add(Self.path(parts[..<top]) + "/.git/info/exclude", depth: top)
    for depth in top..<Swift.max(top, parts.count) {
      add(Self.path(parts[..<depth]) + "/.gitignore", depth: depth)
    }
  }

  /// Adds the patterns of a file, if it is there.
  ///
  /// - Parameter depth: how many components the folder has that the patterns start from.
  mutating func add(_ file: String, depth: Int) {
    guard let bytes = try? FileReader.bytes(of: file, limit: 1 << 20) else { return }
    let patterns = Self.patterns(bytes)
    if !patterns.isEmpty { levels.append(Level(depth: depth, patterns: patterns)) }
  }

  /// The patterns of an ignore file's text.
  static func patterns(_ bytes: [UInt8]) -> [PathPattern] {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    return text.split(separator: 0x0A).compactMap { PathPattern($0.last == 0x0D ? $0.dropLast() : $0) }
  }

  /// Whether an entry is ignored; the folders that it is in are not.
  ///
  /// - Parameter path: the components of its absolute path.
  func ignores(_ path: [ArraySlice<UInt8>], isFolder: Bool) -> Bool {
    for level in levels.reversed() where path.count > level.depth {
      let rest = path[level.depth...]
      if let pattern = level.patterns.last(where: { $0.matches(rest, isFolder: isFolder) }) {
        return !pattern.isNegated
      }
    }
    return false
  }

  /// Whether a folder or one above it is ignored.
  func ignoresFolder(_ path: [ArraySlice<UInt8>]) -> Bool {
    path.indices.contains { ignores(Array(path[...$0]), isFolder: true) }
  }

  /// Whether a pattern is for the entry or for a folder that it is in.
  func covers(_ path: [ArraySlice<UInt8>]) -> Bool {
    path.indices.contains { ignores(Array(path[...$0]), isFolder: $0 < path.count - 1) }
  }

  static func components(_ path: String) -> [ArraySlice<UInt8>] {
    Array(path.utf8)[...].split(separator: UInt8(ascii: "/"))
  }

  private static func path(_ parts: ArraySlice<ArraySlice<UInt8>>) -> String {
    parts.map { "/" + String(decoding: $0, as: UTF8.self) }.joined()
  }

  private static func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }
}
