import Conformance
import Findings
import Foundation
import Reports
import Testing

/// SARIF output against the OASIS schema, with Python's `jsonschema` where both are on this machine.
@Suite(.enabled(if: SchemaValidator.isAvailable, "needs AIRTIGHT_SHARED and python3 with jsonschema"))
struct SARIFSchemaTests {
  @Test func everyFixtureIsValid() throws {
    let hostile = "\u{0}\u{1B}[31m\u{202E} \n\"\\😀{0} [a](b)"
    for result in [CheckResult.estate, .nothing, .hostile(hostile), .hostile("")] {
      var output = OutputBuffer()
      let options = ReportOptions(toolVersion: "1.2.3", informationURI: "https://example.com/airtight")
      ReportFormat.sarif.write(result, options: options, into: &output)
      #expect(try SchemaValidator.problems(in: output.bytes) == "")
    }
  }

  @Test func theValidatorFindsWhatIsWrong() throws {
    #expect(try SchemaValidator.problems(in: Array("{\"version\": \"2.1.0\"}".utf8)).contains("runs"))
  }
}

/// A child process that validates SARIF.
enum SchemaValidator {
  static var isAvailable: Bool {
    ConformanceSuite.has("schemas/sarif-2.1.0.json") && (try? run(["-c", "import jsonschema"]))?.status == 0
  }

  /// What the validator says against a document, a line each; empty where it is valid.
  static func problems(in bytes: [UInt8]) throws -> String {
    guard let schema = ConformanceSuite.path("schemas/sarif-2.1.0.json") else { return "no schema" }
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sarif")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let program = """
      import json, jsonschema, sys
      schema, document = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
      checker = jsonschema.validators.validator_for(schema)
      for error in checker(schema, format_checker=checker.FORMAT_CHECKER).iter_errors(document):
          print(error.json_path, error.message[:200])
      """
    let result = try run(["-c", program, schema, file.path])
    return result.status == 0 ? result.output : "validator failed: \(result.output)"
  }

  private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
