package import Findings
import Glibc
package import Rules
import SourceText

/// Rules in a folder: every `rule.yaml` below it, in a folder named like the rule.
package struct RuleFolder: Sendable {
  /// A rule file in the folder.
  package struct File: Sendable {
    /// The folder of the rule, which its cases are in.
    package var folder: String
    package var entry: RuleLibrary.Entry
  }

  /// The rules, sorted by id.
  package private(set) var files: [File] = []
  /// What is wrong with the rule files.
  package private(set) var problems: [InputProblem] = []

  /// Reads and compiles all rules below a folder.
  package init(_ path: String) {
    for rulePath in Self.ruleFiles(below: path) {
      do throws(SourceProblem) {
        let source = try SourceFile(
          path: rulePath, raw: try FileReader.bytes(of: rulePath, limit: 1 << 20, option: nil))
        add(source)
      } catch {
        refuse(rulePath, error.message)
      }
    }
    files.sort { $0.entry.id < $1.entry.id }
    for (first, second) in zip(files, files.dropFirst()) where first.entry.id == second.entry.id {
      refuse(second.entry.source.path, "the id '\(second.entry.id)' is taken; ids are unique")
    }
    if files.isEmpty, problems.isEmpty {
      refuse(path, "no rule.yaml below this folder; a rule is <family>/<id>/rule.yaml")
    }
  }

  private mutating func add(_ source: SourceFile) {
    let folder = String(source.path.dropLast("/rule.yaml".utf8.count))
    let steps = folder.split(separator: "/").map(String.init)
    let family = steps.count > 1 ? steps[steps.count - 2] : ""
    do throws(RuleProblems) {
      let entry = try RuleLibrary.entry(source, family: family)
      if let name = steps.last, name != entry.id {
        refuse(source.path, "the id '\(entry.id)' differs from the folder's name '\(name)'")
      }
      files.append(File(folder: folder, entry: entry))
    } catch {
      var places = PlaceFinder(source)
      problems += error.problems.map { places.problem($0) }
    }
  }

  private mutating func refuse(_ path: String, _ message: String) {
    problems.append(InputProblem(isError: true, message: message, place: Place(path: path)))
  }

  private static func ruleFiles(below root: String) -> [String] {
    FolderWalk.files(below: root).filter { $0.hasSuffix("/rule.yaml") }
  }
}
