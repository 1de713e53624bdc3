import Documents
import Rendering
import SourceText
import Testing
import YAMLSyntax

@Suite struct KustomizeOutputTests {
  private func base(_ path: String, _ text: String) -> KustomizeOutput.Base {
    let source = SourceFile(path: path, text: text)
    return KustomizeOutput.Base(path: path, bytes: source.bytes, tree: YAMLReader.read(source).tree)
  }

  private func origins(
    _ output: String, bases: [String], patch: String = "", kustomization: String = "x: 1\n"
  ) -> [String] {
    let source = SourceFile(path: "k", text: output)
    let text = KustomizeOutput.text(
      source.bytes, YAMLReader.read(source).tree,
      kustomization: .init(path: "k", bytes: Array(kustomization.utf8)),
      bases: bases.enumerated().map { base("b\($0)", $1) }, patches: [base("p", patch)])
    return (1...TextLines.split(source.bytes).count).map { line in
      let origin = text.origin(ofLine: line)
      return origin.path + (origin.line.map { ":\($0)" } ?? "")
    }
  }

  @Test func membersStandWhereTheyStood() {
    #expect(
      origins(
        "apiVersion: v1\nkind: A\nmetadata:\n  name: x-a\n  namespace: n\nspec:\n  list:\n  - name: two\n    v: 3\n  - name: one\n    v: 1",
        bases: [
          "# a comment\nkind: A\napiVersion: v1\nspec: {list: [{name: one, v: 1}, {name: two, v: 2}]}\nmetadata:\n  name: a\n"
        ])
        == ["b0:3", "b0:2", "b0:5", "k", "k", "b0:4", "b0:4", "b0:4", "k", "b0:4", "b0:4"])
  }

  @Test func whatIsNewStandsInThePatch() {
    #expect(
      origins(
        "kind: A\nmetadata:\n  annotations:\n    long/annotation: '*'\n  name: a\nspec: 2",
        bases: ["kind: A\nmetadata:\n  name: a\nspec: 1\n"],
        patch: "kind: A\nmetadata:\n  name: a\n  annotations: {long/annotation: \"*\"}\nspec: 2\n")
        == ["b0:1", "b0:2", "p:4", "p:4", "b0:3", "p:5"])
    // A text within the kustomization.
    #expect(
      origins(
        "kind: A\nmetadata:\n  name: a\n  namespace: somewhere", bases: [],
        kustomization: "p:\n  namespace: somewhere\n")
        == ["k", "k", "k", "k:2"])
  }

  @Test func objectsOfOneNameAreToldApartByTheirNamespaces() {
    let bases = [
      "kind: A\nmetadata: {name: a, namespace: m}\n", "kind: A\nmetadata: {name: a, namespace: n}\n",
    ]
    #expect(origins("kind: A\nmetadata: {name: a, namespace: n}", bases: bases) == ["b1:1", "b1:2"])
    #expect(origins("kind: A\nmetadata: {name: a, namespace: o}", bases: bases) == ["k", "k"])
    #expect(origins("kind: B\nmetadata: {name: a}", bases: bases) == ["k", "k"])
  }
}
