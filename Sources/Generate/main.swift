import Engine
import Findings
import Glibc
import Rules
import SourceText

// Writes what is generated from rules/: Sources/Rules/EmbeddedRules.swift, docs/rules-list.md and a page for each family in
// docs/rules/. Run in the package's folder:
//
//     swift run Generate
//
// The scripts run it and compare; a rule that does not compile stops it.

let folder = RuleFolder("rules")
guard folder.problems.isEmpty else {
  FileWriter.write(
    Array((folder.problems.map { "\($0.place.path): \($0.message)" }.joined(separator: "\n") + "\n").utf8),
    toDescriptor: STDERR_FILENO)
  exit(2)
}
let text = EmbeddedRulesFile.text(of: folder.files.map(\.entry))
let list = RuleListPage.text(of: folder.files.map(\.entry) + EngineRules.entries)
guard FileWriter.write(Array(text.utf8), to: "Sources/Rules/EmbeddedRules.swift"),
  FileWriter.write(Array(list.utf8), to: "docs/rules-list.md")
else { exit(3) }
for page in RulePage.all(folder.files) {
  guard FileWriter.write(Array(page.text.utf8), to: "docs/rules/\(page.family).md") else { exit(3) }
}
