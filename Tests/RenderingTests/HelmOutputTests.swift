import Rendering
import Testing

@Suite struct HelmOutputTests {
  private let description = RenderedText.File(path: "c/Chart.yaml", bytes: Array("name: c\n".utf8))

  private func origins(_ output: String, _ templates: [String: String]) -> [String] {
    let text = HelmOutput.text(Array(output.utf8), description: description) { path in
      templates[path].map { RenderedText.File(path: "c/" + path, bytes: Array($0.utf8)) }
    }
    return (1...TextLines.split(text.bytes).count).map { line in
      let origin = text.origin(ofLine: line)
      return origin.path + (origin.line.map { ":\($0)" } ?? "")
    }
  }

  @Test func linesComeFromTheTemplateThatTheCommentTells() {
    let output =
      "---\n# Source: c/templates/a.yaml\nkind: A\nname: x\n---\n# Source: c/charts/d/templates/b.yaml\nkind: B"
    #expect(
      origins(
        output,
        ["templates/a.yaml": "kind: A\nname: {{ .x }}\n", "charts/d/templates/b.yaml": "\nkind: B\n"])
        == [
          "c/Chart.yaml", "c/templates/a.yaml", "c/templates/a.yaml:1", "c/templates/a.yaml:2",
          "c/Chart.yaml", "c/charts/d/templates/b.yaml", "c/charts/d/templates/b.yaml:2",
        ])
  }

  @Test func aPathThatLeadsElsewhereIsNone() {
    for path in ["c/../../etc/passwd", "c", "/etc/passwd", "c//x", "c/templates/gone.yaml"] {
      let found = origins("---\n# Source: \(path)\nkind: A", ["templates/a.yaml": "kind: A"])
      #expect(found == ["c/Chart.yaml", "c/Chart.yaml", "c/Chart.yaml"], "\(path)")
    }
  }

  @Test func whatHasNoCommentIsTheCharts() {
    #expect(origins("kind: A\n", [:]) == ["c/Chart.yaml", "c/Chart.yaml"])
  }
}
