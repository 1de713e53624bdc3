package import Findings

/// The forms in which a run's result can be reported.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people: each finding with its line of source.
  case text
  /// For scripts: one object.
  case json
  /// For code-scanning services: SARIF 2.1.0.
  case sarif
  /// For CI servers that show test results: JUnit XML.
  case junit
  /// For GitHub Actions: workflow commands that annotate a pull request.
  case github
  /// For GitLab: Code Quality.
  case gitlab
  /// For a comment on a pull request.
  case markdown
  /// For people: one page for a browser, with pictures of the paths.
  case html

  /// Whether the report shows lines of source.
  package var showsLines: Bool {
    switch self {
    case .text, .sarif, .junit, .html: true
    case .json, .github, .gitlab, .markdown: false
    }
  }

  /// Appends the report of a result to a buffer. The same result and options give the same bytes.
  package func write(_ result: CheckResult, options: ReportOptions, into output: inout OutputBuffer) {
    switch self {
    case .text: TextReport(colour: options.colour, width: options.width).write(result, into: &output)
    case .json: JSONReport(jobs: options.jobs).write(result, into: &output)
    case .sarif:
      SARIFReport(toolVersion: options.toolVersion, informationURI: options.informationURI)
        .write(result, into: &output)
    case .junit: JUnitReport(failOn: options.failOn).write(result, into: &output)
    case .github: GitHubReport().write(result, into: &output)
    case .gitlab: GitLabReport().write(result, into: &output)
    case .markdown: MarkdownReport().write(result, into: &output)
    case .html: HTMLReport(toolVersion: options.toolVersion).write(result, into: &output)
    }
  }
}

/// What a report depends on besides the result. Each format takes what concerns it.
package struct ReportOptions: Sendable {
  /// The version of airtight, as `1.2.3`.
  package var toolVersion: String
  /// An absolute address where airtight is described.
  package var informationURI: String?
  /// Whether text may hold ANSI colour sequences.
  package var colour: Bool
  /// Cells in a line of text; source lines are cut and help is wrapped to it. At least 40 is used.
  package var width: Int
  /// The lowest severity that fails the run, for formats that tell failures from the rest; `nil` where nothing does.
  package var failOn: Severity?
  /// Threads; at least 1. The text is the same for any number.
  package var jobs = 1

  package init(
    toolVersion: String, informationURI: String? = nil, colour: Bool = false, width: Int = 110,
    failOn: Severity? = .warning
  ) {
    self.toolVersion = toolVersion
    self.informationURI = informationURI
    self.colour = colour
    self.width = width
    self.failOn = failOn
  }
}
