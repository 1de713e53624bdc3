import Glibc

/// Walks folders without following links.
enum FolderWalk {
  /// The regular files below a folder, in no order; hidden entries are left out.
  static func files(below root: String) -> [String] {
    var found: [String] = []
    var folders = [root]
    while let folder = folders.popLast() {
      for entry in entries(of: folder) {
        let path = join(folder, entry.name)
        switch entry.kind {
        case S_IFDIR: folders.append(path)
        case S_IFREG: found.append(path)
        default: break
        }
      }
    }
    return found
  }

  /// The folders in a folder, by name, sorted.
  static func folders(in folder: String) -> [String] {
    entries(of: folder).filter { $0.kind == S_IFDIR }.map(\.name).sorted()
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static func entries(of folder: String) -> [(name: String, kind: mode_t)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [(name: String, kind: mode_t)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) {
          String(decodingCString: $0, as: UTF8.self)
        }
      }
      if name.hasPrefix(".") { continue }
      // `d_type` is the file type's bits of `st_mode`, or 0 where the file system does not tell.
      var kind = mode_t(entry.pointee.d_type) << 12
      if kind == 0 { kind = linkType(of: join(folder, name)) }
      found.append((name, kind))
    }
    return found
  }

  private static func linkType(of path: String) -> mode_t {
    var info = stat()
    return lstat(path, &info) == 0 ? info.st_mode & S_IFMT : 0
  }
}
