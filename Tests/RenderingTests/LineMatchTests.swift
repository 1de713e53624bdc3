import Rendering
import Testing

@Suite struct LineMatchTests {
  private func lines(_ rendered: String, _ template: String) -> [Int] {
    LineMatch.lines(of: TextLines.split(Array(rendered.utf8)), in: TextLines.split(Array(template.utf8)))
  }

  @Test func aLineIsKnownWhereItsTextStandsOnce() {
    #expect(lines("b\n  a\nx", "a\nb\nc\nc") == [2, 1, 0])
    #expect(lines("c", "c\nc") == [0])
  }

  @Test func betweenKnownLinesTheStartIsEnough() {
    let template =
      "spec:\n  type: {{ .Values.type }}\n  {{- if .Values.x }}\n  port: {{ .Values.port }}\n  {{- end }}\nend: 1"
    #expect(lines("spec:\n  type: LoadBalancer\n  port: 443\nend: 1", template) == [1, 2, 4, 6])
    // Two lines that begin alike are not told apart.
    #expect(lines("a:\n  b: 1\nc:", "a:\n  b: {{ x }}\n  b: {{ y }}\nc:") == [1, 0, 4])
    // A line of nothing but a value may have given any line.
    #expect(lines("a:\n  b: 1\nc:", "a:\n  {{ x }}\nc:") == [1, 0, 3])
  }

  @Test func linesThatComeInAnotherOrderAreLeftOut() {
    #expect(lines("c: 1\nx: 2\na: 1", "a: 1\nx: {{ v }}\nc: 1") == [3, 0, 1])
  }

  @Test func longTextsTakeLinearTime() {
    let template = String(repeating: "a: {{ x }}\n", count: 200_000)
    let rendered = String(repeating: "a: 1\n", count: 200_000)
    #expect(lines(rendered, template).allSatisfy { $0 == 0 })
  }
}
