package import Findings

/// The baseline's file: JSON lines, a header and one entry a line, sorted, so that a change of one finding is a change of one
/// line.
package enum BaselineLines {
  /// The version of the form, in the header.
  package static let version = 1

  package static func write(_ entries: [BaselineEntry], into output: inout OutputBuffer) {
    JSONWriter.write(into: &output, layout: .compact) { json in
      json.object { $0.member("airtightBaseline", version) }
    }
    for entry in entries.sorted() {
      JSONWriter.write(into: &output, layout: .compact) { json in
        json.object { json in
          json.member("rule", entry.rule)
          json.member("resource", entry.resource)
          json.member("evidence", entry.evidence)
          json.member("path", entry.path)
          json.member("message", entry.message)
        }
      }
    }
  }
}
