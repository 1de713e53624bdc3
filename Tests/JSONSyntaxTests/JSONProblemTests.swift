import Documents
import JSONSyntax
import SourceText
import Testing

/// The exact text and place of every problem; places are byte offsets, the end excluded.
struct JSONProblemTests {
  @Test(arguments: [
    ("", "0-0 no value; a JSON file holds exactly one"),
    (" \n", "2-2 no value; a JSON file holds exactly one"),
    ("[1,]", "3-4 unexpected ']' after ','; a value is expected"),
    ("[,]", "1-2 unexpected ',' after '['; a value or ']' is expected"),
    ("[", "1-1 unexpected end of file after '['; a value or ']' is expected"),
    ("[1", "2-2 unexpected end of file; ',' or ']' is expected"),
    ("[1 true]", "3-7 unexpected 'true'; ',' or ']' is expected"),
    ("[1}", "2-3 unexpected '}'; ',' or ']' is expected"),
    ("{\"a\":1]", "6-7 unexpected ']'; ',' or '}' is expected"),
    ("{\"a\" 1}", "5-6 unexpected '1'; ':' is expected after a key"),
    ("{\"a\":}", "5-6 unexpected '}' after ':'; a value is expected"),
    ("{a: 1}", "1-2 unexpected 'a' after '{'; a key in double quotes or '}' is expected"),
    ("{\"a\":1,}", "7-8 unexpected '}' after ','; a key in double quotes is expected"),
    ("{", "1-1 unexpected end of file after '{'; a key in double quotes or '}' is expected"),
    ("{\"a\":1}]", "7-8 unexpected ']'; the end of the file is expected"),
    (
      "{\"a\":1}\n{\"a\":2}",
      "8-9 a second value in the file; a JSON file holds exactly one (JSON Lines are not read)"
    ),
    ("1 2", "2-3 a second value in the file; a JSON file holds exactly one (JSON Lines are not read)"),
    ("['a']", "1-2 single-quoted string; strings stand in double quotes"),
    ("[NaN]", "1-4 unexpected 'NaN' after '['; a bare word is true, false or null"),
    ("[truth]", "1-6 unexpected 'truth' after '['; a bare word is true, false or null"),
    ("True", "0-4 unexpected 'True'; a bare word is true, false or null"),
    ("// a", "0-1 unexpected '/'; a value is expected, and JSON has no comments"),
    ("[\u{2060}]", "1-4 unexpected U+2060 after '['; a value or ']' is expected"),
    ("[\u{FF11}]", "1-4 unexpected '\u{FF11}' after '['; a value or ']' is expected"),
    ("[\u{0C}]", "1-2 unexpected U+000C after '['; a value or ']' is expected"),
  ])
  func structure(_ input: String, _ expected: String) {
    #expect(problems(Array(input.utf8)) == [expected])
  }

  @Test(arguments: [
    ("[+1]", "1-3 unexpected '+1' after '['; a number starts with a digit or '-'"),
    ("[.5]", "1-3 unexpected '.5' after '['; a number starts with a digit or '-'"),
    ("[-]", "2-3 unexpected ']' after '-'; a digit is expected"),
    ("[-", "2-2 unexpected end of file after '-'; a digit is expected"),
    ("[1.]", "3-4 unexpected ']' after '.'; a digit is expected"),
    ("[1e+]", "4-5 unexpected ']' after the start of an exponent; a digit is expected"),
    ("[012]", "1-4 leading zero; a number's whole part is 0 or starts with 1 to 9"),
    ("[-00]", "2-4 leading zero; a number's whole part is 0 or starts with 1 to 9"),
    ("[0x1]", "2-4 unexpected 'x1'; ',' or ']' is expected"),
  ])
  func numbers(_ input: String, _ expected: String) {
    #expect(problems(Array(input.utf8)) == [expected])
  }

  @Test(arguments: [
    ("[\"a", "1-3 unterminated string; '\"' is expected at its end"),
    ("[\"a\\", "1-4 unterminated string; '\"' is expected at its end"),
    ("[\"\\n a", "1-6 unterminated string; '\"' is expected at its end"),
    ("[\"a\nb\"]", "3-4 unescaped line break in a string; it is written \\n"),
    ("[\"a\rb\"]", "3-4 unescaped carriage return in a string; it is written \\r"),
    ("[\"a\tb\"]", "3-4 unescaped tab in a string; it is written \\t"),
    ("[\"a\u{1B}b\"]", "3-4 unescaped control character U+001B in a string; it is written \\u001B"),
    (
      "[\"\\x00\"]",
      "2-4 unknown escape '\\x'; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"
    ),
    (
      "[\"\\🌀\"]",
      "2-7 unknown escape '\\🌀'; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"
    ),
    ("[\"\\u00A\"]", "2-7 incomplete escape '\\u00A'; \\u takes four hexadecimal digits"),
    ("[\"\\u00", "2-6 incomplete escape '\\u00'; \\u takes four hexadecimal digits"),
    ("[\"\\uD834\\uDd\"]", "8-12 incomplete escape '\\uDd'; \\u takes four hexadecimal digits"),
  ])
  func strings(_ input: String, _ expected: String) {
    #expect(problems(Array(input.utf8)) == [expected])
  }

  @Test func anUnpairedSurrogateIsReplacedWithAWarning() {
    for (escape, count) in [("\\uD800", 1), ("\\uDC00", 1), ("\\uD800x\\uDC00", 2), ("\\uD800\\uD800", 2)] {
      let reading = JSONReader.read(SourceFile(path: "a.json", text: "\"\(escape)\""))
      #expect(!reading.isRefused)
      #expect(reading.problems.map(\.severity) == Array(repeating: .warning, count: count))
      let text = reading.tree.documents.first?.text
      #expect(text?.unicodeScalars.filter { $0 == "\u{FFFD}" }.count == count)
    }
    #expect(
      problems(Array("\"\\uD800\"".utf8)) == ["1-7 unpaired surrogate '\\uD800'; it is read as U+FFFD"])
  }

  @Test func invalidUTF8IsOneProblemAtItsFirstByte() {
    let message = "invalid UTF-8; a file is UTF-8, or UTF-16 with a byte-order mark"
    #expect(problems([0x5B, 0xFF, 0x5D]) == ["1-2 \(message)"])
    #expect(problems(Array("[\"a".utf8) + [0xC0, 0x80] + Array("\"]".utf8)) == ["3-4 \(message)"])
    #expect(problems(Array("[1]".utf8) + [0xFF]) == ["3-4 \(message)"])
    #expect(problems(Array("[1e".utf8) + [0xE5, 0x5D]) == ["3-4 \(message)"])
  }

  @Test func theFirstOfTwoProblemsIsTold() {
    #expect(
      problems(Array("[+1, \"".utf8) + [0xFF]) == [
        "1-3 unexpected '+1' after '['; a number starts with a digit or '-'"
      ])
  }

  /// What stands behind the last value that may be read costs nothing: the unpaired surrogate there is not told.
  @Test(arguments: ["[1, 2, \"\\uD800\"", "{\"a\": 1, \"b\": \"\\uD800\"", "[1, {}, \"\\uD800\""])
  func whatIsRefusedAsAWholeIsReadNoFurther(_ text: String) {
    let source = SourceFile(path: "a.json", text: text)
    let reading = JSONReader.read(source, limits: TreeLimits(nodes: 2))
    #expect(
      reading.problems.map(\.message) == ["more than 2 keys and values; at most 2 are read (--max-nodes)"])
    #expect(reading.tree.documents.isEmpty)
  }

  @Test func aDuplicateKeyIsAWarning() {
    let reading = JSONReader.read(SourceFile(path: "a.json", text: "{\"a\": 1, \"\\u0061\": 2}"))
    #expect(!reading.isRefused)
    #expect(
      reading.problems.map(\.message)
        == ["the key 'a' stands more than once in this mapping; only the last one counts"])
    #expect(reading.problems.first?.span?.range == 9..<17)
    #expect(reading.tree.documents.first?["a"]?.integer == 2)
  }

  private func problems(_ bytes: [UInt8]) -> [String] {
    guard let source = try? SourceFile(path: "a.json", raw: bytes) else { return [] }
    return JSONReader.read(source).problems.map { problem in
      "\(problem.span?.start ?? 0)-\(problem.span?.end ?? 0) \(problem.message)"
    }
  }

  /// Whether some key stands twice is found whatever the keys look like: few letters make many that are alike at their ends.
  @Test func repeatedKeysOfSmallObjects() {
    var seed: UInt64 = 7
    func below(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    var repeated = 0
    for _ in 0..<4_000 {
      let keys = (0..<2 + below(15)).map { _ in
        String((0..<below(5)).map { _ in ["a", "b", "\u{E9}", "\\u0061"][below(4)] }.joined())
      }
      let text = "{" + keys.map { "\"\($0)\": 1" }.joined(separator: ", ") + "}"
      let isRepeating = Set(keys.map { $0.replacing("\\u0061", with: "a") }).count < keys.count
      let problems = JSONReader.read(SourceFile(path: "a.json", text: text)).problems
      #expect(problems.isEmpty != isRepeating, "\(text)")
      repeated += isRepeating ? 1 : 0
    }
    #expect(repeated > 500 && repeated < 3_500)
  }
}
