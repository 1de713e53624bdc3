import Foundation

/// A page of the documentation as a session at a prompt.
///
/// Its fenced blocks are steps, in order:
/// - `console`: after `$ ` a command (`> ` goes on), and then exactly what it prints; a line `…` stands for any lines.
/// - any language with a path (```` ```yaml policy/rule.yaml ````): the file is written with the block's text.
/// - others: lines that begin with `airtight`, also behind `run:` or `script:`, are run; only wrong usage is a failure.
struct DocumentationPage {
  enum Step {
    case file(path: String, text: String)
    /// `output` is the range of the page's lines with what is shown; `nil` where nothing is.
    case command(String, line: Int, output: Range<Int>?)
  }

  let path: String
  private(set) var lines: [String]
  private(set) var steps: [Step] = []

  /// - Parameter path: from the package's folder on.
  init(_ path: String) throws {
    self.path = path
    lines = try String(contentsOfFile: CommandTests.root + "/" + path, encoding: .utf8)
      .components(separatedBy: "\n")
    var index = 0
    while index < lines.count {
      defer { index += 1 }
      guard let fence = lines[index].wholeMatch(of: /( *)```(\w*) *(\S*)/),
        !fence.2.isEmpty || fence.1.isEmpty
      else { continue }
      let start = index + 1
      guard let end = lines[start...].firstIndex(where: { $0 == fence.1 + "```" }) else { break }
      index = end
      if fence.2 == "console" {
        readConsole(start..<end)
      } else if !fence.3.isEmpty {
        steps.append(.file(path: String(fence.3), text: lines[start..<end].map { $0 + "\n" }.joined()))
      } else {
        readCommands(start..<end)
      }
    }
  }

  private mutating func readConsole(_ block: Range<Int>) {
    var index = block.lowerBound
    while index < block.upperBound {
      guard lines[index].hasPrefix("$ ") else {
        index += 1
        continue
      }
      let line = index
      var command = String(lines[index].dropFirst(2))
      index += 1
      while index < block.upperBound, lines[index].hasPrefix("> ") || lines[index] == ">" {
        command += "\n" + lines[index].dropFirst(2)
        index += 1
      }
      let start = index
      while index < block.upperBound, !lines[index].hasPrefix("$ ") { index += 1 }
      steps.append(.command(command, line: line + 1, output: start..<index))
    }
  }

  private mutating func readCommands(_ block: Range<Int>) {
    for index in block {
      if let match = lines[index].firstMatch(of: /^\s*(?:-? ?(?:run|script): |- )?(airtight [a-z].*)$/) {
        // What the output is piped to need not be on this machine.
        let command = match.1.components(separatedBy: " | ")[0]
        steps.append(.command(command, line: index + 1, output: nil))
      }
    }
  }

  /// What a command of the page did.
  struct Outcome {
    var command: String
    /// 1-based, in the page.
    var line: Int
    var status: Int
    var output: [String]
    var shown: Range<Int>?
  }

  /// Runs all steps in one shell, in a copy of the samples that is a git repository.
  func run() throws -> [Outcome] {
    let workspace = try Workspace()
    let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    var script = """
      export PATH='\(binary)':"$PATH" GIT_CONFIG_GLOBAL=/dev/null SOURCE_DATE_EPOCH=1790000000
      export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.com GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.com
      unset GITHUB_STEP_SUMMARY; exec 2>&1 </dev/null
      cp -R '\(CommandTests.root)/samples' . && git init -q -b main . && git add -A && git commit -q -m samples
      mkdir exports; cp -R samples/private-aks/broken exports/yesterday; cp -R samples/private-aks/sound exports/today
      cp '\(CommandTests.root)/Tests/EngineTests/Fixtures/terraform/plan.json' plan.json
      git tag v1.4; git tag v1.5; export BASE_SHA=v1.4 HEAD_SHA=v1.5
      printf '\\036'

      """
    for step in steps {
      switch step {
      case .file(let path, let text):
        script += "mkdir -p \"$(dirname '\(path)')\"; cat >'\(path)' <<'END-OF-BLOCK'\n\(text)END-OF-BLOCK\n"
      case .command(let command, _, _):
        script += "\(command)\n_status=$?; printf '\\037%s\\036' $_status; (exit $_status)\n"
      }
    }
    try workspace.write(".git-session", script)
    let run = try CommandTests.run("/bin/sh", [".git-session"], in: workspace.path)
    let parts = run.output.components(separatedBy: "\u{1E}").dropFirst().map {
      $0.components(separatedBy: "\u{1F}")
    }
    let commands = steps.compactMap { step -> (String, Int, Range<Int>?)? in
      if case .command(let command, let line, let output) = step { (command, line, output) } else { nil }
    }
    return zip(commands, parts).compactMap { command, part in
      guard part.count == 2 else { return nil }
      return Outcome(
        command: command.0, line: command.1, status: Int(part[1]) ?? -1,
        output: Self.trimmed(part[0].components(separatedBy: "\n")), shown: command.2)
    }
  }

  /// How many commands the page shows.
  var commandCount: Int { steps.count { if case .command = $0 { true } else { false } } }

  /// Whether the page shows what a command printed.
  func shows(_ outcome: Outcome) -> Bool {
    guard let range = outcome.shown else { return outcome.status != 2 && outcome.status < 126 }
    let shown = Self.trimmed(Array(lines[range]))
    guard shown.contains("…") else { return shown == outcome.output }
    var rest = outcome.output[...]
    let pieces = shown.split(separator: "…", omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      if index == 0 {
        guard rest.starts(with: piece) else { return false }
        rest = rest.dropFirst(piece.count)
      } else if index == pieces.count - 1 {
        return rest.count >= piece.count && Array(rest.suffix(piece.count)) == Array(piece)
      } else {
        guard let place = rest.indices.first(where: { rest[$0...].starts(with: piece) }) else { return false }
        rest = rest[(place + piece.count)...]
      }
    }
    return false
  }

  /// The page with what the commands print now; what is elided stays.
  func recorded(_ outcomes: [Outcome]) -> String {
    var text = lines
    for outcome in outcomes.reversed() where !shows(outcome) {
      guard let range = outcome.shown, !lines[range].contains("…") else { continue }
      text.replaceSubrange(range, with: outcome.output)
    }
    return text.joined(separator: "\n")
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
