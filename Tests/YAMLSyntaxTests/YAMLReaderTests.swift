import Documents
import SourceText
import Testing
import YAMLSyntax

@Suite struct YAMLReaderTests {
  private func read(_ text: String, limits: TreeLimits = TreeLimits()) -> (
    DocumentTree, [SourceProblem], SourceFile
  ) {
    let source = SourceFile(path: "a.yaml", text: text)
    let (tree, problems) = YAMLReader.read(source, limits: limits)
    return (tree, problems, source)
  }

  /// The source's text of a span.
  private func text(_ span: ByteSpan?, _ source: SourceFile) -> String? {
    span.map { String(decoding: source.bytes[$0.range], as: UTF8.self) }
  }

  @Test func everyKeyAndValueHasItsSpan() throws {
    let (tree, problems, source) = read(
      "# é\nkind: Service\nspec:\n  ports: [80, 'x']\n  é: \"a\\tb\"\nlast: |\n  text\n")
    #expect(problems.isEmpty)
    let root = try #require(tree.documents.first)
    #expect(text(root["kind"]?.span, source) == "Service")
    #expect(text(root["spec"]?.span, source) == "ports: [80, 'x']\n  é: \"a\\tb\"")
    #expect(text(root.at("spec", "ports")?.span, source) == "[80, 'x']")
    #expect(text(root.at("spec", "ports")?.element(at: 1)?.span, source) == "'x'")
    #expect(root.at("spec", "ports")?.element(at: 1)?.text == "x")
    #expect(root["spec"]?.value(forKey: "é")?.text == "a\tb")
    #expect(text(root["spec"]?.pair(forKey: "é")?.key.span, source) == "é")
    #expect(root["last"]?.text == "text\n")
    #expect(root["last"]?.style == .literal)
  }

  @Test func quotedAndPlainAreDifferentThings() throws {
    let (tree, _, _) = read("a: true\nb: \"true\"\nc: yes\nd: !!str yes\ne: 0x10\nf:\ng: 2026-01-02\n")
    let root = try #require(tree.documents.first)
    #expect(root["a"]?.scalar == .bool(true))
    #expect(root["b"]?.scalar == .string("true"))
    #expect(root["c"]?.scalar == .bool(true))
    #expect(root["d"]?.scalar == .string("yes"))
    #expect(root["e"]?.scalar == .int(16))
    #expect(root["f"]?.isNull == true)
    #expect(root["g"]?.scalar == .string("2026-01-02"))
  }

  @Test func aliasesAndMergeKeys() throws {
    let (tree, problems, source) = read(
      "base: &b {x: 1, y: 2}\nother: &o\n  y: 3\n  z: 4\nuse:\n  <<: [*b, *o]\n  x: 9\nsame: *b\n")
    #expect(problems.isEmpty)
    let use = try #require(tree.documents.first?["use"])
    #expect(use["x"]?.integer == 9)
    #expect(use["y"]?.integer == 2)
    #expect(use["z"]?.integer == 4)
    #expect(text(use["y"]?.span, source) == "2")
    let same = try #require(tree.documents.first?["same"])
    #expect(same["y"]?.integer == 2)
    #expect(text(same.span, source) == "*b")
  }

  @Test func billionLaughsStopAtTheLimit() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      bomb +=
        "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
        + "]\n"
    }
    let (_, problems, _) = read(bomb)
    #expect(
      problems.map(\.message) == ["aliases expand to more than 1000000 nodes; at most 1000000 are allowed"])
  }

  @Test func expansionAtTheLimitAndOnePastIt() {
    // One mapping, two keys, one sequence of three, and its alias: 1 + 2 + 4 + 4 nodes written out.
    let text = "a: &a [1, 2, 3]\nb: *a\n"
    #expect(read(text, limits: TreeLimits(expansion: 11)).1.isEmpty)
    #expect(read(text, limits: TreeLimits(expansion: 10)).1.count == 1)
  }

  @Test func depthAtTheLimitAndOnePastIt() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(read(nested(50), limits: TreeLimits(depth: 50)).1.isEmpty)
    #expect(
      read(nested(51), limits: TreeLimits(depth: 50)).1.map(\.message) == [
        "nested deeper than 50 levels; at most 50 are allowed"
      ])
    #expect(read(nested(100_000)).1.count == 1)
  }

  @Test(arguments: [
    (
      "a: *b\n",
      "no anchor '&b' before this alias; an alias names an anchor that stands before it in its document"
    ),
    ("a: &a [*a]\n", "the alias '*a' stands inside what it names; an alias names something that is complete"),
    (
      "a: b: c\n",
      "mapping values are not allowed in this context; a value with ': ' in it is quoted, and a key starts its own line"
    ),
    (
      "a:\n\tb: 1\n",
      "found character that cannot start any token while scanning for the next token: a tab; YAML is indented with spaces"
    ),
    (
      "a: {{ .Values.x }}\n",
      "this is a template, not YAML ('{{', '{%' or '<%'); check what it renders to, such as the output of 'helm template'"
    ),
    (
      "{{- if .Values.x }}\na: b\n{{- end }}\n",
      "this is a template, not YAML ('{{', '{%' or '<%'); check what it renders to, such as the output of 'helm template'"
    ),
    (
      "{% if x %}\na: b\n{% endif %}\n",
      "this is a template, not YAML ('{{', '{%' or '<%'); check what it renders to, such as the output of 'helm template'"
    ),
    (
      "a: \u{1}\n",
      "control characters are not allowed; a file is UTF-8, or UTF-16 with a byte-order mark, without control characters"
    ),
  ])
  func complaintsSayWhatIsAllowed(_ yaml: String, _ message: String) {
    #expect(read(yaml).1.map(\.message) == [message])
  }

  @Test func duplicateKeysAreReportedAndTheLastCounts() throws {
    let (tree, problems, source) = read("a: 1\nb: 2\na: 3\n")
    #expect(tree.documents.first?["a"]?.integer == 3)
    #expect(
      problems.map(\.message) == [
        "the key 'a' stands more than once in this mapping; only the last one counts"
      ])
    #expect(problems.first?.severity == .warning)
    #expect(problems.first?.span == ByteSpan(10..<11))
    #expect(text(problems.first?.span, source) == "a")
  }

  @Test func documentsBeforeAnErrorRemain() {
    let (tree, problems, _) = read("a: 1\n---\nb: [1\n---\nc: 3\n")
    #expect(tree.documents.map { $0["a"]?.integer } == [1])
    #expect(problems.count == 1)
  }

  @Test func commentsAreFoundOutsideOfScalars() {
    let (tree, _, source) = read(
      "# one\na: 'x # no' # two\nb: x#no\nc: |  # three\n  # no\n# four\nd: \"#no\"\n")
    let found = YAMLComments.spans(in: source, tree: tree).map { text($0, source) }
    #expect(found == ["# one", "# two", "# three", "# four"])
  }

  @Test func commentsAreFoundBehindTheSignOfAnAnchoredBlock() {
    let (tree, _, source) = read("a: &x !!str |- # one\n  # no\nb: &y |\n  # no\n# two\n")
    let found = YAMLComments.spans(in: source, tree: tree).map { text($0, source) }
    #expect(found == ["# one", "# two"])
  }

  @Test(arguments: [
    ("- !!map # one\n text # two\n", ["# one", "# two"]),
    ("a: !t # one\n  # two\n  'x # no' # three\n", ["# one", "# two", "# three"]),
    ("a: &a # one\n  | # two\n  # no\n", ["# one", "# two"]),
    ("- !t # one\n-\n", ["# one"]),
  ])
  func commentsAreFoundBetweenAPropertyAndItsText(_ yaml: String, _ comments: [String]) {
    let source = SourceFile(path: "a.yaml", text: yaml)
    let (tree, _) = YAMLReader.readEvents(source)
    #expect(YAMLComments.spans(in: source, tree: tree).map { text($0, source) } == comments)
  }
}
