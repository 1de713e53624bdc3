import Glibc
import Loaders

/// Finds the files below the given paths that may hold artefacts: by the endings that `ArtefactFormat` knows.
///
/// Hidden entries are left out, and so are links: what a link inside the paths names is found where it stands, and
/// one that leads out is not followed. What git ignores is left out too, and what the configuration leaves out; a path that
/// is named itself is taken in any case.
package enum FileDiscovery {
  /// The files, sorted by path, each once; and the paths that are neither file nor folder.
  ///
  /// - Parameter render: what is rendered; nothing where it is not given.
  package static func files(
    below paths: [String], filter: FileFilter = FileFilter(), render: RenderRequest = RenderRequest()
  ) -> (files: [InputFile], missing: [String]) {
    var files = FoundFiles()
    var missing: [String] = []
    let folder = workingFolder()
    for given in paths {
      if given == "-" {
        files.add("-", isNamed: true)
        continue
      }
      let path = relative(normal(given), to: folder)
      switch type(of: path) {
      case S_IFDIR: walk(path, filter, into: &files)
      case nil: missing.append(given)
      default: files.add(path, isNamed: true)
      }
    }
    return (FileParts.assigned(files.sorted(), limit: CheckOptions.defaultFileSize, render), missing)
  }

  /// A path as reports show it: without needless steps, relative where it is below the working folder.
  package static func displayed(_ path: String) -> String { relative(normal(path), to: workingFolder()) }

  private static func walk(_ root: String, _ filter: FileFilter, into files: inout FoundFiles) {
    var unreadable: [String] = []
    for path in FolderWalk.files(below: root, filter: filter, unreadable: &unreadable) {
      let name =
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
      if ArtefactFormat(fileName: name) != nil || FileParts.isKustomization(path) {
        files.add(path, isNamed: false)
      }
    }
    // Reading one says why it cannot be read: what is in it is unknown, and not nothing.
    for path in unreadable { files.add(path, isNamed: false) }
  }

  private static func type(of path: String) -> mode_t? {
    var info = stat()
    return stat(path, &info) == 0 ? info.st_mode & S_IFMT : nil
  }

  /// The working folder's absolute path.
  static func workingFolder() -> String {
    guard let buffer = getcwd(nil, 0) else { return "/" }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// A path without `.` steps and doubled slashes; `..` stays, because what it means depends on links.
  private static func normal(_ path: String) -> String {
    let steps = path.split(separator: "/").filter { $0 != "." }
    let joined = steps.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
  }

  private static func relative(_ path: String, to folder: String) -> String {
    if path == folder { return "." }
    let prefix = folder == "/" ? "/" : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.utf8.count)) : path
  }
}

/// The paths that were found, in any order and some of them twice: a folder and a file in it may both be given.
private struct FoundFiles {
  private var paths: [String] = []
  /// Those that the user named.
  private var named: Set<String> = []

  mutating func add(_ path: String, isNamed: Bool) {
    paths.append(path)
    if isNamed { named.insert(path) }
  }

  /// The files in the order of their paths, each once.
  func sorted() -> [InputFile] {
    var files: [InputFile] = []
    files.reserveCapacity(paths.count)
    // Paths are moved about, not files, which are large.
    for path in paths.sorted(by: PathOrder.precedes) where path != files.last?.path {
      files.append(InputFile(path: path, isNamed: named.contains(path)))
    }
    return files
  }
}
