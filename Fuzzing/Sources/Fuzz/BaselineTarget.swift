import Engine
import Findings
import SourceText

/// Reads a baseline and checks a small estate with it: what is wrong with it has a place, and what it does not know stays as
/// it is.
enum BaselineTarget: FuzzTarget {
  private static let service = """
    apiVersion: v1
    kind: Service
    metadata: {name: gateway, namespace: carto}
    spec: {type: LoadBalancer, selector: {app: gateway}, ports: [{port: 443}]}

    """

  static func run(_ bytes: [UInt8]) {
    let folder = Shared.folder
    let files = [
      FileBundle.File(name: "baseline.jsonl", bytes: bytes),
      FileBundle.File(name: "service.yaml", bytes: Array(service.utf8)),
    ]
    folder.hold(files)
    var options = Shared.options()
    let path = folder.path + "/baseline.jsonl"
    var sources = Shared.sources(FileBundle(files: files))
    if let source = try? SourceFile(path: path, raw: bytes) { sources[path] = source }
    let checks = ReportChecks(sources: sources)
    do throws(CheckFailure) {
      options.baseline = try Baseline(path: path)
    } catch {
      guard case .badConfiguration(let problems) = error, !problems.isEmpty else { fatalError("\(error)") }
      for problem in problems { checks.place(problem.place) }
      return
    }
    guard let result = Shared.check(options) else { fatalError("nothing to check") }
    checks.result(result)
    let own = result.findings.filter { $0.rule != "baseline-entry-stale" }
    precondition(!own.isEmpty, "the Service's findings are gone")
    precondition(own.allSatisfy { $0.suppressed == nil || $0.suppressedBy == .baseline })
  }
}
