import Documents
import Rendering
import SourceText
import YAMLSyntax

/// Renders charts and builds overlays with the user's own tools, where that is asked for.
struct EstateRenderer {
  enum Outcome {
    case rendered(RenderedText)
    /// It is not rendered, and why; an error where it was asked for and failed.
    case left(String, isError: Bool)
  }

  private let request: RenderRequest
  /// The largest file that is read, in bytes.
  private let limit: Int
  /// When it began, in milliseconds.
  private let start = ToolProcess.now()
  /// How many times a tool's seconds all of them may take together: there may be any number of charts.
  private static let share = 10

  init(_ request: RenderRequest, limit: Int) {
    self.request = request
    self.limit = limit
  }

  // MARK: Charts

  func render(_ chart: FileParts.Chart, _ parts: FileParts) -> Outcome {
    let subject = "the chart in '\(chart.name)'"
    let count = chart.templates.count == 1 ? "1 template" : "\(chart.templates.count) templates"
    let unknown = "what its \(count) will hold is unknown"
    guard request.tools.contains(.helm) else {
      return .left(
        "\(subject) is not rendered: \(unknown); --render renders it with your helm, or check the output of 'helm template'",
        isError: false)
    }
    let description = chart.folder + "/Chart.yaml"
    let tree = OverlayGraph.tree(of: description, limit: limit)
    if tree?.documents.first?["type"]?.text == "library" {
      return .left("\(subject) is a library, which is rendered with the charts that use it", isError: false)
    }
    guard let command = RenderTool.helm.command(searching: request.searchPath) else {
      return .left("\(subject) is not rendered: there is no helm in PATH; \(unknown)", isError: false)
    }
    let run = run(command, arguments(for: chart, parts))
    if let failure = failure(of: run, "helm", subject) { return .left(failure, isError: true) }
    let shown = FileDiscovery.displayed(description)
    let bytes = (try? FileReader.bytes(of: description, limit: limit)) ?? []
    let text = HelmOutput.text(run?.output ?? [], description: .init(path: shown, bytes: bytes)) { inner in
      // Only files that are there, below the chart: the output's words are not trusted.
      let path = chart.folder + "/" + inner
      guard let bytes = try? FileReader.bytes(of: path, limit: limit) else { return nil }
      return RenderedText.File(path: FileDiscovery.displayed(path), bytes: bytes)
    }
    return .rendered(text)
  }

  /// `helm template RELEASE CHART --namespace NAMESPACE --values FILE…`; every path is absolute, so that none is taken for
  /// an option or an address.
  private func arguments(for chart: FileParts.Chart, _ parts: FileParts) -> [String] {
    let settings = request.charts.first { parts.absolute($0.path) == chart.folder }
    var arguments = [settings?.release ?? Self.releaseName(chart.name), chart.folder]
    arguments += ["--namespace", settings?.namespace ?? "default"]
    for file in settings?.values ?? [] { arguments += ["--values", parts.absolute(file)] }
    return arguments
  }

  /// A folder's name as a name of a release, which is a DNS label of at most 53 characters; `release` where it is none.
  static func releaseName(_ folder: String) -> String {
    isReleaseName(folder) ? folder : "release"
  }

  static func isReleaseName(_ name: String) -> Bool {
    guard (1...53).contains(name.utf8.count), name.utf8.first != 0x2D, name.utf8.last != 0x2D else {
      return false
    }
    return name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D }
  }

  // MARK: Overlays

  func render(_ overlay: FileParts.Overlay, _ parts: FileParts) -> Outcome {
    let unknown = "objects that it patches are not judged, others as their own files have them"
    guard request.tools.contains(.kustomize) else {
      return .left(
        "this kustomization is not built: \(unknown); --render builds it with your kustomize or kubectl, "
          + "or check the output of 'kubectl kustomize'", isError: false)
    }
    if let remote = overlay.graph.remote.sorted().first {
      return .left(
        "this kustomization is not built: it needs '\(remote)', which is not here, and nothing is fetched; \(unknown)",
        isError: false)
    }
    guard let command = RenderTool.kustomize.command(searching: request.searchPath) else {
      return .left(
        "this kustomization is not built: there is no kustomize or kubectl in PATH; \(unknown)",
        isError: false)
    }
    let run = run(command, [overlay.folder])
    let name = command.program.split(separator: "/").last.map(String.init) ?? "kustomize"
    if let failure = failure(of: run, name, "this kustomization") { return .left(failure, isError: true) }
    return .rendered(text(run?.output ?? [], overlay, parts))
  }

  private func text(_ output: [UInt8], _ overlay: FileParts.Overlay, _ parts: FileParts) -> RenderedText {
    func bytes(_ path: String) -> [UInt8] { (try? FileReader.bytes(of: path, limit: limit)) ?? [] }
    let shown = parts.files[overlay.index].path
    func read(_ path: String) -> KustomizeOutput.Base? {
      guard let source = try? SourceFile(path: FileDiscovery.displayed(path), raw: bytes(path)) else {
        return nil
      }
      return KustomizeOutput.Base(
        path: source.path, bytes: source.bytes, tree: YAMLReader.read(source).tree)
    }
    let bases = overlay.graph.bases.compactMap(read)
    let patches = overlay.graph.parts.keys.sorted().compactMap(read)
    let source = (try? SourceFile(path: shown, raw: output)) ?? SourceFile(path: shown, text: "")
    return KustomizeOutput.text(
      source.bytes, YAMLReader.read(source).tree,
      kustomization: .init(path: shown, bytes: bytes(parts.absolute(shown))), bases: bases, patches: patches)
  }

  // MARK: Programs

  /// Runs a program; `nil` where no time is left.
  private func run(_ command: (program: String, arguments: [String]), _ more: [String]) -> ToolProcess? {
    let spent = ToolProcess.now() - start
    guard spent < Int64(request.limits.seconds * Self.share) * 1000 else { return nil }
    return ToolProcess(
      command.program, command.arguments + more,
      environment: RenderTool.environment(searching: request.searchPath), limits: request.limits)
  }

  /// What is told of a run that gave nothing to use, and of one that was not made.
  private func failure(of run: ToolProcess?, _ program: String, _ subject: String) -> String? {
    guard let run else {
      return
        "\(program) did not render \(subject): others took \(request.limits.seconds * Self.share) s, which are all that there are"
    }
    switch run.outcome {
    case .ended(0): return nil
    case .ended(let status):
      let words = Self.oneLine(run.errors)
      return
        "\(program) could not render \(subject) (exit code \(status))\(words.isEmpty ? "" : ": \(words)")"
    case .tookTooLong:
      return
        "\(program) was stopped: it did not render \(subject) within \(request.limits.seconds) s"
    case .wroteTooMuch:
      return
        "\(program) was stopped: it wrote more than \(request.limits.output) bytes for \(subject), which are the most that are read"
    case .notStarted(let reason): return "\(program) could not be started for \(subject): \(reason)"
    }
  }

  /// A program's complaint as one line of at most 600 bytes.
  private static func oneLine(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(600), as: UTF8.self)
    return text.split { $0 == "\n" || $0 == "\r" || $0 == "\t" }.joined(separator: " ")
  }
}
