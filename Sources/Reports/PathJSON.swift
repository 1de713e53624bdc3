package import Findings

/// Private paths and features as JSON. `paths` have `name`, `verdict`, `next`, and `hops`; `features` of the classic compute
/// plane `kind`, `title`, `subject`, `verdict`, `next` and `steps`. Hops and steps come with `kind`, `title`, `state`, `exposed`, `summary`, `remedy`,
/// `resources` and `evidence`. Lines and columns start at 1, columns count Unicode scalars, ends are excluded.
package enum PathJSON {
  package static func write(
    _ paths: [PathResult], features: [FeatureResult] = [], into output: inout OutputBuffer
  ) {
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.member("paths", each: paths) { json, path in write(path, &json) }
        json.member("features", each: features) { json, feature in write(feature, &json) }
      }
    }
  }

  /// Writes one path as an object.
  static func write(_ path: PathResult, _ json: inout JSONWriter) {
    json.object { json in
      json.member("name", path.name)
      json.member("verdict", path.verdict.rawValue)
      json.member("next", orNull: path.next)
      json.member("hops", each: path.hops) { json, hop in write(hop, &json) }
    }
  }

  /// Writes one feature as an object.
  static func write(_ feature: FeatureResult, _ json: inout JSONWriter) {
    json.object { json in
      json.member("kind", feature.kind)
      json.member("title", feature.title)
      json.member("subject", feature.subject)
      json.member("verdict", feature.verdict.rawValue)
      json.member("next", orNull: feature.next)
      json.member("steps", each: feature.steps) { json, step in write(step, &json) }
    }
  }

  private static func write(_ hop: HopResult, _ json: inout JSONWriter) {
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
