package import Findings

/// Private paths as JSON: `name`, `verdict`, `next`, and `hops` with `kind`, `title`, `state`, `exposed`, `summary`, `remedy`,
/// `resources` and `evidence`. Lines and columns start at 1, columns count Unicode scalars, ends are excluded.
package enum PathJSON {
  package static func write(_ paths: [PathResult], into output: inout OutputBuffer) {
    JSONWriter.write(into: &output) { json in
      json.object { json in json.member("paths", each: paths) { json, path in write(path, &json) } }
    }
  }

  /// Writes one path as an object.
  static func write(_ path: PathResult, _ json: inout JSONWriter) {
    json.object { json in
      json.member("name", path.name)
      json.member("verdict", path.verdict.rawValue)
      json.member("next", orNull: path.next)
      json.member("hops", each: path.hops) { json, hop in
        json.object { json in
          json.member("kind", hop.kind)
          json.member("title", hop.title)
          json.member("state", hop.state.rawValue)
          json.member("exposed", hop.isExposed)
          json.member("summary", hop.summary)
          json.member("remedy", orNull: hop.remedy)
          json.member("resources", strings: hop.resources)
          json.member("evidence", each: hop.evidence) { json, place in
            json.object { json in
              json.member("path", place.place.path)
              json.members(of: place.place.range)
              json.member("message", place.message)
            }
          }
        }
      }
    }
  }
}
