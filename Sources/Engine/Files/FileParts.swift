import Documents
import Glibc
import Loaders
import Rendering
import SourceText
import YAMLSyntax

/// Finds out which files are parts of charts and overlays, and so are no artefacts of their own.
struct FileParts {
  private let workingFolder: String
  /// The chart that a folder (absolute) is in or is; `nil` for none.
  private var charts: [String: String?] = [:]
  private let limit: Int

  private init(_ workingFolder: String, limit: Int) {
    self.workingFolder = workingFolder
    self.limit = limit
  }

  /// The files with their parts and notes, in their order.
  ///
  /// - Parameters:
  ///   - files: sorted by path.
  ///   - limit: the largest file that is read, in bytes.
  static func assigned(_ files: [InputFile], limit: Int) -> [InputFile] {
    var parts = FileParts(FileDiscovery.workingFolder(), limit: limit)
    var files = files
    parts.assignCharts(&files)
    parts.assignOverlays(&files)
    return files
  }

  // MARK: Charts

  private mutating func assignCharts(_ files: inout [InputFile]) {
    var templates: [String: [Int]] = [:]
    for index in files.indices where files[index].path != "-" {
      let path = absolute(files[index].path)
      guard let chart = chart(of: Self.folder(of: path)) else { continue }
      let inner = path.dropFirst(chart.utf8.count + 1)
      if inner.hasPrefix("templates/") {
        guard let bytes = try? FileReader.bytes(of: files[index].path, limit: limit),
          RawTemplate.hasMarks(bytes)
        else { continue }
        files[index].part = .template
        templates[outermost(chart), default: []].append(index)
      } else if !inner.contains("/"), Self.isChartFile(String(inner)) {
        files[index].part = .chart
      }
    }
    for (chart, indices) in templates {
      guard let first = indices.first else { continue }
      let count = indices.count == 1 ? "1 template" : "\(indices.count) templates"
      let name = chart.split(separator: "/").last.map(String.init) ?? "/"
      files[first].note = InputFile.Note(
        message:
          "the chart in '\(name)' is not rendered: what its \(count) will hold is unknown; --render renders it with your helm, "
          + "or check the output of 'helm template'",
        path: FileDiscovery.displayed(chart + "/Chart.yaml"))
    }
  }

  private static func isChartFile(_ name: String) -> Bool {
    name == "Chart.yaml" || name == "values.schema.json" || name == "requirements.yaml"
      || (name.hasPrefix("values") && (name.hasSuffix(".yaml") || name.hasSuffix(".yml")))
  }

  /// The chart that a folder belongs to, as an absolute path: the nearest folder upwards with a `Chart.yaml`.
  private mutating func chart(of folder: String) -> String? {
    var passed: [String] = []
    var found: String?
    var next = folder
    while !next.isEmpty {
      if let known = charts[next] {
        found = known
        break
      }
      passed.append(next)
      if access(next + "/Chart.yaml", F_OK) == 0 {
        found = next
        break
      }
      next = Self.folder(of: next)
    }
    for folder in passed { charts[folder] = .some(found) }
    return found
  }

  /// The chart that a chart is a dependency of (`charts/` within it), or itself.
  private mutating func outermost(_ chart: String) -> String {
    var chart = chart
    while true {
      let parent = Self.folder(of: chart)
      guard parent.hasSuffix("/charts"), let outer = self.chart(of: Self.folder(of: parent)),
        parent == outer + "/charts"
      else { return chart }
      chart = outer
    }
  }

  // MARK: Overlays

  private mutating func assignOverlays(_ files: inout [InputFile]) {
    let places = Dictionary(
      files.enumerated().map { (absolute($1.path), $0) }, uniquingKeysWith: { first, _ in first })
    for index in files.indices where Self.isKustomization(files[index].path) {
      guard let tree = tree(of: files[index].path), let root = tree.documents.first else { continue }
      let kustomization = Kustomization(root)
      let folder = Self.folder(of: absolute(files[index].path))
      var own: [ObjectOutline] = []
      for patch in kustomization.patches {
        guard let path = patch.path else {
          own += outlines(of: patch, YAMLReader.read(SourceFile(path: "", text: patch.text ?? "")).tree)
          continue
        }
        guard let file = places[Self.joined(folder, path)], file != index else { continue }
        files[file].part = .patch(outlines(of: patch, self.tree(of: files[file].path)))
      }
      for path in kustomization.settings {
        if let file = places[Self.joined(folder, path)], file != index,
          !Self.isKustomization(files[file].path)
        {
          files[file].part = .patch([])
        }
      }
      files[index].part = .kustomization(own)
      guard kustomization.changesObjects else { continue }
      files[index].note = InputFile.Note(
        message:
          "this kustomization is not built: the objects are judged as their own files have them, and what it changes is unknown; "
          + "--render builds it with your kustomize or kubectl, or check the output of 'kubectl kustomize'",
        path: files[index].path)
    }
  }

  static func isKustomization(_ path: String) -> Bool {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) }
    return name.map(Kustomization.fileNames.contains) ?? false
  }

  /// The objects that a patch changes: that its target names, else those of its documents.
  private func outlines(of patch: Kustomization.Patch, _ tree: DocumentTree?) -> [ObjectOutline] {
    if let kind = patch.kind {
      return [ObjectOutline(kind: kind, apiVersion: patch.group.map { $0 + "/v1" } ?? "")]
    }
    return (tree?.documents ?? []).map { document in
      ObjectOutline(kind: document["kind"]?.text ?? "", apiVersion: document["apiVersion"]?.text ?? "")
    }
  }

  private func tree(of path: String) -> DocumentTree? {
    guard let raw = try? FileReader.bytes(of: path, limit: Swift.min(limit, 1 << 20)),
      let source = try? SourceFile(path: path, raw: raw)
    else { return nil }
    return YAMLReader.read(source).tree
  }

  // MARK: Paths

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : workingFolder == "/" ? "/" + path : workingFolder + "/" + path
  }

  /// The folder of a path; empty above the root.
  static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// A path from a folder on, without `.` and `..`, as its text has it.
  static func joined(_ folder: String, _ path: String) -> String {
    var steps = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in path.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return "/" + steps.joined(separator: "/")
  }
}
