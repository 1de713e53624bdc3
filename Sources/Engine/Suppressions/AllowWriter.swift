import Documents
package import Findings
import Loaders
package import Rules
import SourceText
import YAMLSyntax

/// Writes a suppression for every finding that there is: a team that begins with airtight accepts what it has, each with a
/// reason in its place, and is told of what comes new.
///
/// YAML, zone files and SQL get a comment above the line; what has no comments or no place for one gets an entry of the
/// configuration. Nothing else in a file changes, byte for byte.
package struct AllowWriter: Sendable {
  /// What was written.
  package struct Outcome: Sendable {
    package var comments = 0
    package var entries = 0
    /// The files that were changed, sorted.
    package var files: [String] = []
    /// Findings that cannot be suppressed, or that no entry can name.
    package var left: [Finding] = []
  }

  private let reason: String
  private let configuration: Configuration
  private let unsuppressible: Set<String>
  private let engineRules: Set<String>
  private let limit: Int

  /// - Parameters:
  ///   - reason: one line; `until 2027-01-31` at its end gives the last day.
  ///   - library: says which rules' findings may be suppressed.
  ///   - fileSizeLimit: bytes.
  /// - Throws: a reason that is none.
  package init(
    reason: String, _ configuration: Configuration, _ library: RuleLibrary, fileSizeLimit: Int
  ) throws(CheckFailure) {
    let statement = SuppressionStatement(annotation: "rule " + reason)
    if statement.problem != nil
      || reason.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    {
      throw .badOption("--add-allow takes a reason of one line, with 'until 2027-01-31' at its end or not")
    }
    self.reason = reason
    self.configuration = configuration
    unsuppressible = Set(library.entries.filter { !$0.isSuppressible }.map(\.id))
    engineRules = Set(library.entries.filter(\.isEngineRule).map(\.id))
    limit = fileSizeLimit
  }

  /// Writes suppressions for the findings that have none.
  ///
  /// - Throws: a file that cannot be written.
  package func write(_ findings: [Finding]) throws(CheckFailure) -> Outcome {
    var outcome = Outcome()
    var byFile: [String: [Finding]] = [:]
    var uncommented: [Finding] = []
    for finding in findings where finding.suppressed == nil && !engineRules.contains(finding.rule) {
      if unsuppressible.contains(finding.rule) {
        outcome.left.append(finding)
      } else if finding.place.range.map({ $0.start == $0.end }) ?? false {
        // Its line is not known, as of what was rendered: a comment would be for another one.
        uncommented.append(finding)
      } else {
        byFile[finding.place.path, default: []].append(finding)
      }
    }
    for (path, found) in byFile.sorted(by: { $0.key < $1.key }) {
      guard let edit = CommentEdit(path, found, reason: reason, limit: limit) else {
        uncommented += found
        continue
      }
      uncommented += edit.left
      if edit.count == 0 { continue }
      try edit.bytes.replace(path)
      outcome.comments += edit.count
      outcome.files.append(path)
    }
    try writeEntries(uncommented, &outcome)
    outcome.files.sort()
    return outcome
  }

  private func writeEntries(_ findings: [Finding], _ outcome: inout Outcome) throws(CheckFailure) {
    if findings.isEmpty { return }
    let editor = AllowListEdit(configuration, reason: reason)
    let (entries, left) = editor.entries(for: findings)
    outcome.left += left
    if entries.isEmpty { return }
    let path = try editor.write(entries)
    outcome.entries = entries.count
    outcome.files.append(path)
  }
}

extension [UInt8] {
  /// Puts the bytes in the place of a file, as a whole or not at all.
  func replace(_ path: String) throws(CheckFailure) {
    do throws(FileReplacement.Failure) {
      try FileReplacement.write(self, to: path)
    } catch {
      throw .badOption("\(path): cannot be written: \(error.reason)")
    }
  }
}

/// Comments put above lines of one file.
struct CommentEdit {
  /// The file's new bytes.
  private(set) var bytes: [UInt8] = []
  /// How many comments were put in.
  private(set) var count = 0
  /// Findings for which no comment can be written.
  private(set) var left: [Finding] = []

  /// `nil` for a file without comments.
  init?(_ path: String, _ findings: [Finding], reason: String, limit: Int) {
    guard path != "-", let raw = try? FileReader.bytes(of: path, limit: limit),
      let source = try? SourceFile(path: path, raw: raw),
      source.encoding == .utf8 || source.encoding == .utf8WithMark
    else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let format = ArtefactFormat(fileName: name) ?? ArtefactFormat(sniffing: source.bytes)
    guard let comments = SourceComments(source, format) else { return nil }
    var rules: [Int: Set<String>] = [:]
    let lines = LineIndex(source.bytes)
    for finding in findings {
      let start = finding.place.range.map { lines.bytes(ofLine: $0.start.line, in: source.bytes).startIndex }
      if let start,
        !comments.texts.contains(where: { $0.range.lowerBound < start && start < $0.range.upperBound })
      {
        rules[start, default: []].insert(finding.rule)
      } else {
        left.append(finding)
      }
    }
    let text = Self.adding(rules, to: source.bytes, mark: comments.mark, reason: reason)
    guard format != .yaml || Self.readsTheSame(source.bytes, text) else { return nil }
    bytes = Array(raw.prefix(raw.count - source.bytes.count)) + text
    count = rules.values.reduce(0) { $0 + $1.count }
  }

  private static func adding(
    _ rules: [Int: Set<String>], to bytes: [UInt8], mark: [UInt8], reason: String
  ) -> [UInt8] {
    let firstBreak = bytes.firstIndex(of: 0x0A)
    let isCRLF = firstBreak.map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false
    var text: [UInt8] = []
    var done = 0
    for (start, rules) in rules.sorted(by: { $0.key < $1.key }) {
      text += bytes[done..<start]
      done = start
      let indentation = bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }
      for rule in rules.sorted() {
        text += indentation + mark + Array(" airtight: allow \(rule) \(reason)".utf8)
        text += isCRLF ? [0x0D, 0x0A] : [0x0A]
      }
    }
    return text + bytes[done...]
  }

  /// Whether two YAML texts have the same nodes: no comment may have become a part of a value.
  private static func readsTheSame(_ old: [UInt8], _ new: [UInt8]) -> Bool {
    func scalars(_ bytes: [UInt8]) -> (Int, [ArraySlice<UInt8>]) {
      let tree = YAMLReader.read(SourceFile(path: "", text: String(decoding: bytes, as: UTF8.self))).0
      return (tree.nodeCount, tree.scalarSpans.map { bytes[$0.range] })
    }
    let (before, after) = (scalars(old), scalars(new))
    return before.0 == after.0 && before.1.elementsEqual(after.1, by: ==)
  }
}
