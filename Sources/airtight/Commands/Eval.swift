import ArgumentParser
import CEL
import Documents
import Engine
import JSONSyntax
import Reports
import SourceText

/// `airtight eval EXPR [--bindings FILE|-]` and `airtight eval --batch FILE|-`
struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate a CEL expression.",
    discussion: """
      Prints {"value": …, "type": …} and exits with 0, or {"error": …, "offset": …} and exits with 2; the offset is \
      0-based, in UTF-8 bytes of the expression.

      The bindings are a JSON object: each member is a variable. A member is a plain JSON value, or one with its type: \
      {"uint":"5"}, {"bytes":"YQ=="}, {"timestamp":"2009-02-13T23:31:30Z"}, {"duration":"1.5s"}, {"map":[[{"int":"1"}, \
      {"string":"a"}]]}, {"unknown":["name"]} and so on.

      A batch is a file of JSON objects, one a line, with the members id, expr, container, type_env, bindings (all of \
      them with types), disable_check, disable_macros and check_only. For each, a line is written: {"id", "value"}, \
      {"id", "type"} for check_only, {"id", "error"} or {"id", "unknown"}.
      """)

  @Argument(help: "The expression.") var expression: String?
  @Option(help: "A JSON file with the variables' values; '-' is standard input.") var bindings: String?
  @Option(help: "A file of JSON lines, one case each; '-' is standard input.") var batch: String?

  func validate() throws {
    guard (expression == nil) != (batch == nil) else {
      throw ValidationError("give either an expression or --batch FILE")
    }
    guard batch == nil || bindings == nil else {
      throw ValidationError("--bindings goes with an expression; a batch has its own")
    }
  }

  func run() throws {
    if let batch { return try EvalBatch.run(path: batch) }
    guard let expression else { return }
    let variables = try self.variables()
    var environment = Environment()
    for variable in variables { environment.declare(variable.name, .dyn) }
    var output = OutputBuffer()
    var status: Status?
    do {
      let program = try Program(expression, environment: environment)
      let value = try program.evaluate(variables.map(\.value))
      Self.report(value, program.resultType, into: &output)
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

  /// The type is the one that the checker deduced; where that is `dyn`, the value's own.
  private static func report(_ value: Value, _ type: CELType, into output: inout OutputBuffer) {
    JSONWriter.write(into: &output) { json in
      json.object { json in
        if case .unknown(let set) = value { return json.member("unknown", strings: set.names) }
        json.key("value")
        ValueJSON.write(value, &json)
        json.member("type", type == .dyn ? value.typeName : type.description)
      }
    }
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
    do throws(SourceProblem) {
      let bytes = try FileReader.bytes(of: bindings, limit: 64 << 20, option: nil)
      let reading = JSONReader.read(try SourceFile(path: bindings, raw: bytes))
      guard !reading.isRefused, let root = reading.tree.documents.first, root.isMapping else {
        throw SourceProblem(reading.problems.last?.message ?? "the bindings are a JSON object")
      }
      var variables: [(name: String, value: Value)] = []
      for pair in root.pairs {
        let value =
          TypedJSON.isTyped(pair.value) ? try TypedJSON.read(pair.value) : ValueJSON.value(of: pair.value)
        variables.append((pair.key.text ?? "", value))
      }
      return variables
    } catch {
      StandardError.write("\(bindings): \(error.message)\n")
      throw Status.unreadable
    }
  }
}
