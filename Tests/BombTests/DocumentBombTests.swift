import Testing

/// YAML and JSON that would cost much more than their bytes.
@Suite(.serialized) struct DocumentBombTests {
  private let folder: BombFolder

  init() throws { folder = try BombFolder() }

  /// Each line names the one before it nine times.
  private func doubling(_ open: String, _ close: String, first: String) -> String {
    var text = "a0: &a0 \(first)\n"
    for level in 1..<60 {
      let names = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
      text += "a\(level): &a\(level) \(open)\(names)\(close)\n"
    }
    return text
  }

  @Test func aliases() throws {
    try folder.write("bomb.yaml", doubling("[", "]", first: "[x,x,x,x,x,x,x,x,x]"))
    try folder.isRefused([
      "bomb.yaml:7:10: error: aliases expand to more than 1000000 nodes; at most 1000000 are allowed"
    ])
  }

  @Test func mergeKeys() throws {
    try folder.write("bomb.yaml", doubling("{<<: [", "]}", first: "{x: 1}"))
    try folder.isRefused([
      "bomb.yaml:7:27: error: aliases expand to more than 1000000 nodes; at most 1000000 are allowed"
    ])
  }

  @Test(arguments: ["yaml", "json"]) func depth(_ format: String) throws {
    try folder.write("bomb." + format, [("[", 20 << 20)])
    try folder.isRefused([
      "bomb.\(format):1:1001: error: nested deeper than 1000 levels; at most 1000 are allowed"
    ])
  }

  @Test func depthOfBlocks() throws {
    try folder.write("bomb.yaml", (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined())
    try folder.isRefused([
      "bomb.yaml:1001:1001: error: nested deeper than 1000 levels; at most 1000 are allowed"
    ])
  }

  @Test(arguments: ["a: ", "a: \""]) func aScalarOfAGigabyte(_ start: String) throws {
    try folder.write("bomb.yaml", [(start, 1), ("x", 1 << 30)])
    try folder.isRefused([
      "bomb.yaml: error: larger than 134217728 bytes; at most 134217728 bytes are read (--max-file-size)"
    ])
  }

  @Test(arguments: [
    "--- a\n", "---\n", "--- {}\n...\n", "%YAML 1.1\n--- a\n...\n",
  ]) func tenMillionDocuments(_ document: String) throws {
    let most = Airtight.isRelease ? 10_000_000 : 1_000_000
    try folder.write("bomb.yaml", [(document, Swift.min(most, (100 << 20) / document.utf8.count))])
    let lines = document.split(separator: "\n").count
    let column = document.hasPrefix("---\n") ? 1 : 5
    let line = 100_000 * lines + (document.hasPrefix("---\n") ? 2 : lines == 3 ? 2 : 1)
    try folder.isRefused([
      "bomb.yaml:\(line):\(column): error: more than 100000 documents; at most 100000 are read (--max-documents)"
    ])
  }

  @Test(.enabled(if: Airtight.isRelease, "AIRTIGHT_BINARY names no release binary"))
  func moreValuesThanFit() throws {
    try folder.write("bomb.json", [("[", 1), ("1,", 40 << 20), ("1]", 1)])
    try folder.isRefused([
      "bomb.json:1:8000000: error: more than 4000000 keys and values; at most 4000000 are read (--max-nodes)"
    ])
  }

  @Test(.enabled(if: Airtight.isRelease, "AIRTIGHT_BINARY names no release binary"))
  func moreLinesThanFit() throws {
    try folder.write("bomb.yaml", [("- 1\n", 20 << 20)])
    try folder.isRefused([
      "bomb.yaml:4000000:3: error: more than 4000000 keys and values; at most 4000000 are read (--max-nodes)"
    ])
  }

  @Test(arguments: [
    ("a: \u{1}\n", "1:4: error: control characters are not allowed"),
    ("a: \u{0}\n", "1:4: error: control characters are not allowed"),
  ]) func controlCharacters(_ text: String, _ message: String) throws {
    try folder.write("bomb.yaml", text)
    try folder.isRefused([
      "bomb.yaml:\(message); a file is UTF-8, or UTF-16 with a byte-order mark, without control characters"
    ])
  }
}

/// Files at the limit of their size end within the bounds, whatever is in them.
@Suite(.serialized, .enabled(if: Airtight.isRelease, "AIRTIGHT_BINARY names no release binary"))
struct LargeFileTests {
  private let folder: BombFolder
  private let most = 128 << 20

  init() throws { folder = try BombFolder() }

  @Test(arguments: [
    ("bomb.yaml", "a: ", "x"), ("bomb.yaml", "a: |\n", "  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"),
    ("bomb.yaml", "a: >\n", "  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"),
    ("bomb.zone", "$ORIGIN example.com.\n; ", "x"), ("bomb.yaml", "# ", "#"), ("bomb.yaml", "", "\n"),
  ]) func atTheLimit(_ name: String, _ start: String, _ piece: String) throws {
    try folder.write(name, [(start, 1), (piece, (most - start.utf8.count) / piece.utf8.count)])
    let run = try folder.airtight.run("check", ".", "--only", "load-balancer-public")
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.time < Airtight.mostTime, "\(run.time) s")
  }

  @Test(arguments: ["\\n", "x", "\\u0041", "\u{E9}"]) func aStringAtTheLimit(_ piece: String) throws {
    try folder.write("bomb.json", [("\"", 1), (piece, (most - 2) / piece.utf8.count), ("\"", 1)])
    let run = try folder.airtight.run("check", ".", "--only", "load-balancer-public")
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.time < Airtight.mostTime, "\(run.time) s")
  }
}
