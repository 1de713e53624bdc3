import CEL
import Documents
import JSONSyntax
import Rules
import SourceText
import Testing
import YAMLSyntax

/// What a document lends its texts to gives, costs and fails with the same as over values made of the whole document. (One thing
/// differs: that a text is another one of the same length is found out for nothing.)
@Suite struct LentTextTests {
  private static let long = String(repeating: "Long", count: 300) + "end"

  private static let json = #"""
    {"text": "Gateway.Private.Example", "empty": "", "escaped": "a\u0062c\n", "wide": "ÄÖÜ-Gateway", "number": 7,
     "truth": true, "none": null, "list": ["Gateway", "b"], "mixed": ["a", 1], "ports": [1, 2], "map": {"text": "inner-Gateway", "number": 1.5},
     "long": "\#(long)", "is": "LoadBalancer"}
    """#

  /// The same without quotation marks, where it can be.
  private static let yaml = #"""
    text: Gateway.Private.Example
    empty: ''
    escaped: "abc\n"
    wide: ÄÖÜ-Gateway
    number: 7
    truth: yes
    none: ~
    list: [Gateway, b]
    mixed: [a, 1]
    ports: [1, 2]
    map:
      text: inner-Gateway
      number: 1.5
    long: \#(long)
    is: LoadBalancer
    """#

  private static let texts = [
    "object.text", "object.empty", "object.escaped", "object.wide", "object.number", "object.truth",
    "object.none",
    "object.absent", "object.list", "object.map.text", "object.map.absent", "object.absent.text",
    "object.long",
    "object.?text.orValue('')", "object.?absent.orValue('')", "object.?absent.orValue('Gateway')",
    "object.?none.orValue('')", "object.?number.orValue('')", "object.?map.text.orValue('')",
    "object.?map.absent.orValue('')", "object.?absent.text.orValue('')", "object.text.orValue('')",
    "object.?text",
    "object.list[0]", "object['text']", "object[?'text'].orValue('')", "word", "number", "later", "object.is",
  ]

  @Test(arguments: texts) func places(_ text: String) throws {
    for part in ["Gateway", "gateway", "", "Example", "end", "ÄÖÜ", "ä", "bc\\n"] {
      for function in ["contains", "startsWith", "endsWith"] {
        try compare("\(text).\(function)('\(part)')")
        try compare("\(text).lowerAscii().\(function)('\(part)')")
        try compare("!\(text).\(function)('\(part)') || object.number == 7")
      }
    }
    try compare("\(text).contains(word)")
    try compare("word.contains(\(text))")
  }

  @Test(arguments: texts) func sums(_ text: String) throws {
    for sum in [
      "'a' + \(text)", "\(text) + 'a'", "\(text) + \(text) + \(text)",
      "'a' + (object.number == 7 ? \(text) : 'b') + 'c'",
      "'a' + (\(text) == 'x' ? 'b' : \(text)) + 'c'", "'a' + \(text) + later + 'b'", "'a' + 'b' + number",
      "'a' + \(text) + number + 1",
      "'a' + (later == 1 ? 'b' : \(text)) + 'c'", "'a' + (number ? 'b' : \(text)) + 'c'",
      "word + string(number) + \(text)",
    ] {
      try compare(sum)
    }
  }

  @Test(arguments: texts) func truths(_ text: String) throws {
    for truth in [
      "\(text) == 'Gateway'", "\(text) != ''", "!(\(text) == '')", "has(\(text)) || number == 3",
      "\(text) == 'LoadBalancer' && later == 1",
      "later == 1 || \(text) == ''", "\(text) && true", "true && \(text)", "!\(text)", "\(text) ? 1 : 2",
      "\(text) == '' ? 1 : 2",
      "(\(text) == '') == (number == 3)", "false || \(text) == '' || later == 2 || \(text) == 'Gateway'",
    ] {
      try compare(truth)
    }
  }

  @Test(arguments: [
    "object.list", "object.?list.orValue([])", "object.?absent.orValue([])", "object.none", "object.mixed",
    "object.ports", "object.text",
  ])
  func joins(_ list: String) throws {
    for expression in [
      "\(list).join()", "\(list).join(', ')", "\(list).join(word)", "\(list).join(later)",
      "'a' + \(list).join('; ') + 'b'",
      "\(list).join('') == 'Gatewayb'",
    ] {
      try compare(expression)
    }
    var environment = Self.environment
    for limit: UInt64 in 0...12 {
      environment.limits.cost = limit
      try compare("\(list).join(', ').size()", environment)
    }
  }

  /// Patterns with and without a table, twice: it is made for the first text.
  @Test(arguments: texts) func patterns(_ text: String) throws {
    for pattern in ["^Gateway", "way$", "Ä", "^$", "(a|b)c", "\\\\bGateway\\\\b", "[^a-z.]+$"] {
      try compare("\(text).matches('\(pattern)')")
      try compare("[\(text), \(text)].exists(t, !t.matches('\(pattern)'))")
    }
  }

  /// A message that grows beyond what a value may be is refused at the addition.
  @Test func sumsHaveALimit() throws {
    var environment = Self.environment
    let length = Self.long.utf8.count + 2
    for size in [length, length - 1] {
      environment.limits.valueSize = size
      let outcome = try outcome("'a' + object.long + 'b'", environment, over: Self.lent)
      #expect(outcome.hasPrefix("no value: the value is too large") == (size < length), "\(size): \(outcome)")
      try compare("'a' + object.long + 'b'", environment)
    }
    environment.limits.valueSize = 1_000
    try compare("object.long.lowerAscii().contains('end')", environment)
  }

  /// One unit less than what an expression costs is too little, wherever it runs out.
  @Test(arguments: [
    "object.text.contains('Gate')", "object.?text.orValue('').lowerAscii().startsWith('gate')",
    "object.long.endsWith('end')",
    "'a' + object.text + (object.number == 7 ? object.long : 'b')",
    "!(has(object.text) && object.is == 'LoadBalancer')",
  ]) func costs(_ expression: String) throws {
    let cost = try Program(expression, environment: Self.environment).measure(Self.variables(Self.lent)).cost
    var environment = Self.environment
    for limit in 0...cost {
      environment.limits.cost = limit
      let outcome = try outcome(expression, environment, over: Self.lent)
      #expect(outcome.hasPrefix("no value") == (limit < cost), "\(limit) of \(cost): \(outcome)")
    }
  }

  private func compare(_ expression: String, _ environment: Environment = environment) throws {
    let lent = try outcome(expression, environment, over: Self.lent)
    let made = try outcome(expression, environment, over: Self.made(Self.lent))
    #expect(lent == made, "\(expression)")
    let lentYAML = try outcome(expression, environment, over: Self.lentYAML)
    #expect(lentYAML == made, "\(expression)")
  }

  private func outcome(_ expression: String, _ environment: Environment, over object: Value) throws -> String
  {
    guard let program = try? Program(expression, environment: environment) else { return "does not compile" }
    do throws(EvaluationError) {
      let (value, cost) = try program.measure(Self.variables(object))
      return "\(value.description) for \(cost)"
    } catch {
      return "no value: \(error)"
    }
  }

  private static let environment = Environment(variables: [
    "object": .dyn, "word": .dyn, "number": .dyn, "later": .dyn,
  ])

  private static func variables(_ object: Value) -> [Value] {
    [object, .string("Gateway"), .int(3), .unknown(UnknownSet("later"))]
  }

  private static let lent = root(of: JSONReader.read(SourceFile(path: "a.json", text: json)).tree)
  private static let lentYAML = root(of: YAMLReader.read(SourceFile(path: "a.yaml", text: yaml)).tree)

  private static func root(of tree: DocumentTree) -> Value { .map(.adapted(tree, node: tree.roots[0].index)) }

  /// The same value without adapters.
  private static func made(_ value: Value) -> Value {
    switch value {
    case .map(.adapted(let map, let node)):
      .map(
        .native(
          NativeMap(
            fields: map.keys(ofMap: node).map {
              ($0, made((try? map.value(inMap: node, forKey: $0)) ?? .null))
            })))
    case .list(let list): .list(list.elements.map(made))
    default: value
    }
  }
}
