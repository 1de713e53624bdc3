import Glibc
import Loaders
import Rendering

/// Finds out which files are parts of charts and overlays, and so are no artefacts of their own.
struct FileParts {
  /// A chart with those of its templates that are among the files, dependencies' included.
  struct Chart {
    /// Its folder, absolute.
    var folder: String
    /// Places in the files.
    var templates: [Int] = []

    /// The folder's name, as messages have it.
    var name: String { folder.split(separator: "/").last.map(String.init) ?? "/" }
  }

  /// A kustomization that no other one builds on.
  struct Overlay {
    var folder: String
    /// The place of its file.
    var index: Int
    var graph: OverlayGraph
  }

  private let workingFolder = FileDiscovery.workingFolder()
  private let limit: Int
  /// The chart that a folder (absolute) is in or is; `nil` for none.
  private var nearest: [String: String?] = [:]
  private(set) var files: [InputFile]
  /// By folder.
  private(set) var charts: [Chart] = []
  private(set) var overlays: [Overlay] = []
  /// The places of the files by their absolute paths.
  private(set) var places: [String: Int] = [:]

  /// Looks at the files and what is around them.
  ///
  /// - Parameters:
  ///   - files: sorted by path.
  ///   - limit: the largest file that is read, in bytes.
  init(_ files: [InputFile], limit: Int) {
    self.files = files
    self.limit = limit
    let paths = files.map { absolute($0.path) }
    for index in files.indices where files[index].path != "-" { places[paths[index]] = index }
    findCharts(paths)
    findOverlays()
  }

  /// The files with their parts and notes, in their order; what is asked for is rendered.
  static func assigned(_ files: [InputFile], limit: Int, _ request: RenderRequest) -> [InputFile] {
    var parts = FileParts(files, limit: limit)
    let renderer = EstateRenderer(request, limit: limit)
    for chart in parts.charts {
      parts.apply(renderer.render(chart, parts), to: chart)
    }
    for overlay in parts.overlays { parts.apply(renderer.render(overlay, parts), to: overlay) }
    return parts.files.sorted()
  }

  // MARK: Charts

  /// - Parameter paths: the files' absolute paths.
  private mutating func findCharts(_ paths: [String]) {
    var byFolder: [String: Chart] = [:]
    for index in files.indices where files[index].path != "-" {
      let path = paths[index]
      guard let chart = chart(of: Self.folder(of: path)) else { continue }
      let inner = path.dropFirst(chart.utf8.count + 1)
      if inner.hasPrefix("templates/") {
        guard let bytes = try? FileReader.bytes(of: files[index].path, limit: limit) else { continue }
        let outermost = outermost(chart)
        if RawTemplate.hasMarks(bytes) {
          files[index].part = .template
          byFolder[outermost, default: Chart(folder: outermost)].templates.append(index)
        }
      } else if !inner.contains("/"), Self.isChartFile(inner) {
        files[index].part = .support
      }
    }
    charts = byFolder.values.sorted { $0.folder < $1.folder }
  }

  private static func isChartFile(_ name: Substring) -> Bool {
    name == "Chart.yaml" || name == "values.schema.json" || name == "requirements.yaml"
      || (name.hasPrefix("values") && (name.hasSuffix(".yaml") || name.hasSuffix(".yml")))
  }

  /// The chart that a folder belongs to: the nearest folder upwards with a `Chart.yaml`.
  private mutating func chart(of folder: String) -> String? {
    var passed: [String] = []
    var found: String?
    var next = folder
    while !next.isEmpty {
      if let known = nearest[next] {
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
    for folder in passed { nearest[folder] = .some(found) }
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

  private mutating func apply(_ outcome: EstateRenderer.Outcome, to chart: Chart) {
    let description = chart.folder + "/Chart.yaml"
    switch outcome {
    case .rendered(let text):
      for index in chart.templates { files[index].part = .support }
      place(text, at: description)
      // What has no marks is rendered as it is, and would be there twice.
      for file in text.files.dropFirst() {
        if let index = places[absolute(file.path)] { files[index].part = .support }
      }
    case .left(let message, let isError):
      guard let first = chart.templates.first else { return }
      files[first].note = InputFile.Note(
        message: message, path: FileDiscovery.displayed(description), isError: isError)
    }
  }

  private mutating func place(_ text: RenderedText, at path: String) {
    if let index = places[path] {
      files[index].part = .rendered(text)
    } else {
      var file = InputFile(path: FileDiscovery.displayed(path), isNamed: false)
      file.part = .rendered(text)
      places[path] = files.count
      files.append(file)
    }
  }

  // MARK: Overlays

  private mutating func findOverlays() {
    var cache: OverlayGraph.Cache = [:]
    var found: [(index: Int, folder: String, own: KustomizationFolder)] = []
    var used: Set<String> = []
    for (index, file) in files.enumerated() where Self.isKustomization(file.path) {
      let folder = Self.folder(of: absolute(file.path))
      guard let own = KustomizationFolder(folder, limit: limit) else { continue }
      cache[folder] = own
      found.append((index, folder, own))
      used.formUnion(own.folders.filter { $0 != folder })
      files[index].part = .kustomization(own.inPlace)
    }
    for (index, folder, own) in found {
      for (path, outlines) in own.parts {
        if let place = places[path], place != index { files[place].part = .patch(outlines) }
      }
      guard !used.contains(folder), let graph = OverlayGraph(folder, limit: limit, &cache),
        !graph.isComponent, graph.changesObjects
      else { continue }
      overlays.append(Overlay(folder: folder, index: index, graph: graph))
    }
    for overlay in overlays {
      let outlines = overlay.graph.inPlace + overlay.graph.parts.values.flatMap { $0 }
      let changed = Set(outlines.map(\.pattern))
      for place in overlay.graph.bases.compactMap({ places[$0] }) {
        // Most files are in one overlay, whose set they then share.
        if files[place].changed.isEmpty {
          files[place].changed = changed
        } else {
          files[place].changed.formUnion(changed)
        }
      }
    }
  }

  static func isKustomization(_ path: String) -> Bool {
    let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
    let name = path[(start ?? path.startIndex)...]
    // Every file below the given folders is asked for it.
    guard let first = name.utf8.first, first | 0x20 == UInt8(ascii: "k") else { return false }
    return Kustomization.fileNames.contains(String(name))
  }

  private mutating func apply(_ outcome: EstateRenderer.Outcome, to overlay: Overlay) {
    switch outcome {
    case .rendered(let text):
      for path in overlay.graph.bases + Array(overlay.graph.parts.keys) {
        if let index = places[path] { files[index].part = .support }
      }
      for folder in overlay.graph.folders.dropFirst() {
        for name in Kustomization.fileNames {
          if let index = places["\(folder)/\(name)"] { files[index].part = .support }
        }
      }
      files[overlay.index].part = .rendered(text)
    case .left(let message, let isError):
      files[overlay.index].note = InputFile.Note(
        message: message, path: files[overlay.index].path, isError: isError)
    }
  }

  // MARK: Paths

  func absolute(_ path: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    if path == "." { return workingFolder }
    return isPlain(path) && workingFolder != "/"
      ? workingFolder + "/" + path : Self.joined(workingFolder, path)
  }

  /// Whether no step of a relative path is empty or begins with a dot, so that nothing is to be worked out.
  private func isPlain(_ path: String) -> Bool {
    var previous = UInt8(ascii: "/")
    for byte in path.utf8 {
      if previous == UInt8(ascii: "/"), byte == previous || byte == UInt8(ascii: ".") { return false }
      previous = byte
    }
    return previous != UInt8(ascii: "/")
  }

  /// The folder of a path; empty above the root.
  static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// A path from a folder on, without `.` and `..`, as its text has it.
  static func joined(_ folder: String, _ path: String) -> String {
    // Of bytes: each file of a run is asked for its place, and characters take ten times as long.
    let slash = UInt8(ascii: "/")
    var steps = path.utf8.first == slash ? [] : folder.utf8.split(separator: slash)
    for step in path.utf8.split(separator: slash) where !step.elementsEqual(".".utf8) {
      if step.elementsEqual("..".utf8) { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.isEmpty
      ? "/"
      : steps.reduce(into: "") { text, step in
        text += "/"
        text += Substring(step)
      }
  }
}
