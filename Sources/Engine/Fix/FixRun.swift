import Findings
import Fixes
package import Rules
import SourceText

/// Mends findings: in passes, because fixes that touch each other are made one after the other, and a fix may bring another
/// finding to light. All passes work on bytes in memory; files are replaced at the end, each once.
package struct FixRun {
  /// Passes after which a file that still changes is given up.
  private static let passes = 16

  private let library: RuleLibrary
  private var options: CheckOptions
  private let allowsUnsafe: Bool
  private var files: [String: FixedFile] = [:]
  /// Fixes that turned out to change more than they meant, or nothing, by finding.
  private var refused: [Key: FixResult.Withheld] = [:]
  private var problems: [InputProblem] = []
  private var givenUp: Set<String> = []

  /// A finding, over passes in which its lines may move.
  private struct Key: Hashable {
    var path: String
    var rule: String
    var fingerprint: Fingerprint
    var title: String
  }

  /// - Parameter allowsUnsafe: whether fixes are made that may change what the author meant.
  package init(_ library: RuleLibrary, _ options: CheckOptions, allowsUnsafe: Bool) {
    self.library = library
    self.options = options
    self.allowsUnsafe = allowsUnsafe
  }

  /// Runs all passes and replaces the files.
  ///
  /// - Parameter writes: whether files are replaced; otherwise all stays in memory.
  /// - Throws: as `CheckRun` does.
  package mutating func result(writes: Bool) throws(CheckFailure) -> FixResult {
    let before = try check()
    var after = before
    for pass in 1...Self.passes {
      let changed = mend(after)
      if changed.isEmpty { break }
      if pass == Self.passes { for path in changed { giveUp(path, "it still changes after \(pass) passes") } }
      after = try check()
    }
    if writes, replace() { after = try check() }
    let made = files.values.filter { $0.raw != $0.original }.map(\.result).sorted {
      PathOrder.precedes($0.path, $1.path)
    }
    return FixResult(
      files: made, withheld: withheld(after), problems: problems, before: before, after: after,
      unsafeLeft: allowsUnsafe
        ? 0 : after.findings.count { isOpen($0) && fix(for: $0) == nil && !$0.fixes.isEmpty })
  }

  private func check() throws(CheckFailure) -> CheckResult {
    var options = options
    options.overlay = files.mapValues(\.raw)
    return try CheckRun(library, options).result()
  }

  private func isOpen(_ finding: Finding) -> Bool { finding.suppressed == nil }

  /// The first fix of a finding that is allowed and was not refused.
  private func fix(for finding: Finding) -> Fix? {
    finding.fixes.first { ($0.safety == .safe || allowsUnsafe) && refused[key(finding, $0.title)] == nil }
  }

  private func key(_ finding: Finding, _ title: String) -> Key {
    Key(path: finding.place.path, rule: finding.rule, fingerprint: finding.fingerprint, title: title)
  }

  /// What could not be mended although a rule knows how, by place, each once.
  private func withheld(_ result: CheckResult) -> [FixResult.Withheld] {
    var withheld: [FixResult.Withheld] = []
    for finding in result.findings where isOpen(finding) && fix(for: finding) == nil {
      let reason =
        finding.fixes.lazy.compactMap { refused[key(finding, $0.title)]?.reason }.first
        ?? finding.withheld.first { $0.safety == .safe || allowsUnsafe }?.reason
      guard let reason else { continue }
      withheld.append(FixResult.Withheld(rule: finding.rule, place: finding.place, reason: reason))
    }
    return withheld
  }
}

// One pass.
extension FixRun {
  /// Makes the fixes of a result that do not touch each other; the paths of the files that changed.
  private mutating func mend(_ result: CheckResult) -> [String] {
    var findings: [String: [Finding]] = [:]
    for finding in result.findings
    where isOpen(finding) && finding.place.path != "-" && fix(for: finding) != nil {
      findings[finding.place.path, default: []].append(finding)
    }
    var changed: [String] = []
    for (path, found) in findings.sorted(by: { $0.key < $1.key }) where !givenUp.contains(path) {
      do throws(SourceProblem) {
        let known = files[path]
        var file = if let known { known } else { try FixedFile(path, limit: options.maximumFileSize) }
        guard try mend(&file, found) else { continue }
        files[path] = file
        changed.append(path)
      } catch {
        giveUp(path, error.message)
      }
    }
    return changed
  }

  /// A fix with its edits, chosen for a pass.
  private struct Chosen {
    var finding: Finding
    var fix: Fix
    var edits: [TextEdit]
  }

  /// Makes the fixes of one file; whether it changed.
  ///
  /// - Throws: the file would read otherwise than was meant.
  private mutating func mend(_ file: inout FixedFile, _ findings: [Finding]) throws(SourceProblem) -> Bool {
    let source = try SourceFile(path: file.path, raw: file.raw)
    let planner = FixPlanner(source, syntax: source.syntax)
    var chosen = choose(findings, planner)
    if chosen.isEmpty { return false }
    var edited = try Self.edited(source, chosen)
    if planner.difference(in: edited, chosen.flatMap(\.fix.changes)) != nil {
      chosen = try withoutFaulty(chosen, source, planner)
      if chosen.isEmpty { return false }
      edited = try Self.edited(source, chosen)
      // Fixes that are right each for itself may be wrong together, as two that bring the same key: the first ones are made, and the next pass
      // sees whether the others are still wanted.
      while let difference = planner.difference(in: edited, chosen.flatMap(\.fix.changes)) {
        guard chosen.count > 1 else {
          throw SourceProblem("with its fixes it would hold \(difference); it stays as it is")
        }
        chosen.removeLast(chosen.count / 2)
        edited = try Self.edited(source, chosen)
      }
    }
    file.raw = source.encoded(edited.bytes)
    file.encoding = source.encoding
    file.applied += chosen.map {
      FixResult.Applied(
        rule: $0.finding.rule, title: $0.fix.title, safety: $0.fix.safety, place: $0.finding.place)
    }
    return true
  }

  /// The fixes of a pass: of those that touch each other the first one, and the next pass takes the other.
  private mutating func choose(_ findings: [Finding], _ planner: FixPlanner) -> [Chosen] {
    var chosen: [Chosen] = []
    // Sorted. Findings come by place, so that most edits go to the end.
    var taken: [TextEdit] = []
    for finding in findings {
      guard let fix = fix(for: finding) else { continue }
      do throws(FixRefusal) {
        let edits = try planner.edits(for: fix.changes, of: finding.resource)
        let places = edits.map { edit in Self.place(of: edit, in: taken) }
        guard !zip(edits, places).contains(where: { Self.touches($0, taken, at: $1) }) else { continue }
        for edit in edits { taken.insert(edit, at: Self.place(of: edit, in: taken)) }
        chosen.append(Chosen(finding: finding, fix: fix, edits: edits))
      } catch {
        refuse(fix, of: finding, error.reason)
      }
    }
    return chosen
  }

  /// Where an edit belongs among sorted ones.
  private static func place(of edit: TextEdit, in sorted: [TextEdit]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < edit { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func touches(_ edit: TextEdit, _ sorted: [TextEdit], at place: Int) -> Bool {
    (place > 0 && sorted[place - 1].touches(edit)) || (place < sorted.count && sorted[place].touches(edit))
  }

  /// The fixes that change what they mean, each made alone; the others are refused.
  private mutating func withoutFaulty(
    _ chosen: [Chosen], _ source: SourceFile, _ planner: FixPlanner
  ) throws(SourceProblem) -> [Chosen] {
    var kept: [Chosen] = []
    for one in chosen {
      if let difference = planner.difference(in: try Self.edited(source, [one]), one.fix.changes) {
        refuse(one.fix, of: one.finding, "with this fix the file would hold \(difference)")
      } else {
        kept.append(one)
      }
    }
    return kept
  }

  private mutating func refuse(_ fix: Fix, of finding: Finding, _ reason: String) {
    refused[key(finding, fix.title)] = FixResult.Withheld(
      rule: finding.rule, place: finding.place, reason: reason)
  }

  /// The file with the edits of fixes, decoded.
  private static func edited(_ source: SourceFile, _ chosen: [Chosen]) throws(SourceProblem) -> SourceFile {
    try SourceFile(
      path: source.path, raw: source.encoded(TextEdit.apply(chosen.flatMap(\.edits), to: source.bytes)))
  }

  /// Leaves a file as it is, with a problem that says why.
  private mutating func giveUp(_ path: String, _ reason: String) {
    files[path] = nil
    givenUp.insert(path)
    problems.append(InputProblem(isError: true, message: reason, place: Place(path: path)))
  }

  /// Replaces the changed files; whether one of them could not be replaced.
  private mutating func replace() -> Bool {
    var hasFailed = false
    for (path, file) in files.sorted(by: { $0.key < $1.key }) where file.raw != file.original {
      do throws(SourceProblem) {
        try SourceReplacement.replace(
          path, with: file.raw, expected: file.original, limit: options.maximumFileSize)
      } catch {
        giveUp(path, error.message)
        hasFailed = true
      }
    }
    return hasFailed
  }
}

/// A file while it is mended.
private struct FixedFile {
  let path: String
  let original: [UInt8]
  var raw: [UInt8]
  var encoding = SourceEncoding.utf8
  var applied: [FixResult.Applied] = []

  /// - Throws: why the file cannot be changed, before any work is put into it.
  init(_ path: String, limit: Int) throws(SourceProblem) {
    _ = try SourceReplacement.writableMode(of: path)
    self.path = path
    original = try FileReader.bytes(of: path, limit: limit)
    raw = original
  }

  var result: FixResult.File {
    FixResult.File(path: path, old: original, new: raw, encoding: encoding, applied: applied)
  }
}
