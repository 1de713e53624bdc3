package import Analysis
package import Findings
package import Loaders

/// What a run is to do.
package struct CheckOptions: Sendable {
  /// Files and folders; `-` is standard input.
  package var paths: [String]
  /// Threads; at least 1.
  package var jobs: Int
  /// Rules to run; empty means all.
  package var only: Set<String>
  package var skip: Set<String>
  /// The largest file that is read, in bytes.
  package var maximumFileSize: Int
  /// What reading a file may cost.
  package var limits = LoadLimits()
  /// What relating the resources of all files may cost.
  package var analysisLimits = AnalysisLimits()
  /// Whether places are to have the text of their lines, as reports for people show it.
  package var showsLines = true
  /// How long one file may be judged, in seconds: the last resort against what no other limit has foreseen.
  package var fileTime = 60.0
  /// Who answers for the hosts of private paths.
  package var dnsMode = DNSMode.customerManaged
  /// The gateway and its surroundings, where a configuration tells of them.
  package var profile: Profile?
  /// Which files below the folders are looked at.
  package var filter = FileFilter()
  /// What is rendered with the user's own tools.
  package var render = RenderRequest()
  /// The day of the run in UTC, by which suppressions end; the first day of 1970 lets none end.
  package var today = CalendarDate(secondsSinceEpoch: 0)
  /// The configuration, for what it accepts; its other parts are taken over into the options by the caller.
  package var configuration = Configuration()
  /// Bytes to read in the place of files, by path: what `fix` has changed and not written yet.
  package var overlay: [String: [UInt8]] = [:]
  /// The findings that are known.
  package var baseline: Baseline?
  /// Called now and then with the number of files done and of all files, from any thread.
  package var progress: (@Sendable (Int, Int) -> Void)?

  /// The largest file that is read where nobody says otherwise, in bytes: the worst one of that size takes 512 MiB.
  package static let defaultFileSize = 128 << 20

  package init(
    paths: [String], jobs: Int = 1, only: Set<String> = [], skip: Set<String> = [],
    maximumFileSize: Int = CheckOptions.defaultFileSize, progress: (@Sendable (Int, Int) -> Void)? = nil
  ) {
    self.paths = paths
    self.jobs = jobs
    self.only = only
    self.skip = skip
    self.maximumFileSize = maximumFileSize
    self.progress = progress
  }
}

/// Why a run could not be made at all.
package enum CheckFailure: Error, Sendable, Equatable {
  /// A path that is neither a file nor a folder.
  case noSuchPath(String)
  /// There is no file with artefacts below the paths.
  case nothingToCheck
  /// A rule named in the options that does not exist.
  case unknownRule(String)
  /// A rule file is wrong, or an expression of it failed: the message with its place.
  case badRule(String)
  /// Rule files that cannot be used.
  case badRules([InputProblem])
  /// A configuration, or a baseline, that cannot be used.
  case badConfiguration([InputProblem])
  /// An option that cannot be used: the message.
  case badOption(String)
}
