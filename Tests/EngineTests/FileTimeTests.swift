import Engine
import Findings
import Foundation
import Rules
import Testing

/// That the time for a file is over is told once, in however many parts and on however many threads it is judged.
@Suite struct FileTimeTests {
  @Test(arguments: [1, 2, 3]) func aFileThatTakesTooLongIsToldOnce(_ jobs: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rules = (0..<9000).map {
      #"{"rule_id": "r\#($0)", "resource_id": "x", "connection_state": "PENDING"}"#
    }
    let text = #"{"private_endpoint_rules": ["# + rules.joined(separator: ",") + "]}"
    try Data(text.utf8).write(to: folder.appending(path: "rules.json"))
    var options = CheckOptions(paths: [folder.path()])
    options.fileTime = 0
    options.jobs = jobs
    let result = try CheckRun(RuleLibrary(RuleLibrary.embedded()), options).result()
    let problems = result.inputs.flatMap(\.problems).map(\.message)
    #expect(problems.count == 1)
    #expect(problems.first?.contains("judging it took longer") == true, "\(problems)")
  }
}
