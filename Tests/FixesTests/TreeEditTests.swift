import Documents
import Findings
import Testing

/// Each kind of edit in each style of writing; the rest of the text stays as it is.
@Suite struct TreeEditTests {
  // MARK: set

  @Test(arguments: [
    ("a: \"True\" # so\n", "a: \"true\" # so\n"),
    ("a: 'True'\n", "a: 'true'\n"),
    ("a: True\n", "a: \"true\"\n"),
    ("a: x", "a: \"true\""),
    ("a:\n", "a: \"true\"\n"),
    ("a: # so\nb: 1\n", "a: \"true\" # so\nb: 1\n"),
    ("a: ~\n", "a: \"true\"\n"),
    ("{a: x, b: y}\n", "{a: \"true\", b: y}\n"),
    ("{\"a\":\"x\",\"b\":1}", "{\"a\":\"true\",\"b\":1}"),
    ("a: &here True\nb: 1\n", "a: &here \"true\"\nb: 1\n"),
    ("a: |\n  one\n  two\nb: 1\n", "a: \"true\"\nb: 1\n"),
    ("a: |- # so\r\n  one\r\nb: 1\r\n", "a: \"true\" # so\r\nb: 1\r\n"), ("a: |", "a: \"true\""),
    ("a: |- # so\n  one \nb: 1\n", "a: \"true\" # so\nb: 1\n"),
    ("a: >-\n  one\n\n\nb: 1\n", "a: \"true\"\n\n\nb: 1\n"),
    ("a: one\n  two\nb: 1\n", "a: \"true\"\nb: 1\n"),
    ("a: \"one\\\n  two\"\r\nb: 1\r\n", "a: \"true\"\r\nb: 1\r\n"),
    ("\u{E9}: \u{1F600}\na: x\n", "\u{E9}: \u{1F600}\na: \"true\"\n"),
    ("a: x\na: y\n", "a: x\na: \"true\"\n"),
  ])
  func set(_ before: String, _ after: String) {
    #expect(FixText.edited(before, at: "a", .set(.string("true"))) == after)
  }

  @Test(arguments: [
    ("plain", "a: plain\n"), ("two words", "a: \"two words\"\n"), ("1.5", "a: \"1.5\"\n"), ("", "a: \"\"\n"),
    ("yes", "a: \"yes\"\n"), ("null", "a: \"null\"\n"), ("- x", "a: \"- x\"\n"), ("x: y", "a: \"x: y\"\n"),
    ("a\nb\"c\\", "a: \"a\\nb\\\"c\\\\\"\n"), ("\u{85}\u{7}", "a: \"\\u0085\\u0007\"\n"),
    ("caf\u{E9}", "a: \"caf\u{E9}\"\n"),
    ("10.0.0.1", "a: \"10.0.0.1\"\n"), ("/sub/x-y_z.w", "a: /sub/x-y_z.w\n"),
    ("12:30:45", "a: \"12:30:45\"\n"),
    ("2026-01-01", "a: \"2026-01-01\"\n"), ("0x1F", "a: \"0x1F\"\n"), ("#x", "a: \"#x\"\n"),
  ])
  func stringsAreQuotedWhereTheyMustBe(_ text: String, _ after: String) {
    #expect(FixText.edited("a: old\n", at: "a", .set(.string(text))) == after)
  }

  @Test func otherTypesAreWrittenPlain() {
    #expect(FixText.edited("a: 'x'\n", at: "a", .set(.bool(true))) == "a: true\n")
    #expect(FixText.edited("a: [1, 2]\n", at: "a[1]", .set(.int(-3))) == "a: [1, -3]\n")
    #expect(FixText.edited("{\"a\": null}", syntax: .json, at: "a", .set(.double(1.5))) == "{\"a\": 1.5}")
  }

  @Test func collectionsAreNotOverwritten() {
    #expect(
      FixText.edited("a: {b: 1}\n", at: "a", .set(.string("x")))
        == "refused: a list or a mapping stands where a single value is to be")
  }

  // MARK: insert

  @Test(arguments: [
    // Like the ones beside it.
    ("m:\n  b: x\n  c: y # so\n# end\nn: 1\n", "m:\n  b: x\n  c: y # so\n  a: v\n# end\nn: 1\n"),
    ("m:\n    b: 'x'\n", "m:\n    b: 'x'\n    a: 'v'\n"),
    ("m:\n  \"b\": \"x\"\n", "m:\n  \"b\": \"x\"\n  \"a\": \"v\"\n"),
    ("m:\n  b: x", "m:\n  b: x\n  a: v"),
    ("m:\r\n  b: x\r\nn: 1\r\n", "m:\r\n  b: x\r\n  a: v\r\nn: 1\r\n"),
    ("m:\r\n  b: x", "m:\r\n  b: x\r\n  a: v"),
    // Behind the last value, whatever it is.
    ("m:\n  b: |\n    one\n\n    two\nn: 1\n", "m:\n  b: |\n    one\n\n    two\n  a: v\nn: 1\n"),
    ("m:\n  b: |+\n    one\n\nn: 1\n", "m:\n  b: |+\n    one\n\n  a: v\nn: 1\n"),
    // The line break that the last line of a block scalar lacks would become a part of it.
    (
      "m:\n  b: |\n    one", "differs: another value than was meant\nm:\n  b: |\n    one\n  a: v"
    ),
    (
      "m:\n  b:\n    - c: 1\n      d: {e: f,\n        g: h}\nn: 1\n",
      "m:\n  b:\n    - c: 1\n      d: {e: f,\n        g: h}\n  a: v\nn: 1\n"
    ),
    ("m:\n  b:\nn: 1\n", "m:\n  b:\n  a: v\nn: 1\n"),
    ("m:\n  b: one\n   two\nn: 1\n", "m:\n  b: one\n   two\n  a: v\nn: 1\n"),
    ("x: &x {q: 1}\nm:\n  b: *x\nn: 1\n", "x: &x {q: 1}\nm:\n  b: *x\n  a: v\nn: 1\n"),
    ("x: &x {q: 1}\nm:\n  b: 1\n  <<: *x\nn: 1\n", "x: &x {q: 1}\nm:\n  b: 1\n  <<: *x\n  a: v\nn: 1\n"),
    ("m:\n  b: x\n...\n---\nm: {}\n", "m:\n  b: x\n  a: v\n...\n---\nm: {}\n"),
    // Flow style.
    ("m: {b: x}\n", "m: {b: x, a: v}\n"), ("m: { b: x }\n", "m: { b: x, a: v }\n"),
    ("m: {b: x,}\n", "m: {b: x, a: v,}\n"),
    ("m: {}\n", "m: {a: v}\n"), ("m: {b}\n", "m: {b, a: v}\n"),
    ("m: {\n  b: x,\n  c: y\n}\n", "m: {\n  b: x,\n  c: y,\n  a: v\n}\n"),
    ("m: {\"b\":\"x\"}\n", "m: {\"b\":\"x\",\"a\":\"v\"}\n"),
    // Where nothing stands yet.
    ("m:\nn: 1\n", "m:\n  a: v\nn: 1\n"), ("m: # so\n", "m: # so\n  a: v\n"), ("m:", "m:\n  a: v"),
    ("m: null\n", "m: {a: v}\n"), ("o:\n    p: 1\nm:\n", "o:\n    p: 1\nm:\n    a: v\n"),
    ("n: 1\n", "n: 1\nm:\n  a: v\n"), ("o:\n    p: 1", "o:\n    p: 1\nm:\n    a: v"),
    ("{n: 1}\n", "{n: 1, m: {a: v}}\n"),
    ("- x\n", "nothing there"),
  ])
  func insert(_ before: String, _ after: String) {
    #expect(FixText.edited(before, at: "m.a", .set(.string("v"))) == after)
  }

  @Test func insertsIntoElements() {
    #expect(
      FixText.edited("l:\n  - b: x\n    c: y\n  - d: z\n", at: "l[0].a", .set(.int(1)))
        == "l:\n  - b: x\n    c: y\n    a: 1\n  - d: z\n")
    #expect(FixText.edited("- - b: x\n", at: "[0][0].a", .set(.int(1))) == "- - b: x\n    a: 1\n")
  }

  @Test(arguments: [
    ("{\"m\":{\"b\":1}}", "{\"m\":{\"b\":1,\"a\":\"v\"}}"),
    ("{\"m\": {\"b\": 1}}", "{\"m\": {\"b\": 1, \"a\": \"v\"}}"),
    ("{\"m\":{}}", "{\"m\":{\"a\":\"v\"}}"), ("{\"m\": {}}", "{\"m\": {\"a\": \"v\"}}"),
    ("{\n\t\"m\": {\n\t\t\"b\": 1\n\t}\n}\n", "{\n\t\"m\": {\n\t\t\"b\": 1,\n\t\t\"a\": \"v\"\n\t}\n}\n"),
    ("{\r\n  \"m\": {}\r\n}\r\n", "{\r\n  \"m\": {\r\n    \"a\": \"v\"\r\n  }\r\n}\r\n"),
    ("{\n    \"n\": 1\n}\n", "{\n    \"n\": 1,\n    \"m\": {\n        \"a\": \"v\"\n    }\n}\n"),
    ("{\"m\": null}", "{\"m\": {\"a\": \"v\"}}"), ("{}", "{\"m\": {\"a\": \"v\"}}"),
    ("{\"m\":{\"b\" :1 }}", "{\"m\":{\"b\" :1, \"a\" :\"v\" }}"),
  ])
  func insertIntoJSON(_ before: String, _ after: String) {
    #expect(FixText.edited(before, syntax: .json, at: "m.a", .set(.string("v"))) == after)
  }

  // MARK: rename, quote

  @Test func keysAreRenamedAsTheyAreWritten() {
    #expect(FixText.edited("m:\n  a: 1 # so\n", at: "m.a", .rename("b/c")) == "m:\n  b/c: 1 # so\n")
    #expect(FixText.edited("{'a': 1}\n", at: "a", .rename("b")) == "{'b': 1}\n")
    #expect(FixText.edited("{\"a\":1}", syntax: .json, at: "a", .rename("b")) == "{\"b\":1}")
    #expect(
      FixText.edited("a: 1\nb: 2\n", at: "a", .rename("b"))
        == "refused: there is a member 'b' already; which of the two is meant is for you to say")
  }

  @Test func scalarsAreQuotedLikeTheirNeighbours() {
    #expect(FixText.edited("a: yes # so\n", at: "a", .quote) == "a: \"yes\" # so\n")
    #expect(FixText.edited("a: 0x1F\nb: 'x'\n", at: "a", .quote) == "a: '0x1F'\nb: 'x'\n")
    #expect(FixText.edited("{\"a\": 1e3}", syntax: .json, at: "a", .quote) == "{\"a\": \"1e3\"}")
    #expect(FixText.edited("a:\n", at: "a", .quote) == "a: \"\"\n")
    #expect(
      FixText.edited("a: \"x\"\n", at: "a", .quote)
        == "refused: only a single value without quotes can be put in quotes")
  }

  // MARK: remove

  @Test(arguments: [
    ("m:\n  b: 1\n  a: 2 # so\n  c: 3\n", "m:\n  b: 1\n  c: 3\n"),
    ("m:\n  b: 1\n  a: 2", "m:\n  b: 1"), ("m:\n  a: 2\n", "m: {}\n"), ("m: {a: 2}\n", "m: {}\n"),
    ("m: {a: 2, b: 1}\n", "m: {b: 1}\n"), ("m: {b: 1, a: 2}\n", "m: {b: 1}\n"),
    ("m: {b: 1, a: 2, c: 3}\n", "m: {b: 1, c: 3}\n"),
    ("m:\n  a: |\n    x\n\n  b: 1\n", "m:\n  b: 1\n"),
    ("m:\n  b: 1\n  a:\n    - x\n    - y\nn: 1\n", "m:\n  b: 1\nn: 1\n"),
    ("m: {\n  b: 1,\n  a: 2\n}\n", "m: {\n  b: 1\n}\n"),
  ])
  func removeMembers(_ before: String, _ after: String) {
    #expect(FixText.edited(before, at: "m.a", .remove) == after)
  }

  @Test(arguments: [
    ("l:\n- x\n- y\n", "l:\n- y\n"), ("l:\n- x\n", "l: []\n"), ("l: [x, y]\n", "l: [y]\n"),
    ("l: [x]\n", "l: []\n"),
    ("l:\n- a: 1\n  b: 2\n- y\n", "l:\n- y\n"), ("l:\r\n  - x # so\r\n  - y\r\n", "l:\r\n  - y\r\n"),
  ])
  func removeElements(_ before: String, _ after: String) {
    #expect(FixText.edited(before, at: "l[0]", .remove) == after)
  }

  @Test func removesTheFirstMemberOfAnElement() {
    #expect(FixText.edited("- a: |\n    x\n\n- y\n", at: "[0].a", .remove) == "- {}\n\n- y\n")
    #expect(FixText.edited("- a: 1\n  b: 2\n", at: "[0].a", .remove) == "- b: 2\n")
    #expect(
      FixText.edited("- a: 1 # so\n  b: 2\n", at: "[0].a", .remove)
        == "refused: a comment stands beside what it would take out; change it by hand")
    #expect(
      FixText.edited(
        "{\n  \"m\": {\n    \"a\": 1,\n    \"b\": 2\n  }\n}\n", syntax: .json, at: "m.a", .remove)
        == "{\n  \"m\": {\n    \"b\": 2\n  }\n}\n")
  }

  // MARK: what counts elsewhere

  @Test func sharedValuesAreLeftAlone() {
    let shared =
      "refused: the value is used in other places by an alias or a merge key, which would change, too"
    #expect(FixText.edited("a: &x True\nb: *x\n", at: "a", .set(.string("true"))) == shared)
    #expect(
      FixText.edited("a: &x True\nb: *x\n", at: "b", .set(.string("true")))
        == "refused: the value is an alias, which stands for a value in another place; change it by hand")
    #expect(FixText.edited("m: &x {q: 1}\nb: *x\n", at: "m.a", .set(.int(1))) == shared)
    #expect(FixText.edited("m: &x {q: 1}\nb: *x\n", at: "b.q", .set(.int(2))) == shared)
    #expect(FixText.edited("x: &x {q: 1}\nm:\n  <<: *x\n  r: 1\n", at: "m.q", .set(.int(2))) == shared)
    #expect(FixText.edited("x: &x {q: 1}\nm:\n  <<: *x\n  r: 1\n", at: "x.q", .rename("s")) == shared)
    #expect(FixText.edited("a: &x True\nb: 1\n", at: "a", .set(.string("true"))) == "a: &x \"true\"\nb: 1\n")
  }

  @Test func tagsAndLongKeysAreLeftAlone() {
    #expect(
      FixText.edited("a: !!str True\n", at: "a", .set(.string("true")))
        == "refused: the value has a YAML tag; change it by hand")
    #expect(FixText.edited("? a\n: b\n", at: "m.a", .set(.int(1))).hasPrefix("refused:"))
  }

  @Test func documentsAreTakenByThemselves() {
    #expect(
      FixText.edited("a: x\n---\na: x\n---\na: x\n", document: 1, at: "a", .set(.string("z")))
        == "a: x\n---\na: z\n---\na: x\n")
  }

  // MARK: evidence

  @Test func evidenceIsNotEdited() {
    #expect(
      FixText.edited(
        "{\"name\": \"x\"}", syntax: .json, at: "name", .set(.string("y")), resource: "azure.LoadBalancer/x")
        == "refused: an export is evidence and never edited; change what it shows and export it again")
    #expect(
      FixText.edited(
        "kind: Service\nmetadata: {uid: 1f, name: x}\nspec: {a: x}\n", at: "spec.a", .set(.string("y")))
        == "refused: an object that was exported from a cluster is evidence and never edited; change the manifest that it was made from"
    )
    #expect(
      FixText.edited(
        "{\"format_version\": \"1.2\", \"terraform_version\": \"1.9.0\", \"a\": 1}", syntax: .json, at: "a",
        .set(.int(2)))
        == "refused: a Terraform plan or state is evidence and never edited; change the configuration that it was made from"
    )
    let template =
      "{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\", \"a\": 1}"
    #expect(
      FixText.edited(template, syntax: .json, at: "a", .set(.int(2)), resource: "azure.LoadBalancer/x")
        == template.replacing("\"a\": 1", with: "\"a\": 2"))
  }
}
