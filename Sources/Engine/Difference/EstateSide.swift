package import Findings
import Glibc
package import Rules

/// One of the two estates that are compared: a folder, or a git revision laid out in a folder for as long as this lives.
///
/// The revision is written through an index of its own, so that neither the repository nor its work tree is touched.
package final class EstateSide {
  /// Where its files are: the folder, or what the working folder is in the revision.
  package let root: String
  /// Whether the side is a folder that was there before.
  let isFolder: Bool
  private let layout: String?

  /// - Parameter name: a folder, or else a revision of the repository that the working folder is in.
  /// - Throws: what is neither, or git's words.
  package init(_ name: String) throws(CheckFailure) {
    var info = stat()
    if stat(name, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
      (root, isFolder, layout) = (name, true, nil)
      return
    }
    let commit = ChildProcess([
      "git", "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}",
    ])
    guard commit.status == 0 else {
      throw .badOption(
        commit.status == 127
          ? "\(name): is no folder, and there is no git to ask for a revision (\(commit.output))"
          : "\(name): neither a folder nor a revision of the repository of the working folder")
    }
    let prefix = ChildProcess(["git", "rev-parse", "--show-prefix"])
    let top = ChildProcess(["git", "rev-parse", "--show-toplevel"])
    let folder = try Self.temporaryFolder()
    layout = folder
    isFolder = false
    root = folder + "/tree/" + (prefix.status == 0 ? prefix.output : "")
    try Self.layOut(commit.output, of: top.output, in: folder)
    // A folder that the revision does not have holds nothing.
    _ = ChildProcess(["mkdir", "-p", "--", root])
  }

  deinit { if let layout { _ = ChildProcess(["rm", "-rf", "--", layout]) } }

  private static func layOut(_ commit: String, of top: String, in folder: String) throws(CheckFailure) {
    let git = ["env", "GIT_INDEX_FILE=\(folder)/index", "git", "-C", top, "-c", "core.autocrlf=false"]
    for arguments in [["read-tree", commit], ["checkout-index", "--all", "--prefix=\(folder)/tree/"]] {
      let run = ChildProcess(git + arguments)
      if run.status != 0 { throw .badOption("git \(arguments[0]) of \(commit) failed: \(run.output)") }
    }
  }

  private static func temporaryFolder() throws(CheckFailure) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/airtight-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .badOption("\(parent): no folder can be made there: \(String(cString: strerror(errno)))")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Checks the side's files as if its root were the working folder. Not for use from several threads at a time.
  ///
  /// - Throws: what a run throws; nothing to check is an empty result.
  package func result(_ library: RuleLibrary, _ options: CheckOptions) throws(CheckFailure) -> CheckResult {
    var options = options
    if isFolder || options.filter.folder.hasPrefix("/") {
      options.filter.folder = "."
      options.configuration.folder = "."
    }
    let folder = FileDiscovery.workingFolder()
    guard chdir(root) == 0 else { throw .noSuchPath(root) }
    defer { chdir(folder) }
    do throws(CheckFailure) {
      return try CheckRun(library, options).result()
    } catch {
      guard error == .nothingToCheck || isMissing(error) else { throw error }
      return CheckResult(findings: [], rules: [], descriptions: [], inputs: [], summary: Summary())
    }
  }

  /// A path that only the other side has holds nothing here.
  private func isMissing(_ failure: CheckFailure) -> Bool {
    if case .noSuchPath = failure { true } else { false }
  }
}
