package import Findings

/// Private paths as a Mermaid flowchart, which Markdown viewers draw.
package enum PathMermaid {
  package static func write(
    _ paths: [PathResult], features: [FeatureResult] = [], into output: inout OutputBuffer
  ) {
    output.append("flowchart TD\n")
    for (number, path) in PathColumn.all(paths, features).enumerated() {
      output.append("  subgraph p\(number)[\"\(label(path.name)): \(path.verdict)\"]\n")
      for (index, hop) in path.hops.enumerated() {
        let text = "<b>\(label(hop.title))</b><br>\(label(hop.summary))"
        output.append(
          "    p\(number)h\(index)[\"\(text)\"]:::\(hop.isExposed ? "exposed" : hop.state.rawValue)\n")
      }
      for index in path.hops.indices.dropFirst() {
        let arrow = path.hops[index].state == .proven ? "-->" : "-.->"
        output.append("    p\(number)h\(index - 1) \(arrow) p\(number)h\(index)\n")
      }
      output.append("  end\n")
    }
    for (name, style) in classes { output.append("  classDef \(name) \(style)\n") }
  }

  private static let classes: [(String, String)] = [
    ("proven", "fill:#e6f4ea,stroke:#1e7e34,color:#0b3d1a"),
    ("contradicted", "fill:#fdecea,stroke:#b3261e,color:#5c0f0a"),
    ("exposed", "fill:#b3261e,stroke:#5c0f0a,color:#ffffff"),
    ("drifted", "fill:#fff4e5,stroke:#b26a00,color:#5c3700"),
    ("missing", "fill:#fdecea,stroke:#b3261e,color:#5c0f0a,stroke-dasharray:4 3"),
    ("unknown", "fill:#f1f3f4,stroke:#5f6368,color:#202124,stroke-dasharray:4 3"),
  ]

  /// Text within quotes in Mermaid: what has a meaning there becomes an entity.
  static func label(_ text: String) -> String {
    var out = ""
    for scalar in text.shown.unicodeScalars {
      switch scalar {
      case "\"", "<", ">", "#", "&", ";", "`", "[", "]", "{", "}", "|": out += "#\(scalar.value);"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
