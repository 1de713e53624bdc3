import Glibc

/// Walks folders without following links.
enum FolderWalk {
  /// A folder that is still to be read.
  private struct Folder {
    var path: String
    /// The components of the absolute path; empty where no pattern is to be matched.
    var absolute: [ArraySlice<UInt8>]
    /// What git ignores there; `nil` outside of a repository.
    var ignored: IgnoreRules?
  }

  /// The files below a folder, whatever cannot be looked into.
  static func files(below root: String, filter: FileFilter? = nil) -> [String] {
    var unreadable: [String] = []
    return files(below: root, filter: filter, unreadable: &unreadable)
  }

  /// The regular files below a folder, in no order; hidden entries are left out, and what the filter leaves out.
  ///
  /// - Parameter unreadable: gets the folders that cannot be looked into.
  static func files(
    below root: String, filter: FileFilter? = nil, unreadable: inout [String]
  ) -> [String] {
    var found: [String] = []
    let filter = filter.flatMap { WalkFilter($0, root: root) }
    var folders = [Folder(path: root, absolute: filter?.root ?? [], ignored: filter?.ignored)]
    while var folder = folders.popLast() {
      let listing = listing(of: folder.path)
      if listing.isUnreadable { unreadable.append(folder.path) }
      if let filter { filter.enter(&folder.ignored, folder.absolute, listing, folder.path) }
      for entry in listing.entries where entry.kind == S_IFDIR || entry.kind == S_IFREG {
        let isFolder = entry.kind == S_IFDIR
        let path = join(folder.path, entry.name)
        var next = Folder(path: path, absolute: [], ignored: nil)
        if let filter {
          next.absolute = folder.absolute + [Array(entry.name.utf8)[...]]
          next.ignored = folder.ignored
          if !filter.takes(next.absolute, isFolder: isFolder, ignored: folder.ignored) { continue }
        }
        if isFolder { folders.append(next) } else { found.append(path) }
      }
    }
    return found
  }

  /// The folders in a folder, by name, sorted.
  static func folders(in folder: String) -> [String] {
    listing(of: folder).entries.filter { $0.kind == S_IFDIR }.map(\.name).sorted()
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// What is in a folder.
  struct Listing {
    /// What is not hidden.
    var entries: [(name: String, kind: mode_t)] = []
    var hasIgnoreFile = false
    /// Whether it is there and cannot be looked into.
    var isUnreadable = false
    /// Whether it is the top of a repository.
    var isRepository = false
  }

  private static func listing(of folder: String) -> Listing {
    var listing = Listing()
    guard let stream = opendir(folder) else {
      listing.isUnreadable = true
      return listing
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) {
          String(decodingCString: $0, as: UTF8.self)
        }
      }
      if name.hasPrefix(".") {
        if name == ".gitignore" { listing.hasIgnoreFile = true }
        if name == ".git" { listing.isRepository = true }
        continue
      }
      // `d_type` is the file type's bits of `st_mode`, or 0 where the file system does not tell.
      var kind = mode_t(entry.pointee.d_type) << 12
      if kind == 0 { kind = linkType(of: join(folder, name)) }
      listing.entries.append((name, kind))
    }
    return listing
  }

  private static func linkType(of path: String) -> mode_t {
    var info = stat()
    return lstat(path, &info) == 0 ? info.st_mode & S_IFMT : 0
  }
}
