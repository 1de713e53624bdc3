import Engine
import Findings
import Rules
import SourceText

/// Reads a rule file and judges two objects by it: what is wrong with it has a place, and a rule that is taken judges or says
/// why it cannot.
enum RuleTarget: FuzzTarget {
  private static let objects = """
    apiVersion: v1
    kind: Service
    metadata: {name: gateway, namespace: carto, annotations: {a: "x", b: "1"}}
    spec: {type: LoadBalancer, selector: {app: gateway}, ports: [{port: 443}, {port: 80, targetPort: http}]}
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: gateway, namespace: carto}
    spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}

    """

  static func run(_ bytes: [UInt8]) {
    guard let source = try? SourceFile(path: "rules/kubernetes/some-rule/rule.yaml", raw: bytes) else {
      return
    }
    let entry: RuleLibrary.Entry
    do throws(RuleProblems) {
      entry = try RuleLibrary.entry(source, family: "kubernetes")
    } catch {
      precondition(!error.problems.isEmpty, "refused without a word")
      for problem in error.problems { Places.check(problem.span, in: source) }
      return
    }
    let files = [FileBundle.File(name: "objects.yaml", bytes: Array(objects.utf8))]
    Shared.folder.hold(files)
    do throws(CheckFailure) {
      let result = try CheckRun(RuleLibrary([entry]), Shared.options()).result()
      ReportChecks(sources: Shared.sources(FileBundle(files: files))).result(result)
    } catch {
      guard case .badRule(let message) = error else { fatalError("\(error)") }
      precondition(!message.isEmpty)
    }
  }
}
