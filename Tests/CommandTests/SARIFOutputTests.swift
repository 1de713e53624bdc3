import Foundation
import Testing

/// The schema, and Python's `jsonschema` to check against it.
enum SARIFValidator {
  static let shared = ProcessInfo.processInfo.environment["AIRTIGHT_SHARED"]

  /// Whether both are on this machine.
  static var isHere: Bool {
    guard let shared, FileManager.default.fileExists(atPath: shared + "/conformance/schemas/sarif-2.1.0.json")
    else { return false }
    return (try? CommandTests.run("/usr/bin/env", ["python3", "-c", "import jsonschema"]).status) == 0
  }
}

/// What `--format sarif` prints is valid against the OASIS schema, checked with Python's `jsonschema` where both are there.
@Suite(.enabled(if: SARIFValidator.isHere))
struct SARIFOutputTests {
  @Test(arguments: ["samples", "corpus"])
  func theOutputIsValid(_ what: String) throws {
    let shared = try #require(SARIFValidator.shared)
    let path = what == "samples" ? CommandTests.root + "/samples" : shared + "/corpus"
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "out.sarif").path
    let checked = try CommandTests.airtight(["check", path, "--format", "sarif=\(file)"])
    #expect(checked.status == (what == "samples" ? 1 : 3))
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1])); output = json.load(open(sys.argv[2]))
      jsonschema.validate(output, schema)
      results = output["runs"][0]["results"]
      assert results
      for result in results:
          region = result["locations"][0]["physicalLocation"]["region"]
          assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
      """
    let valid = try CommandTests.run(
      "/usr/bin/env", ["python3", "-c", script, shared + "/conformance/schemas/sarif-2.1.0.json", file])
    #expect(valid.status == 0, "\(valid.errors)")
  }
}
