/// Everything that a run found, in the order in which reports show it; the same for the same input, whatever the
/// order of the arguments and the number of jobs.
package struct CheckResult: Sendable {
  /// Sorted by path, place, rule.
  package var findings: [Finding]
  /// Every rule of the run, sorted by id.
  package var rules: [RuleResult]
  /// What `rules` describe, in the same order.
  package var descriptions: [RuleDescription]
  /// Every file that was looked at, sorted by path.
  package var inputs: [InputReport]
  package var summary: Summary
  /// The private paths, in the order in which they were found.
  package var paths: [PathResult]
  /// The features of the classic compute plane, by workspace.
  package var features: [FeatureResult]

  package init(
    findings: [Finding], rules: [RuleResult], descriptions: [RuleDescription], inputs: [InputReport],
    summary: Summary, paths: [PathResult] = [], features: [FeatureResult] = []
  ) {
    self.features = features
    self.paths = paths
    self.findings = findings
    self.rules = rules
    self.descriptions = descriptions
    self.inputs = inputs
    self.summary = summary
  }
}

/// What a run made of one input file.
package struct InputReport: Sendable {
  package var path: String
  /// `yaml`, `json`, `zone`, or `unknown` where the file could not be read.
  package var format: String
  /// Resources recognised in it.
  package var resources: Int
  /// Documents in it that are no artefact airtight knows.
  package var unrecognised: Int
  package var problems: [InputProblem]

  package init(
    path: String, format: String, resources: Int = 0, unrecognised: Int = 0, problems: [InputProblem] = []
  ) {
    self.path = path
    self.format = format
    self.resources = resources
    self.unrecognised = unrecognised
    self.problems = problems
  }

  /// Whether the file, or a part of it, was refused.
  package var isRefused: Bool { problems.contains { $0.isError } }
}

/// Something wrong with an input file itself, with its place.
package struct InputProblem: Hashable, Sendable {
  /// Whether the file, or the rest of it, was refused; otherwise it is a warning.
  package var isError: Bool
  package var message: String
  package var place: Place

  package init(isError: Bool, message: String, place: Place) {
    self.isError = isError
    self.message = message
    self.place = place
  }
}

/// The counts of a run.
package struct Summary: Hashable, Sendable {
  package var files = 0
  package var documents = 0
  package var resources = 0
  /// Documents that are no artefact airtight knows.
  package var unrecognised = 0
  /// Files that were refused, wholly or in part.
  package var refused = 0
  package var errors = 0
  package var warnings = 0
  package var notes = 0
  package var suppressed = 0
  /// Of the suppressed findings, those that the baseline knows.
  package var baselined = 0
  /// Rules that lacked their evidence.
  package var notEvaluated = 0
  /// Rules that could not decide at least one resource.
  package var undecided = 0

  package init() {}
}
