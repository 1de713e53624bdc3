import CEL
import Documents
import Engine
import JSONSyntax
import Reports
import SourceText

/// `airtight eval --batch FILE`: many expressions in one process, one JSON object a line.
enum EvalBatch {
  /// What became of one case.
  private enum Outcome {
    case value(Value)
    case type(CELType)
    case error(String)
  }

  /// Evaluates the cases of a file and writes a line for each, in order.
  ///
  /// - Throws: `Status.unreadable` where the file or one of its lines could not be read; the other lines are still
  ///   evaluated.
  static func run(path: String) throws {
    let bytes: [UInt8]
    do throws(SourceProblem) {
      bytes = try FileReader.bytes(of: path, limit: CheckOptions.defaultFileSize, option: nil)
    } catch {
      StandardError.write("\(path): \(error.message)\n")
      throw Status.unreadable
    }
    var output = OutputBuffer()
    var isComplete = true
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      do throws(SourceProblem) {
        let example = try EvalCase(SourceFile(path: path, raw: Array(line)))
        write(example.id, outcome(of: example), into: &output)
      } catch {
        let column = (error.span?.start ?? 0) + 1
        StandardError.write("\(path):\(number + 1):\(column): \(error.message)\n")
        isComplete = false
      }
      if output.bytes.count > 1 << 16 {
        StandardOutput.write(output.bytes)
        output = OutputBuffer()
      }
    }
    StandardOutput.write(output.bytes)
    if !isComplete { throw Status.unreadable }
  }

  private static func outcome(of example: EvalCase) -> Outcome {
    do {
      let program = try Program(example.expression, environment: example.environment)
      if example.isCheckOnly { return .type(program.resultType) }
      return .value(try program.evaluate(example.values))
    } catch let error as CompileError {
      return .error(error.issues.first?.message ?? "the expression does not compile")
    } catch let error as EvaluationError {
      return .error(error.message)
    } catch {
      return .error("\(error)")
    }
  }

  private static func write(_ id: DocumentNode?, _ outcome: Outcome, into output: inout OutputBuffer) {
    JSONWriter.write(into: &output, layout: .compact) { json in
      json.object { json in
        json.key("id")
        if let id { TreeJSON.write(id, &json) } else { json.null() }
        switch outcome {
        case .value(.unknown(let set)): json.member("unknown", strings: set.names)
        case .value(let value):
          json.key("value")
          TypedJSON.write(value, &json)
        case .type(let type): json.member("type", type.description)
        case .error(let message): json.member("error", message)
        }
      }
    }
  }
}

/// One line of a batch.
struct EvalCase {
  /// Whatever the line names itself by, written back as it is.
  let id: DocumentNode?
  let expression: String
  let environment: Environment
  /// The values of the environment's variables; those that have none are declared last.
  let values: [Value]
  let isCheckOnly: Bool

  /// Reads a line: an object with at least `expr`. Unknown members are passed over.
  init(_ source: SourceFile) throws(SourceProblem) {
    let reading = JSONReader.read(source)
    guard !reading.isRefused, let root = reading.tree.documents.first else {
      throw reading.problems.last ?? SourceProblem("a line is a JSON object")
    }
    guard let text = root["expr"]?.string else {
      throw SourceProblem("a case has no expression; it is the member 'expr', a string", at: root.span)
    }
    id = root["id"]
    expression = text
    isCheckOnly = root["check_only"]?.bool ?? false
    var environment = Environment()
    environment.container = root["container"]?.string ?? ""
    environment.checksTypes = !(root["disable_check"]?.bool ?? false) || isCheckOnly
    environment.hasMacros = !(root["disable_macros"]?.bool ?? false)
    var values: [Value] = []
    if let bindings = root["bindings"], bindings.isMapping {
      for pair in bindings.pairs {
        environment.declare(pair.key.text ?? "", .dyn)
        values.append(try TypedJSON.read(pair.value))
      }
    }
    for declaration in root["type_env"].map({ Array($0.elements) }) ?? [] {
      guard let name = declaration["name"]?.string,
        let type = declaration["type"]?.string.flatMap({ CELType($0) })
      else {
        throw SourceProblem(
          "a declaration has a 'name' and a 'type' such as 'list(int)'", at: declaration.span)
      }
      environment.declare(name, type)
    }
    self.environment = environment
    self.values = values
  }
}
