import Glibc
package import SourceText

/// The folders that `$INCLUDE` may read from: those that the user named, and those of the files that he named.
///
/// The author of a zone file chooses what it includes, so every step of a path is opened on its own, links are not
/// followed, and only regular files are read.
package struct IncludeRoots: Sendable {
  /// Folders as reports show them, without `.` steps.
  private let folders: [String]
  /// The largest file that is read, in bytes.
  private let limit: Int
  /// Bytes to read in the place of files, by path.
  package var overlay: [String: [UInt8]] = [:]

  /// - Parameter paths: the files and folders of a run.
  package init(paths: [String], limit: Int) {
    self.limit = limit
    var folders: [String] = []
    for path in paths where path != "-" {
      let shown = FileDiscovery.displayed(path)
      var info = stat()
      let isFolder = stat(shown, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
      let folder = isFolder ? shown : Self.folder(of: shown)
      if !folders.contains(folder) { folders.append(folder) }
    }
    self.folders = folders
  }

  /// The file that an `$INCLUDE` names, below the including file's own folder or else below a root.
  ///
  /// - Throws: one problem that says why there is none and shows nothing of what the name leads to.
  package func read(_ name: String, from source: SourceFile) throws(SourceProblem) -> SourceFile {
    let shown = Self.quoted(name)
    guard !name.isEmpty, !name.utf8.contains(0) else {
      throw SourceProblem("$INCLUDE \(shown) names no file; it takes a path below the checked folders")
    }
    var refusal: SourceProblem?
    for (root, steps) in candidates(name, from: source) {
      do throws(SourceProblem) {
        if let bytes = try bytes(steps, below: root, shown) {
          let path = root == "." ? steps.joined(separator: "/") : Self.join(root, steps)
          return try SourceFile(path: path, raw: overlay[path] ?? bytes)
        }
      } catch {
        refusal = refusal ?? error
      }
    }
    if let refusal { throw refusal }
    if candidates(name, from: source).isEmpty {
      throw SourceProblem(
        "$INCLUDE \(shown) leads out of the checked folders; only files below them are read")
    }
    throw SourceProblem("$INCLUDE \(shown) is not there; the file is looked for below the checked folders")
  }

  /// The places below a root that a name may mean, as root and steps.
  private func candidates(_ name: String, from source: SourceFile) -> [(root: String, steps: [String])] {
    var found: [(root: String, steps: [String])] = []
    let bases = name.hasPrefix("/") ? [""] : [Self.folder(of: source.path)] + folders
    for base in bases {
      let path = name.hasPrefix("/") ? FileDiscovery.displayed(name) : Self.join(base, [name])
      guard let steps = Self.resolved(path) else { continue }
      for root in folders {
        guard let rootSteps = Self.resolved(root), root.hasPrefix("/") == path.hasPrefix("/"),
          steps.starts(with: rootSteps), steps.count > rootSteps.count
        else { continue }
        let below = Array(steps.dropFirst(rootSteps.count))
        if !found.contains(where: { $0.root == root && $0.steps == below }) { found.append((root, below)) }
      }
    }
    return found
  }

  /// A path's steps with `.` and `..` taken out; `nil` where `..` leads above its start.
  private static func resolved(_ path: String) -> [String]? {
    var steps: [String] = []
    for step in path.split(separator: "/") where step != "." {
      if step == ".." {
        guard steps.popLast() != nil else { return nil }
      } else {
        steps.append(String(step))
      }
    }
    return steps
  }

  /// The bytes of a regular file below a folder, without following a link; `nil` where nothing has the name.
  private func bytes(_ steps: [String], below root: String, _ shown: String) throws(SourceProblem) -> [UInt8]?
  {
    var descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    for (index, step) in steps.enumerated() {
      var info = stat()
      guard fstatat(descriptor, step, &info, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
      let isLast = index == steps.count - 1
      switch info.st_mode & S_IFMT {
      case S_IFLNK:
        throw SourceProblem("$INCLUDE \(shown) leads through a link; links are not followed")
      case S_IFDIR where !isLast, S_IFREG where isLast: break
      case S_IFDIR: throw SourceProblem("$INCLUDE \(shown) is a folder; a regular file is allowed")
      default: throw SourceProblem("$INCLUDE \(shown) is no regular file; a regular file is allowed")
      }
      let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (isLast ? 0 : O_DIRECTORY)
      let next = openat(descriptor, step, flags)
      guard next >= 0 else { throw SourceProblem("$INCLUDE \(shown) cannot be opened") }
      close(descriptor)
      descriptor = next
    }
    return try FileReader.content(ofDescriptor: descriptor, limit: limit).bytes
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
  }

  private static func join(_ folder: String, _ steps: [String]) -> String {
    let rest = steps.joined(separator: "/")
    return folder == "." ? rest : folder.hasSuffix("/") ? folder + rest : folder + "/" + rest
  }

  /// A name as messages show it: printable, and cut where it is long.
  private static func quoted(_ name: String) -> String {
    let text = String(
      decoding: name.utf8.prefix(80).map { (0x20..<0x7F).contains($0) ? $0 : 0x3F }, as: UTF8.self)
    return name.utf8.count > 80 ? "\"\(text)…\"" : "\"\(text)\""
  }
}
