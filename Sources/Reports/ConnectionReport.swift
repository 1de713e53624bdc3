package import Findings

/// Permitted connections as lines, CSV, JSON, DOT or Mermaid.
package enum ConnectionReport {
  package enum Format: String, Sendable, CaseIterable {
    case text, csv, json, dot, mermaid
  }

  package static func write(
    _ connections: [ConnectionResult], as format: Format, into output: inout OutputBuffer
  ) {
    switch format {
    case .text: for connection in connections { output.append(line(connection) + "\n") }
    case .csv: writeCSV(connections, into: &output)
    case .json: writeJSON(connections, into: &output)
    case .dot: writeDOT(connections, into: &output)
    case .mermaid: writeMermaid(connections, into: &output)
    }
  }

  /// `carto/a[Deployment] => carto/b[Deployment] : TCP 80`
  package static func line(_ connection: ConnectionResult) -> String {
    "\(connection.source.name.shown) => \(connection.destination.name.shown) : \(label(connection).shown)"
  }

  private static func label(_ connection: ConnectionResult) -> String {
    connection.isUncertain ? "unknown (at most \(connection.text))" : connection.text
  }

  /// RFC 4180, with a head.
  private static func writeCSV(_ connections: [ConnectionResult], into output: inout OutputBuffer) {
    output.append("src,dst,conn\n")
    for connection in connections {
      let cells = [connection.source.name, connection.destination.name, label(connection)]
      output.append(cells.map { field($0.shown) }.joined(separator: ",") + "\n")
    }
  }

  private static func field(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private static func writeJSON(_ connections: [ConnectionResult], into output: inout OutputBuffer) {
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.member("connections", each: connections) { json, connection in
          json.object { json in
            json.key("src")
            write(connection.source, &json)
            json.key("dst")
            write(connection.destination, &json)
            json.member("conn") { json in
              if connection.ports.isEmpty { json.member("all", true) }
              for ports in connection.ports {
                json.key(named: ports.transport)
                json.array(ports.ranges) { json, range in
                  json.array([range.lowerBound, range.upperBound]) { json, number in json.number(number) }
                }
              }
            }
            if connection.isUncertain { json.member("unknown", true) }
          }
        }
      }
    }
  }

  private static func write(_ end: ConnectionResult.End, _ json: inout JSONWriter) {
    json.object { json in
      switch end {
      case .workload(let namespace, let name, let kind):
        json.member("workload", "\(namespace)/\(name)")
        json.member("kind", kind)
      case .range(let text): json.member("range", text)
      case .special(let text): json.member("special", text)
      }
    }
  }

  private static func writeDOT(_ connections: [ConnectionResult], into output: inout OutputBuffer) {
    output.append("digraph {\n  rankdir=LR;\n  node [shape=box];\n")
    for connection in connections {
      output.append(
        "  \(quoted(connection.source.name)) -> \(quoted(connection.destination.name)) [label=\(quoted(label(connection)))];\n"
      )
    }
    output.append("}\n")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.shown.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func writeMermaid(_ connections: [ConnectionResult], into output: inout OutputBuffer) {
    output.append("flowchart LR\n")
    var numbers: [ConnectionResult.End: Int] = [:]
    for end in connections.flatMap({ [$0.source, $0.destination] }) where numbers[end] == nil {
      numbers[end] = numbers.count
      output.append("  n\(numbers.count - 1)[\"\(PathMermaid.label(end.name))\"]\n")
    }
    for connection in connections {
      guard let source = numbers[connection.source], let destination = numbers[connection.destination] else {
        continue
      }
      output.append("  n\(source) -->|\"\(PathMermaid.label(label(connection)))\"| n\(destination)\n")
    }
  }
}
