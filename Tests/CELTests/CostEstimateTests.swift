import Testing

@testable import CEL

/// What an evaluation costs lies within what was estimated before.
struct CostEstimateTests {
  static let names: [Value] = ["gateway", "tile-cache", "db", "db"].map(Value.string)
  static let object = Value.map(
    .native(
      NativeMap(fields: [
        ("name", .string("gateway")), ("ports", .list([.int(80), .int(443)])), ("names", .list(names)),
        (
          "labels",
          .map(.native(NativeMap(fields: [("app", .string("gateway")), ("tier", .string("edge"))])))
        ),
      ])))
  static let text = Value.string("a-text-of-some-length, with a comma")

  static let expressions = [
    "1 + 2", "object.name == 'gateway'", "has(object.spec)", "object.?spec.?type.orValue('ClusterIP')",
    "object.ports.exists(p, p == 443)", "object.ports.all(p, p > 0 && p < 65536)", "443 in object.ports",
    "object.names.filter(n, n.contains('db')).size() == 2", "object.names.map(n, n + text)",
    "object.labels.all(k, k in object.labels && object.labels[k] != '')", "text.split(',').map(p, p.trim())",
    "text.startsWith('a') ? text.upperAscii() : 'no'",
    "object.names == ['gateway', 'tile-cache', 'db', 'db']",
    "{'a': text, 'b': [1, size(text)]}", "cel.bind(x, text + text, x + x)", "object.names.join(', ')",
    "text.indexOf('comma') > text.lastIndexOf('a')", "string(size(object.ports)) + string(1.5)",
    "object.?names.optMap(n, n.sort()).orValue([])", "sets.intersects(object.names, ['db'])",
    "object.labels.transformMap(k, v, v + k)", "!(text < 'b') || text >= object.name", "math.greatest(1, 2)",
  ]

  @Test(arguments: expressions) func measuredCostIsWithin(_ expression: String) throws {
    let environment = Environment(variables: ["object": .dyn, "text": .string])
    let sizes = ["object": 200, "text": 35]
    let estimate = try CostEstimate(of: expression, environment: environment) { sizes[$0.root] }
    let (_, cost) = try Program(expression, environment: environment).measure([Self.object, Self.text])
    #expect(estimate.least <= cost && cost <= estimate.most, "\(expression): \(estimate) but \(cost)")
    #expect(estimate.most < UInt64.max, "\(expression) has no bound")
  }

  @Test func withoutSizesAMacroHasNoBound() throws {
    let environment = Environment(variables: ["list": .list(.int)])
    let estimate = try CostEstimate(of: "list.all(x, x > 0)", environment: environment)
    #expect(estimate == CostEstimate(least: 1, most: UInt64.max))
  }

  @Test func aPartMayHaveASizeOfItsOwn() throws {
    let environment = Environment(variables: ["object": .dyn])
    let estimate = try CostEstimate(of: "object.ports.all(p, p > 0)", environment: environment) { reference in
      reference.path == ["ports"] ? 20 : nil
    }
    // Two to reach the list and two to walk over it; each round costs itself, the comparison and the variable.
    #expect(estimate == CostEstimate(least: 2, most: 2 + 2 + 20 * 3))
  }
}
