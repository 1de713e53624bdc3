import Foundation
import Testing

/// `airtight eval` and how errors in expressions are shown.
@Suite struct EvalTests {
  private func eval(_ arguments: String..., input: String? = nil) throws -> CommandTests.Run {
    try CommandTests.airtight(["eval"] + arguments, input: input)
  }

  private func value(_ expression: String, _ bindings: String) throws -> [String: Any] {
    let run = try eval(expression, "--bindings", "-", input: bindings)
    return try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test(arguments: [
    ("x", #"{"x": 5}"#, "5", "int"), ("x", #"{"x": {"uint": "5"}}"#, "5", "uint"),
    ("x", #"{"x": {"bytes": "AP8="}}"#, "AP8=", "bytes"),
    ("x.getFullYear()", #"{"x": {"timestamp": "2009-02-13T23:31:30Z"}}"#, "2009", "int"),
    ("x + x", #"{"x": {"duration": "1.5s"}}"#, "3s", "google.protobuf.Duration"),
    ("x[1]", #"{"x": {"map": [[{"int": "1"}, {"string": "a"}]]}}"#, "a", "string"),
    ("x.uint", #"{"x": {"uint": 5}}"#, "5", "int"), ("[1, 2]", "{}", "[1, 2]", "list(int)"),
    ("x.a", #"{"x": {"a": {"uint": "5"}}}"#, #"["uint": "5"]"#, "map"),
  ])
  func bindingsArePlainOrTyped(_ expression: String, _ bindings: String, _ value: String, _ type: String)
    throws
  {
    let result = try self.value(expression, bindings)
    #expect(result["value"].map { "\($0)" } == value)
    #expect(result["type"] as? String == type)
  }

  @Test func whatIsUnknownIsNamed() throws {
    let result = try value("x.size() > 1 || y", #"{"x": {"unknown": ["object.spec"]}, "y": false}"#)
    #expect(result["unknown"] as? [String] == ["object.spec"])
  }

  @Test func aBatchKeepsGoing() throws {
    let lines = """
      {"id": "a", "expr": "x + 1", "bindings": {"x": {"int": "4"}}, "type_env": [{"name": "x", "type": "int"}]}
      {"id": 2, "expr": "{'k': [1u, 2.5]}"}
      {"id": "t", "expr": "[1]", "check_only": true}
      {"id": "u", "expr": "x", "bindings": {"x": {"unknown": ["x"]}}}
      {"id": "e", "expr": "1 / 0"}
      {"id": "c", "expr": "b.c", "container": "a", "type_env": [{"name": "a.b", "type": "map(string, int)"}], \
      "bindings": {"a.b": {"map": [[{"string": "c"}, {"int": "7"}]]}}}
      {"id": "m", "expr": "[1].all(x, x)", "disable_macros": true, "disable_check": true}

      {"id": "n", "expr": "[optional.none(), optional.of(1)]"}
      {"id": "i", "expr": "ip('10.0.0.1')"}
      {"id": "bad"}
      nonsense
      {"id": "z", "expr": "null"}
      """
    let run = try eval("--batch", "-", input: lines)
    #expect(
      run.output == """
        {"id":"a","value":{"int":"5"}}
        {"id":2,"value":{"map":[[{"string":"k"},{"list":[{"uint":"1"},{"double":"2.5"}]}]]}}
        {"id":"t","type":"list(int)"}
        {"id":"u","unknown":["x"]}
        {"id":"e","error":"divide by zero"}
        {"id":"c","value":{"int":"7"}}
        {"id":"m","error":"unbound function 'all'"}
        {"id":"n","value":{"list":[{"optional":null},{"optional":{"int":"1"}}]}}
        {"id":"i","value":{"opaque":{"net.IP":"10.0.0.1"}}}
        {"id":"z","value":{"null":true}}

        """)
    #expect(
      run.errors == """
        -:11:1: a case has no expression; it is the member 'expr', a string
        -:12:1: unexpected 'nonsense'; a bare word is true, false or null

        """)
    #expect(run.status == 3)
  }

  @Test func anErrorInARuleIsMarked() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let rule = folder.appending(path: "kubernetes/load-balancer-public")
    try FileManager.default.createDirectory(at: rule, withIntermediateDirectories: true)
    let path = CommandTests.root + "/rules/kubernetes/load-balancer-public/rule.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("object.?spec.?type", with: "objekt.?spec.?type")
      .write(to: rule.appending(path: "rule.yaml"), atomically: true, encoding: .utf8)
    let run = try CommandTests.airtight(["check", "samples/private-aks/sound", "--rules", folder.path])
    #expect(run.status == 2)
    #expect(
      run.errors.hasSuffix(
        """
        rule.yaml:14:5: error: undeclared variable 'objekt'; did you mean 'object'?
           14 |   - objekt.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
              |     ^~~~~~


        """))
  }
}
