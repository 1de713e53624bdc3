import Findings

/// The private paths that a finding lies on, as `codeFlow` objects (section 3.36): one for each path, with a location for
/// each hop that an artefact shows, in the order in which a request passes them.
///
/// A hop without a place is named in the flow's message: services show only locations that they can open.
struct SARIFCodeFlow {
  /// Paths that are told for one finding: a gateway's Service may lie on hundreds.
  static let most = 3

  let path: PathResult
  /// The hop that the finding is about, 0-based.
  let hop: Int

  /// The flows of a finding, the worst path first; a path that no place shows is left out.
  static func all(of finding: Finding, _ paths: [PathResult], _ index: PathIndex) -> [SARIFCodeFlow] {
    let steps = index.steps(of: finding).sorted {
      paths[$0.column].verdict.rank > paths[$1.column].verdict.rank
    }
    return steps.prefix(most).map { SARIFCodeFlow(path: paths[$0.column], hop: $0.hop) }
  }

  func write(to json: inout JSONWriter) {
    let steps = path.hops.enumerated().flatMap { index, hop in
      hop.evidence.map { (index: index, hop: hop, place: $0) }
    }
    json.object { json in
      json.message(message)
      json.member("threadFlows", each: CollectionOfOne(steps)) { json, steps in
        json.object { json in
          json.member("locations", each: steps.enumerated()) { json, step in
            json.object { json in
              write(step.element.hop, step.element.index, step.element.place, step.offset, to: &json)
            }
          }
        }
      }
    }
  }

  /// `threadFlowLocation`, section 3.38.
  private func write(
    _ hop: HopResult, _ index: Int, _ evidence: RelatedPlace, _ order: Int, to json: inout JSONWriter
  ) {
    json.member("location") { json in
      json.physicalLocation(evidence.place, withText: false)
      json.message("\(hop.title): \(hop.word): \(hop.summary) (\(evidence.message))")
    }
    json.member("kinds", strings: [hop.kind])
    json.member("state") { json in
      json.member("hop") { $0.member("text", hop.word) }
    }
    json.member("executionOrder", order + 1)
    json.member("importance", index == self.hop || hop.state != .proven ? "essential" : "important")
  }

  private var message: String {
    var text =
      "the path \(path.name) is \(path.verdict.rawValue); this finding is about its hop \(path.hops[hop].title)"
    let hidden = path.hops.filter(\.evidence.isEmpty).map { "\($0.title) (\($0.word))" }
    if !hidden.isEmpty { text += "; no place shows: " + hidden.joined(separator: ", ") }
    return text
  }
}
