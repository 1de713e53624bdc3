import Testing

/// Zone files that include themselves, one another, or make more than they hold.
@Suite(.serialized) struct ZoneBombTests {
  private let folder: BombFolder
  private let head = BombFolder.zoneHead

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
    try folder.writeRecords("n# A 192.0.2.1", behind: head)
    try folder.isRefused([
      "bomb.zone:1101103:1: error: more than 1100000 records; the rest of the file is not read"
    ])
  }

  /// All records that may be read, made to cost as much as they can: in one set, with targets, below one another, and each a defect.
  @Test(
    .enabled(if: Airtight.isRelease, "AIRTIGHT_BINARY names no release binary"),
    arguments: [
      ("x.example.com. A 192.0.2.1", "example.com.", ""), ("x.example.com. PTR t#", "example.com.", ""),
      ("x#.example.com. PTR t", "example.com.", ""), ("x.example.com. # CNAME t#", "example.com.", ""),
      ("n# A 192.0.2.1", "example.net.", ""), ("n# CNAME a.b", "example.com.", ""),
      ("n# CNAME a.com", "example.com.", ""), ("n#.example.com.x A 192.0.2.1", "example.com.", ""),
      ("*.n# A 192.0.2.1", "example.com.", ""), ("_n# A 192.0.2.1", "example.com.", ""),
      ("n# NS t#", "example.com.", ""), ("n# NS ns.example.com.", "example.com.", ""),
      ("x.example.com. TXT t#\nn# MX 1 x.example.com.", "example.com.", ""),
      ("n# MX 1 x.example.com.", "example.com.", "x CNAME y"),
      ("n# A 192.0.2.1", "x.example.com.", "x NS ns"), ("n# TXT t", "x.example.com.", "x NS ns"),
      ("x.example.com. TXT t#\nn# TXT t", "x.example.com.", "x NS ns"),
      ("n# TXT t", "x.example.com.", "x DNAME y"),
      (
        "n# A 192.0.2.1", String(repeating: "a.", count: 100) + "example.com.",
        "y.\(String(repeating: "a.", count: 101)) NS ns"
      ),
      ("n# CNAME x\nn# TXT t", "example.com.", ""), ("n# SOA a b 1 2 3 4 5", "example.com.", ""),
      ("n# CH TXT t", "example.com.", ""),
    ]) func costlyRecords(_ line: String, _ parent: String, _ first: String) throws
  {
    try folder.writeRecords(line, below: parent, behind: head + first + "\n")
    let run = try folder.airtight.run("check", ".", "--only", "load-balancer-public")
    #expect(run.status == 3, "\(run.errors)")
    #expect(
      run.output.contains(
        "error: more than 1100000 records; the rest of the file is not read [input-refused]"))
    #expect(run.output.contains("neighbour.yaml:7:"))
    #expect(run.time < Airtight.mostTime, "\(run.time) s")
  }

  /// Names whose octets differ by the bit that tells capital letters from small ones.
  @Test func namesThatAreNearlyTheSame() throws {
    let names = (0..<20_000).map { number in
      String((0..<20).map { number >> $0 & 1 == 0 ? "[" : "{" })
    }
    try folder.write("bomb.zone", head + names.map { $0 + " A 192.0.2.2\n" }.joined())
    let run = try folder.airtight.run("check", ".", "--only", "load-balancer-public")
    #expect(run.status == 1 && run.time < Airtight.mostTime, "\(run.errors) \(run.time) s")
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
