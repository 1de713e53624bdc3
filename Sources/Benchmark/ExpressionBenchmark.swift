import ArgumentParser
import Documents
import Rules
import SourceText
import YAMLSyntax

/// `benchmark expressions`: compiling and evaluating ten typical expressions of rules over a manifest.
struct ExpressionBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expressions", abstract: "Compile and evaluate ten typical rule expressions over a Service.")

  private static let expressions = [
    "object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'",
    "!has(object.spec.loadBalancerClass)",
    "object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue('') == 'true'",
    "object.metadata.annotations.all(k, type(object.metadata.annotations[k]) == string)",
    "object.spec.ports.exists(p, p.port == 443 && p.?protocol.orValue('TCP') == 'TCP')",
    "object.spec.?loadBalancerSourceRanges.orValue([]).all(r, r != '0.0.0.0/0')",
    "object.metadata.name.matches('^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$')",
    "'*' in object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue('').split(' ')",
    "object.spec.selector.all(k, k in object.metadata.labels && object.spec.selector[k] == object.metadata.labels[k])",
    "'Service ' + object.metadata.name + ' has ' + string(size(object.spec.ports)) + ' ports'",
  ]

  private static let manifest = """
    apiVersion: v1
    kind: Service
    metadata:
      name: at-gateway
      namespace: carto
      labels: {app.kubernetes.io/name: gateway, app.kubernetes.io/part-of: maps, tier: edge}
      annotations:
        service.beta.kubernetes.io/azure-load-balancer-internal: "true"
        service.beta.kubernetes.io/azure-load-balancer-internal-subnet: snet-gateway
        service.beta.kubernetes.io/azure-pls-create: "true"
        service.beta.kubernetes.io/azure-pls-name: pls-at-gateway
        service.beta.kubernetes.io/azure-pls-visibility: 00000000-0000-4000-8000-000000000001
    spec:
      type: LoadBalancer
      externalTrafficPolicy: Local
      selector: {app.kubernetes.io/name: gateway, tier: edge}
      ports:
        - {name: http, port: 80, targetPort: 8080}
        - {name: https, port: 443, targetPort: 8443, protocol: TCP}
    """

  func run() throws {
    let source = try SourceFile(path: "service.yaml", raw: Array(Self.manifest.utf8))
    guard let service = YAMLReader.read(source).tree.documents.first else { throw ExitCode.failure }
    let subject = RuleSubject(service)
    print("compile ns  evaluate ns  expression")
    for text in Self.expressions {
      let compile = try Stopwatch.nanoseconds { _ = try RuleExpression(text) }
      let expression = try RuleExpression(text)
      let evaluate = try Stopwatch.nanoseconds { _ = try expression.evaluate(over: subject) }
      print("\(Self.column(compile, 10)) \(Self.column(evaluate, 12))  \(text)")
    }
  }

  private static func column(_ number: Double, _ width: Int) -> String {
    let text = String(Int(number.rounded()))
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
