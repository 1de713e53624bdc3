import SourceText
import Testing
import ZoneSyntax

/// Every limit where it is reached, and one past it.
struct ZoneLimitTests {
  @Test func records() throws {
    let text = "a 1 A 192.0.2.1\nb 1 A 192.0.2.2"
    #expect(problems(try readZone(text, limits: ZoneLimits(records: 2))) == [])
    let zone = try readZone(text, limits: ZoneLimits(records: 1))
    #expect(problems(zone) == ["2:1-2:16 error: more than 1 records; the rest of the file is not read"])
    #expect(zone.records.count == 1)
  }

  @Test func generatedRecords() throws {
    let text = "$TTL 1\n$GENERATE 1-3 a$ A 192.0.2.$\n$GENERATE 1-2 b$ A 192.0.2.$"
    #expect(try readZone(text, limits: ZoneLimits(generated: 5)).records.count == 5)
    let zone = try readZone(text, limits: ZoneLimits(generated: 4))
    #expect(
      problems(zone) == ["3:1-3:29 error: $GENERATE makes too many records; a file may generate 4"])
    #expect(zone.records.count == 3)
    #expect(try readZone("$TTL 1\n$GENERATE 0-131071 a$ A 192.0.2.1").records.count == 131_072)
    #expect(try readZone("$TTL 1\n$GENERATE 0-131072 a$ A 192.0.2.1").records.isEmpty)
  }

  @Test func generatedBytes() throws {
    let text = "$TTL 1\n$GENERATE 1-2 a$ A 192.0.2.$"
    #expect(try readZone(text, limits: ZoneLimits(generatedBytes: 31)).records.count == 2)
    #expect(
      problems(try readZone(text, limits: ZoneLimits(generatedBytes: 30))) == [
        "2:1-2:29 error: $GENERATE makes too much text; a file may generate 30 bytes"
      ])
  }

  @Test func tokenLength() throws {
    #expect(problems(try readZone("a 1 TXT abcd", limits: ZoneLimits(tokenLength: 4))) == [])
    #expect(
      problems(try readZone("a 1 TXT abcde", limits: ZoneLimits(tokenLength: 4))) == [
        "1:9-1:14 error: token of 5 bytes; at most 4 are read"
      ])
  }

  @Test func strings() throws {
    let longest = String(repeating: "x", count: 255)
    #expect(problems(try readZone("a 1 TXT \(longest)")) == [])
    #expect(
      problems(try readZone("a 1 TXT \(longest)x")) == [
        "1:9-1:265 error: string of 256 octets; a character string has at most 255"
      ])
  }

  @Test func dataLength() throws {
    let string = " " + String(repeating: "x", count: 255)
    let most = "a 1 TXT" + String(repeating: string, count: 255) + " " + String(repeating: "x", count: 254)
    #expect(problems(try readZone(most)) == [])
    #expect(
      problems(try readZone(most + "x")).map { $0.suffix(55) } == [
        "error: too much data; a record has at most 65535 octets"
      ])
    #expect(problems(try readZone("a 1 A 1.2.3.4", limits: ZoneLimits(dataLength: 4))) == [])
    #expect(problems(try readZone("a 1 A 1.2.3.4", limits: ZoneLimits(dataLength: 3))).count == 1)
  }

  @Test func problemsPerFile() throws {
    #expect(problems(try readZone("a\na\n", limits: ZoneLimits(problems: 2))).count == 2)
    #expect(
      problems(try readZone("a\na\na\na\n", limits: ZoneLimits(problems: 2))).last
        == "3:2-3:2 error: more than 2 problems; the rest of the file is not read")
  }

  @Test func includes() throws {
    let includes: ZoneReader.Includes = { name, _ in
      SourceFile(path: name, text: "$INCLUDE next\nx 1 A 192.0.2.1")
    }
    let zone = try readZone("$INCLUDE first\n", limits: ZoneLimits(includeDepth: 2), includes: includes)
    #expect(zone.texts.count == 3)
    #expect(
      problems(zone, text: 2) == [
        "1:1-1:14 error: $INCLUDE too deep; at most 2 files stand inside each other"
      ])
    let wide = try readZone(
      "$INCLUDE a\n$INCLUDE b\n", limits: ZoneLimits(includes: 1),
      includes: { name, _ in SourceFile(path: name, text: "") })
    #expect(problems(wide) == ["2:1-2:11 error: too many $INCLUDE directives; at most 1 are followed"])
  }

  /// The bytes of all included files together, up to the limit and one past it.
  @Test func includedBytes() throws {
    let part = "x 1 A 192.0.2.1\n"
    let count = part.utf8.count
    for limit in [2 * count, 2 * count - 1] {
      let zone = try readZone(
        "$INCLUDE a\n$INCLUDE b\n", limits: ZoneLimits(includedBytes: limit),
        includes: { name, _ in SourceFile(path: name, text: part) })
      #expect(
        problems(zone)
          == (limit < 2 * count
            ? ["2:1-2:11 error: $INCLUDE brings in too much; at most \(limit) bytes are read"] : []))
    }
  }

  @Test func includedFilesHaveTheirOwnOrigin() throws {
    let zone = try readZone(
      "a 1 A 192.0.2.1\n$INCLUDE \"sub.db\" sub\n  1 A 192.0.2.2\n$INCLUDE gone",
      includes: { name, _ throws(SourceProblem) in
        if name == "gone" { throw SourceProblem("no such file; it is in none of the given folders") }
        return SourceFile(path: name, text: "$ORIGIN x\nb 1 A 192.0.2.3\n")
      })
    #expect(
      lines(zone) == [
        "a.example.com. 1 IN A 192.0.2.1", "b.x.sub.example.com. 1 IN A 192.0.2.3",
        "a.example.com. 1 IN A 192.0.2.2",
      ])
    #expect(problems(zone) == ["4:1-4:14 error: no such file; it is in none of the given folders"])
    #expect(zone.rootSpan(of: zone.records[1]) == zone.directives[0].span)
  }
}
