import ArgumentParser
import Documents
import Engine
import JSONSyntax
import Loaders
import Networking
import Reports
import SourceText
import YAMLSyntax

/// `airtight parse FILE --as yaml|json|zone|sql`
struct Parse: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Print one file as parsed, as JSON: one line a document, a zone's records, or SQL's statements.",
    discussion: "Exits with 3 where the file is refused; what was read before the error is printed.")

  enum Syntax: String, Choice { case yaml, json, zone, sql }

  @Argument(help: "The file; '-' is standard input.") var file: String
  @Option(name: .customLong("as"), help: "yaml, json, zone or sql.") var syntax: Syntax
  @Flag(help: "Print YAML's event stream, in the notation of yaml-test-suite.") var events = false

  @Option(help: "With --as zone: the zone's name, where the file does not say it.") var origin: String?

  func validate() throws {
    if events, syntax != .yaml { throw ValidationError("--events goes with --as yaml") }
  }

  func run() throws {
    let source: SourceFile
    do throws(SourceProblem) {
      source = try SourceFile(
        path: file == "-" ? file : FileDiscovery.displayed(file),
        raw: try FileReader.bytes(of: file, limit: CheckOptions.defaultFileSize, option: nil))
    } catch {
      StandardError.write("\(file): \(error.message)\n")
      throw Status.unreadable
    }
    let problems: [SourceProblem]
    if events {
      let hidden = SensitiveSpans.Index(source, format: .yaml)
      let (lines, problem) = YAMLEventNotation.lines(of: source) { hidden.contains($0) }
      StandardOutput.write(lines.map { $0 + "\n" }.joined())
      problems = problem.map { [$0] } ?? []
    } else {
      problems = print(source)
    }
    report(problems, source)
    if problems.contains(where: { $0.severity == .error }) { throw Status.unreadable }
  }

  private func print(_ source: SourceFile) -> [SourceProblem] {
    let tree: DocumentTree
    let problems: [SourceProblem]
    switch syntax {
    case .zone:
      return ZoneJSON.print(
        source, origin: origin.flatMap { try? DomainName($0) },
        IncludeRoots(paths: [file], limit: CheckOptions.defaultFileSize))
    case .sql: return SQLJSON.print(source)
    case .yaml: (tree, problems) = YAMLReader.read(source)
    case .json:
      let reading = JSONReader.read(source)
      (tree, problems) = (reading.tree, reading.problems)
      if reading.isRefused { return problems }
    }
    var output = OutputBuffer()
    let hidden = SensitiveSpans.Index(source, format: syntax == .yaml ? .yaml : .json)
    for document in tree.documents { TreeJSON.write(document, hiding: hidden.contains, into: &output) }
    StandardOutput.write(output.bytes)
    return problems
  }

  private func report(_ problems: [SourceProblem], _ source: SourceFile) {
    guard !problems.isEmpty else { return }
    let lines = LineIndex(source.bytes)
    for problem in problems {
      let start = problem.span.map { lines.position(of: Int($0.start), in: source.bytes) }
      let place = start.map { ":\($0.line):\($0.column)" } ?? ""
      StandardError.write("\(file)\(place): \(problem.severity.rawValue): \(problem.message)\n")
    }
  }
}
