import ArgumentParser
import CEL
import Documents
import Engine
import JSONSyntax
import Reports
import SourceText

/// `airtight eval EXPR [--bindings FILE|-]`
struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate a CEL expression.",
    discussion: """
      Prints {"value": …, "type": …} and exits with 0, or {"error": …, "offset": …} and exits with 2. The bindings are a \
      JSON object: each member is a variable.
      """)

  @Argument(help: "The expression.") var expression: String
  @Option(help: "A JSON file with the variables' values; '-' is standard input.") var bindings: String?

  func run() throws {
    let variables = try self.variables()
    var output = OutputBuffer()
    var status: Status?
    do {
      let program = try Program(expression, environment: Environment(variables: variables.map(\.name)))
      let value = try program.evaluate(variables.map(\.value))
      JSONWriter.write(into: &output) { json in
        json.object { json in
          json.key("value")
          ValueJSON.write(value, &json)
          json.member("type", value.typeName)
        }
      }
    } catch let error as CompileError {
      let issue = error.issues.first
      Self.report(issue?.message ?? "", at: issue?.offset ?? 0, into: &output)
      status = .usage
    } catch let error as EvaluationError {
      Self.report(error.message, at: error.offset, into: &output)
      status = .usage
    }
    StandardOutput.write(output.bytes)
    if let status { throw status }
  }

  private static func report(_ message: String, at offset: Int, into output: inout OutputBuffer) {
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.member("error", message)
        json.member("offset", offset)
      }
    }
  }

  private func variables() throws -> [(name: String, value: Value)] {
    guard let bindings else { return [] }
    let reading: JSONReading
    do throws(SourceProblem) {
      let bytes = try FileReader.bytes(of: bindings, limit: 64 << 20)
      reading = JSONReader.read(try SourceFile(path: bindings, raw: bytes))
    } catch {
      StandardError.write("\(bindings): \(error.message)\n")
      throw Status.unreadable
    }
    guard !reading.isRefused, let root = reading.tree.documents.first, root.isMapping else {
      StandardError.write(
        "\(bindings): \(reading.problems.last?.message ?? "the bindings are a JSON object")\n")
      throw Status.unreadable
    }
    return root.pairs.map { ($0.key.text ?? "", ValueJSON.value(of: $0.value)) }
  }
}
