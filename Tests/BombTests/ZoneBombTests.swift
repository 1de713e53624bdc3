import Testing

/// Zone files that include themselves, one another, or make more than they hold.
@Suite(.serialized) struct ZoneBombTests {
  private let folder: BombFolder
  private let head =
    "$ORIGIN example.com.\n$TTL 60\n@ SOA ns admin 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.1\n"

  init() throws { folder = try BombFolder() }

  @Test func aFileThatIncludesItself() throws {
    try folder.write("bomb.zone", head + "$INCLUDE bomb.zone\n")
    try folder.isRefused([
      "bomb.zone:6:1: error: $INCLUDE of a file that is being read; a file does not include itself"
    ])
  }

  @Test func aRingOfFiles() throws {
    try folder.write("a.zone", head + "$INCLUDE b.part\n")
    try folder.write("b.part", "$INCLUDE c.part\n")
    try folder.write("c.part", "$INCLUDE a.zone\n")
    try folder.isRefused([
      "a.zone:6:1: error: in c.part:1:1: $INCLUDE of a file that is being read; a file does not include itself"
    ])
  }

  /// Nine files, each of which names the next a thousand times.
  @Test func aTreeOfFiles() throws {
    try folder.write("a.zone", head + "$INCLUDE 1.part\n")
    for level in 1..<9 { try folder.write("\(level).part", [("$INCLUDE \(level + 1).part\n", 1000)]) }
    try folder.write("9.part", "x A 192.0.2.2\n")
    let run = try folder.airtight.run("check", ".", "--only", "load-balancer-public")
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.output.contains("too many $INCLUDE directives; at most 1000 are followed [input-refused]"))
    #expect(run.output.contains("neighbour.yaml:7:"))
    #expect(run.time < Airtight.mostTime, "\(run.time) s")
  }

  @Test func generatedRecords() throws {
    try folder.write("bomb.zone", head + "$GENERATE 0-131072 a$ A 192.0.2.1\n")
    try folder.isRefused([
      "bomb.zone:6:1: error: $GENERATE makes too many records; a file may generate 131072"
    ])
  }

  @Test func generatedText() throws {
    let long = String(repeating: "x", count: 255)
    try folder.write("bomb.zone", head + "$GENERATE 0-131071 a$ TXT \(long)\n")
    try folder.isRefused([
      "bomb.zone:6:1: error: $GENERATE makes too much text; a file may generate 16777216 bytes"
    ])
  }

  @Test(.enabled(if: Airtight.isRelease, "AIRTIGHT_BINARY names no release binary"))
  func records() throws {
    // Names of their own: the same one two million times takes longer, for the duplicates are compared.
    let letters = (0..<1000).map { "n\($0) A 192.0.2.1\n" }.joined()
    let pieces = (0..<2100).flatMap { [("$ORIGIN o\($0).example.com.\n", 1), (letters, 1)] }
    try folder.write("bomb.zone", [(head, 1)] + pieces)
    try folder.isRefused([
      "bomb.zone:2002003:1: error: more than 2000000 records; the rest of the file is not read"
    ])
  }

  @Test func anOpenParenthesis() throws {
    try folder.write("bomb.zone", [(head + "a TXT ", 1), ("(", 10 << 20)])
    let run = try folder.airtight.run("check", ".", "--only", "load-balancer-public")
    #expect(run.status == 3 && run.time < Airtight.mostTime)
    #expect(run.output.contains("bomb.zone:6:7: error: unbalanced parenthesis"))
  }

  /// Names that lead to one another: no answer, and no end of the run.
  @Test func aliasesInARing() throws {
    try folder.write("bomb.zone", head + "a CNAME b\nb CNAME a\n")
    let run = try folder.airtight.run("inspect", "--resolve", "a.example.com", "bomb.zone")
    #expect(run.status == 0 && run.time < Airtight.mostTime, "\(run.errors)")
  }
}
