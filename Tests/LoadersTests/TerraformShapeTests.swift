import Documents
import Foundation
import Inventory
import Loaders
import SourceText
import Testing

/// Every mapped type in both generations of its provider, as the resource that it becomes: `Fixtures/shapes.json` is a state, and
/// `Fixtures/shapes.txt` says what is read from it, one member a line.
@Suite struct TerraformShapeTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures")

  @Test func everyTypeHasItsVendorsShape() throws {
    let text = try String(contentsOf: Self.fixtures.appending(path: "shapes.json"), encoding: .utf8)
    let source = SourceFile(path: "shapes.json", text: text)
    let loaded = ArtefactLoader.load(source, format: .json)
    #expect(loaded.problems.isEmpty && loaded.unrecognised.isEmpty)
    var lines: [String] = []
    for resource in loaded.resources where resource.kind.vendor != "terraform" {
      lines.append(resource.identity)
      Self.write(resource.node, "  ", &lines)
      #expect(resource.node.span.range.upperBound <= source.bytes.count)
    }
    for zone in loaded.zones {
      for record in 0..<zone.recordCount {
        let node = zone.resource(of: record).node
        lines.append("record " + (node["fqdn"]?.text ?? "") + " " + (node["rdata"]?.text ?? ""))
      }
    }
    let expected = try String(contentsOf: Self.fixtures.appending(path: "shapes.txt"), encoding: .utf8)
    let found = lines.joined(separator: "\n") + "\n"
    if found != expected, let path = ProcessInfo.processInfo.environment["AIRTIGHT_RECORD"] {
      try found.write(toFile: path, atomically: true, encoding: .utf8)
    }
    for (line, wanted) in zip(lines, expected.split(separator: "\n", omittingEmptySubsequences: false)) {
      #expect(line == wanted)
    }
    #expect(found.count == expected.count)
  }

  private static func write(_ node: DocumentNode, _ indent: String, _ lines: inout [String]) {
    for pair in node.pairs { write(pair.key.text ?? "?", pair.value, indent, &lines) }
    for (index, element) in node.elements.enumerated() { write("[\(index)]", element, indent, &lines) }
  }

  private static func write(
    _ key: String, _ value: DocumentNode, _ indent: String, _ lines: inout [String]
  ) {
    if let name = value.unknownName {
      lines.append("\(indent)\(key): unknown \(name)")
    } else if value.kind == .scalar {
      lines.append("\(indent)\(key): \(value.text ?? "?")")
    } else {
      lines.append("\(indent)\(key):\(value.count == 0 ? value.isMapping ? " {}" : " []" : "")")
      write(value, indent + "  ", &lines)
    }
  }
}
