import Documents
import Glibc
import Loaders
import Rendering
import SourceText
import YAMLSyntax

/// What a kustomization is made of: the files that it names, and those that the kustomizations name that it builds on.
///
/// Everything is found on disk, so that what is fetched from elsewhere is known before any program runs. Paths are absolute.
struct OverlayGraph {
  /// Folders with kustomizations, its own first.
  private(set) var folders: [String] = []
  /// Files with objects.
  private(set) var bases: [String] = []
  /// Files with parts of objects, or with what configures kustomize.
  private(set) var parts: [String: [ObjectOutline]] = [:]
  /// The objects that are changed by texts within kustomizations.
  private(set) var inPlace: [ObjectOutline] = []
  /// What it names that is not here, and would be fetched.
  private(set) var remote: [String] = []
  /// Whether anything is changed or added on the way.
  private(set) var changesObjects = false
  private(set) var isComponent = false

  /// Folders that are followed, at most: more than any estate has, and an end for whatever a file says.
  private static let folderLimit = 1000

  /// What single kustomizations say, by folder, so that each is read once.
  typealias Cache = [String: KustomizationFolder]

  /// - Parameters:
  ///   - folder: with a kustomization, absolute.
  ///   - limit: the largest file that is read, in bytes.
  init?(_ folder: String, limit: Int, _ cache: inout Cache) {
    guard Self.file(in: folder) != nil else { return nil }
    var waiting = [folder]
    var seen = Set(waiting)
    while let next = waiting.popLast(), folders.count < Self.folderLimit {
      let known = cache[next]
      guard let found = known ?? KustomizationFolder(next, limit: limit) else { continue }
      cache[next] = found
      if folders.isEmpty { isComponent = found.isComponent }
      folders.append(next)
      bases += found.bases
      inPlace += found.inPlace
      remote += found.remote
      changesObjects = changesObjects || found.changesObjects
      parts.merge(found.parts, uniquingKeysWith: +)
      for folder in found.folders where seen.insert(folder).inserted { waiting.append(folder) }
    }
  }

  /// The kustomization of a folder.
  static func file(in folder: String) -> String? {
    Kustomization.fileNames.lazy.map { "\(folder)/\($0)" }.first { type(of: $0) == S_IFREG }
  }

  static func tree(of path: String, limit: Int) -> DocumentTree? {
    guard let raw = try? FileReader.bytes(of: path, limit: Swift.min(limit, 4 << 20)),
      let source = try? SourceFile(path: path, raw: raw)
    else { return nil }
    return YAMLReader.read(source).tree
  }

  fileprivate static func type(of path: String) -> mode_t? {
    var info = stat()
    return stat(path, &info) == 0 ? info.st_mode & S_IFMT : nil
  }
}

/// What one kustomization says, with the paths that it names found on disk.
struct KustomizationFolder {
  private(set) var folders: [String] = []
  private(set) var bases: [String] = []
  private(set) var parts: [String: [ObjectOutline]] = [:]
  private(set) var inPlace: [ObjectOutline] = []
  private(set) var remote: [String] = []
  let changesObjects: Bool
  let isComponent: Bool

  init?(_ folder: String, limit: Int) {
    guard let path = OverlayGraph.file(in: folder),
      let root = OverlayGraph.tree(of: path, limit: limit)?.documents.first
    else { return nil }
    let kustomization = Kustomization(root)
    (changesObjects, isComponent) = (kustomization.changesObjects, kustomization.isComponent)
    for name in kustomization.resources + kustomization.components {
      let target = FileParts.joined(folder, name)
      switch OverlayGraph.type(of: target) {
      case S_IFDIR: folders.append(target)
      case S_IFREG: bases.append(target)
      default: remote.append(name)
      }
    }
    addParts(of: kustomization, in: folder, limit: limit)
  }

  private mutating func addParts(of kustomization: Kustomization, in folder: String, limit: Int) {
    for patch in kustomization.patches {
      guard let name = patch.path else {
        let text = SourceFile(path: "", text: patch.text ?? "")
        inPlace += Self.outlines(of: patch, YAMLReader.read(text).tree)
        continue
      }
      let path = FileParts.joined(folder, name)
      if OverlayGraph.type(of: path) == S_IFREG {
        parts[path, default: []] += Self.outlines(of: patch, OverlayGraph.tree(of: path, limit: limit))
      } else {
        remote.append(name)
      }
    }
    for name in kustomization.settings {
      let path = FileParts.joined(folder, name)
      // Transformers may be folders with kustomizations of their own, or texts in place.
      if OverlayGraph.type(of: path) == S_IFREG { parts[path] = parts[path] ?? [] }
      if name.contains("://") { remote.append(name) }
    }
    remote += kustomization.sources.filter { $0.contains("://") }
  }

  /// The objects that a patch changes: that its target names, else those of its documents.
  private static func outlines(of patch: Kustomization.Patch, _ tree: DocumentTree?) -> [ObjectOutline] {
    if let kind = patch.kind {
      // A name is a regular expression there; what is more than a name may mean any.
      let name = patch.name.flatMap { name in name.utf8.allSatisfy(Self.isPlain) ? name : nil }
      return [ObjectOutline(kind: kind, apiVersion: patch.group.map { $0 + "/v1" } ?? "", name: name)]
    }
    return (tree?.documents ?? []).map { document in
      ObjectOutline(
        kind: document["kind"]?.text ?? "", apiVersion: document["apiVersion"]?.text ?? "",
        name: document.at("metadata", "name")?.text)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
  }
}
