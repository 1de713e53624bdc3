import Glibc
package import Rendering

/// What the user asks to have rendered, and how.
package struct RenderRequest: Sendable {
  package var tools: Set<RenderTool>
  package var charts: [ChartSettings]
  package var limits = ToolProcess.Limits()
  /// Where programs are looked for, as `PATH` has it.
  package var searchPath: String

  /// - Parameter searchPath: `PATH` where it is not given.
  package init(tools: Set<RenderTool> = [], charts: [ChartSettings] = [], searchPath: String? = nil) {
    self.tools = tools
    self.charts = charts
    self.searchPath = searchPath ?? getenv("PATH").map { String(cString: $0) } ?? ""
  }
}

/// How one chart is rendered.
package struct ChartSettings: Hashable, Sendable {
  /// The chart's folder, as seen from the working folder.
  package var path: String
  /// The release's name; the chart's folder's where it is not given.
  package var release: String?
  package var namespace: String?
  /// Files with values, from the working folder on; a later one wins.
  package var values: [String] = []

  package init(path: String) { self.path = path }
}
