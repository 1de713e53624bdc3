import Documents
import JSONSyntax
import SourceText
import Testing
import YAMLSyntax

/// A thread's own twin of a large tree finds the members that the tree has.
struct MemberTableTests {
  private static let wide = (0..<40).map { "m\($0)" }

  @Test func jsonMembersAreThoseOfTheTree() throws {
    let long = String(repeating: "k", count: 70_000)
    let wide = Self.wide.map { #""\#($0)": 1"# }.joined(separator: ", ")
    let objects = [
      #"{"a": 1, "b": null, "ab": "x", "ba": {"a": 2}, "axb": 1, "": [1], "kind": "x"}"#,
      #"{"a": 1, "b": 2, "a": 3}"#,
      "{}", #"{"a\n": 1, "\u0061": 2, "é": 3}"#, "{\(wide)}", #"{"\#(long)": 1, "\#(long)k": 2}"#,
    ]
    let filler = Array(repeating: "[1, 2, 3]", count: 2000)
    let text = "[" + (objects + filler + objects).joined(separator: ",\n") + "]"
    let reading = JSONReader.read(SourceFile(path: "a.json", text: text))
    #expect(!reading.isRefused)
    let list = try #require(reading.tree.documents.first)
    expectSameMembers(
      Array(list.elements),
      ["a", "b", "ab", "ba", "axb", "ayb", "", "kind", "a\n", "é", "kin", long, long + "k"] + Self.wide)
  }

  @Test func yamlMembersAreThoseOfTheTree() throws {
    let text =
      "- &x {a: 1, b: ~, c: [1]}\n- {a: *x, <<: *x, d: 2}\n- {a: 1, a: 2, a: null}\n- {? [1] : 2, a: 3}\n- !t {a: !u null}\n- *x\n"
      + String(repeating: "- [1, 2, 3]\n", count: 2000)
    let reading = YAMLReader.read(SourceFile(path: "a.yaml", text: text))
    let list = try #require(reading.tree.documents.first)
    expectSameMembers(Array(list.elements), ["a", "b", "c", "d", "<<", ""])
  }

  /// Shows one after the other, and looks each key up in what is shown and in what is not.
  private func expectSameMembers(_ nodes: [DocumentNode], _ keys: [String]) {
    var trees = ThreadTrees()
    for (place, node) in nodes.enumerated() where node.isMapping {
      let own = trees.node(node)
      #expect(own.tree !== node.tree && own.tree.isTwin(of: node.tree))
      own.tree.show(own.resolvedID)
      for other in [node, nodes[(place + 1) % nodes.count], nodes[0]] {
        for key in keys {
          let wanted = Array(key.utf8).withUnsafeBufferPointer {
            node.tree.member(other.resolvedID.index, $0)
          }
          let found = Array(key.utf8).withUnsafeBufferPointer { own.tree.member(other.resolvedID.index, $0) }
          #expect(found == wanted, "\(key.prefix(20)) of \(other.span)")
        }
      }
    }
  }
}
