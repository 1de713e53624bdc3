import CEL
import Synchronization
import Testing

/// A tree of somebody else's: a map `{name, ports: [{port: 1}, {port: 2}], later: unknown, broken: error}`.
private final class Tree: MapAdapter, ListAdapter {
  let fieldsRead = Mutex<[String]>([])

  func count(ofMap node: UInt32) -> Int { keys(ofMap: node).count }

  func keys(ofMap node: UInt32) -> [String] { node == 0 ? ["name", "ports", "later", "broken"] : ["port"] }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    fieldsRead.withLock { $0.append(field.text) }
    let isName = Array("name".utf8).withUnsafeBufferPointer { field.matches($0) }
    if node == 0, isName { return .string("gateway") }
    return try value(inMap: node, forKey: field.text)
  }

  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value? {
    switch (node, key) {
    case (0, "name"): return .string("gateway")
    case (0, "ports"): return .list(.adapted(self, node: 1))
    case (0, "later"): return .unknown(UnknownSet("object.later"))
    case (0, "broken"): throw EvaluationError(.invalidArgument, "the file is gone")
    case (_, "port"): return .int(Int64(node) - 1)
    default: return nil
    }
  }

  func count(ofList node: UInt32) -> Int { 2 }

  func element(ofList node: UInt32, at index: Int) -> Value? {
    (0..<2).contains(index) ? .map(.adapted(self, node: UInt32(index) + 2)) : nil
  }
}

@Suite struct AdapterTests {
  private func evaluate(_ source: String) throws -> Value {
    let program = try Program(source, environment: Environment(variables: ["object": .dyn]))
    return try program.evaluate([.map(.adapted(Tree(), node: 0))])
  }

  @Test(arguments: [
    ("object.name", "'gateway'"), ("object['na' + 'me']", "'gateway'"), ("object.ports[1].port", "2"),
    ("object.ports.map(p, p.port)", "[1, 2]"), ("object.ports.size()", "2"), ("size(object)", "4"),
    ("object.map(k, k)", "['name', 'ports', 'later', 'broken']"), ("has(object.other)", "false"),
    ("object.?other.orValue(1)", "1"), ("object.ports == [{'port': 1}, {'port': 2}]", "true"),
    ("object.later == 1", "unknown(object.later)"), ("object.later == 1 || object.name == 'gateway'", "true"),
    ("{'port': 1} in object.ports", "true"), ("'name' in object", "true"), ("1 in object", "false"),
    ("object.broken == 1 || true", "true"), ("object.ports.filter(p, p.port > 1)[0].port", "2"),
  ]) func lazyValues(source: String, expected: String) throws {
    #expect(try evaluate(source).description == expected)
  }

  @Test func errorOfAnAdapter() {
    #expect(throws: EvaluationError(.invalidArgument, "the file is gone")) { try evaluate("object.broken") }
  }

  @Test func readsWhatIsSelectedOnly() throws {
    let tree = Tree()
    let program = try Program(
      "object.ports[0].port == 1", environment: Environment(variables: ["object": .dyn]))
    #expect(try program.evaluate([.map(.adapted(tree, node: 0))]).isTrue)
    #expect(tree.fieldsRead.withLock { $0 } == ["ports", "port"])
  }
}
