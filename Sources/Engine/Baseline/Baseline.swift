package import Findings
import Documents
import JSONSyntax
package import Rules
import SourceText

/// The findings that a team knew when it wrote its baseline: they do not count, and new ones do.
///
/// An entry is a rule, a resource and the evidence, so that moved lines and files keep it and another value ends it. Two
/// findings that are the same in all three need two entries.
package struct Baseline: Sendable {
  /// An entry and where it stands.
  struct Line: Sendable {
    var entry: BaselineEntry
    var place: Place
  }

  let lines: [Line]

  /// Reads a baseline.
  ///
  /// - Throws: everything that is wrong with the file.
  package init(path: String) throws(CheckFailure) {
    let shown = FileDiscovery.displayed(path)
    var lines: [Line] = []
    var problems: [InputProblem] = []
    do throws(SourceProblem) {
      let source = try SourceFile(
        path: shown, raw: try FileReader.bytes(of: path, limit: CheckOptions.defaultFileSize, option: nil))
      var places = PlaceFinder(source)
      var start = 0
      for (number, text) in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
      {
        let span = ByteSpan(start..<start + text.count)
        start += text.count + 1
        if text.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { continue }
        let line = SourceFile(path: shown, text: String(decoding: text, as: UTF8.self))
        if number == 0 {
          if let problem = Self.headerProblem(line) {
            problems.append(places.problem(SourceProblem(problem, at: span)))
          }
        } else if let entry = Self.entry(line) {
          lines.append(Line(entry: entry, place: places.place(span)))
        } else {
          let problem =
            "no entry of a baseline; one is an object with 'rule', 'resource', 'evidence' and 'path'"
          problems.append(places.problem(SourceProblem(problem, at: span)))
        }
      }
    } catch {
      let problem = error.message + "; 'airtight check --write-baseline FILE' writes a baseline"
      problems.append(InputProblem(isError: true, message: problem, place: Place(path: shown)))
    }
    if !problems.isEmpty { throw .badConfiguration(problems) }
    self.lines = lines
  }

  /// The entries for the findings of a result: all that are not suppressed otherwise, but for those of the engine's rules.
  package static func entries(of result: CheckResult, _ library: RuleLibrary) -> [BaselineEntry] {
    let own = Set(library.entries.filter(\.isEngineRule).map(\.id))
    return result.findings.filter { $0.suppressed == nil && !own.contains($0.rule) }.map(BaselineEntry.init)
      .sorted()
  }

  private static func headerProblem(_ line: SourceFile) -> String? {
    guard let version = object(line)?["airtightBaseline"]?.integer else {
      return "no baseline; its first line is {\"airtightBaseline\":1}"
    }
    return version == 1 ? nil : "a baseline of version \(version); this airtight reads version 1"
  }

  private static func entry(_ line: SourceFile) -> BaselineEntry? {
    guard let object = object(line), let rule = object["rule"]?.string,
      let resource = object["resource"]?.string,
      let evidence = object["evidence"]?.string, let path = object["path"]?.string
    else { return nil }
    return BaselineEntry(
      rule: rule, resource: resource, evidence: evidence, path: path, message: object["message"]?.string ?? ""
    )
  }

  private static func object(_ line: SourceFile) -> DocumentNode? {
    let reading = JSONReader.read(line)
    guard reading.problems.isEmpty, let root = reading.tree.documents.first, root.isMapping else {
      return nil
    }
    return root
  }
}
