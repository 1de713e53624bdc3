import Conformance
import Findings
import Foundation
import Reports
import Testing

/// Machine-readable reports of results that no sample has, against their schemas.
@Suite(.enabled(if: SchemaValidator.isAvailable, Comment(rawValue: SchemaValidator.needs)))
struct SchemaTests {
  @Test(arguments: SchemaValidator.Schema.allCases)
  func everyFixtureIsValid(_ schema: SchemaValidator.Schema) throws {
    let format = try #require(ReportFormat(rawValue: schema.format))
    let options = ReportOptions(toolVersion: "1.2.3", informationURI: "https://example.com/airtight")
    let results = [CheckResult.estate, .nothing] + HostileText.all.map(CheckResult.hostile)
    let documents = results.map { result in
      var output = OutputBuffer()
      format.write(result, options: options, into: &output)
      return output.bytes
    }
    #expect(try SchemaValidator.problems(in: documents, schema) == "")
  }

  @Test func theValidatorFindsWhatIsWrong() throws {
    #expect(try SchemaValidator.problems(in: Array("{\"version\": \"2.1.0\"}".utf8), .sarif).contains("runs"))
    #expect(try SchemaValidator.problems(in: Array("{\"findings\": []}".utf8), .json).contains("rules"))
    #expect(try SchemaValidator.problems(in: Array("[{}]".utf8), .gitlab).contains("fingerprint"))
    #expect(try SchemaValidator.problems(in: Array("<testsuite/>".utf8), .junit).contains("name"))
  }
}
