import ArgumentParser
import Engine
import Findings
import Rendering

/// Whether charts and overlays are rendered with the user's own tools.
struct RenderOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help:
      "Render Helm charts with your helm, and overlays with your kustomize or kubectl; not at all with --no-render."
  )
  var render: Bool?

  /// What is rendered: all that can be with `--render`, unless the configuration names its tools.
  func request(_ configuration: Configuration) -> RenderRequest {
    var tools = configuration.render
    if let render {
      if !render { tools = [] }
      if render, tools.isEmpty { tools = Set(RenderTool.allCases) }
    }
    return RenderRequest(tools: tools, charts: configuration.charts)
  }

  /// The files below paths, with what is told of them on standard error.
  ///
  /// - Throws: the status of a path that is not there, of nothing to read, or of a chart that could not be rendered.
  func files(below paths: [String], _ configuration: Configuration) throws -> [InputFile] {
    let (files, missing) = FileDiscovery.files(
      below: paths, filter: configuration.filter, render: request(configuration))
    if let first = missing.first { throw Failure.report(.noSuchPath(first)) }
    if files.isEmpty { throw Failure.report(.nothingToCheck) }
    let notes = files.compactMap(\.note?.problem)
    Failure.report(notes)
    if notes.contains(where: \.isError) { throw Status.unreadable }
    return files
  }
}
