import Glibc

/// Which files below a folder are looked at: those that git does not ignore and a configuration does not leave out.
package struct FileFilter: Sendable {
  /// Where there are any, a file that no pattern is for is left out.
  package var include: [PathPattern]
  /// What is left out, as the lines of a `.gitignore`: the last pattern that is for a path counts.
  package var exclude: [PathPattern]
  /// The folder that the patterns start from.
  package var folder: String

  package init(include: [PathPattern] = [], exclude: [PathPattern] = [], folder: String = ".") {
    self.include = include
    self.exclude = exclude
    self.folder = folder
  }
}

/// A filter made ready for the walk through one folder.
struct WalkFilter {
  /// The components of the folder's absolute path.
  let root: [ArraySlice<UInt8>]
  /// What git ignores there; `nil` outside of a repository, or where git ignores the folder that the user named.
  let ignored: IgnoreRules?
  private let include: IgnoreRules
  private let exclude: IgnoreRules
  private let usesIgnoreFiles: Bool

  /// `nil` for a folder that is not there.
  init?(_ filter: FileFilter, root path: String) {
    guard let absolute = Self.absolute(path) else { return nil }
    let root = IgnoreRules.components(absolute)
    self.root = root
    let folder = IgnoreRules.components(Self.absolute(filter.folder) ?? "/")
    let isRelated = root.starts(with: folder) || folder.starts(with: root)
    include = IgnoreRules(isRelated ? filter.include : [], depth: folder.count)
    let excluded = IgnoreRules(isRelated ? filter.exclude : [], depth: folder.count)
    // A folder that the user named is looked at, whatever is said of it elsewhere.
    exclude = excluded.ignoresFolder(root) ? IgnoreRules([], depth: 0) : excluded
    let rules = IgnoreRules(above: absolute)
    usesIgnoreFiles = !(rules?.ignoresFolder(root) ?? false)
    ignored = usesIgnoreFiles ? rules : nil
  }

  /// Adds a folder's own ignore file; a repository within another one has its own rules only.
  func enter(
    _ ignored: inout IgnoreRules?, _ absolute: [ArraySlice<UInt8>], _ listing: FolderWalk.Listing,
    _ path: String
  ) {
    guard usesIgnoreFiles else { return }
    if listing.isRepository, absolute.count > root.count {
      ignored = IgnoreRules([], depth: 0)
      ignored?.add(path + "/.git/info/exclude", depth: absolute.count)
    }
    if listing.hasIgnoreFile { ignored?.add(path + "/.gitignore", depth: absolute.count) }
  }

  func takes(_ path: [ArraySlice<UInt8>], isFolder: Bool, ignored: IgnoreRules?) -> Bool {
    if let ignored, !ignored.isEmpty, ignored.ignores(path, isFolder: isFolder) { return false }
    if !exclude.isEmpty, exclude.ignores(path, isFolder: isFolder) { return false }
    return isFolder || include.isEmpty || include.covers(path)
  }

  /// A path without links and `..`; `nil` where there is nothing.
  private static func absolute(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
