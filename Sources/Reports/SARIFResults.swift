import Findings
import SourceText

/// The findings as `result` objects, section 3.27.
struct SARIFResults {
  /// The index of each rule in the driver's `rules`.
  let ruleIndices: [String: Int]
  private let paths: [PathResult]
  private let index: PathIndex

  init(ruleIndices: [String: Int], paths: [PathResult]) {
    self.ruleIndices = ruleIndices
    self.paths = paths
    index = PathIndex(PathColumn.all(paths))
  }

  func write(_ findings: [Finding], to json: inout JSONWriter) {
    // Where one result tells whether it is suppressed, all should (section 3.27.23).
    let tellsSuppressions = findings.contains { $0.suppressed != nil }
    json.member("results", each: findings) { json, finding in
      json.object { json in write(finding, tellsSuppressions: tellsSuppressions, to: &json) }
    }
  }

  private func write(_ finding: Finding, tellsSuppressions: Bool, to json: inout JSONWriter) {
    json.member("ruleId", finding.rule)
    if let index = ruleIndices[finding.rule] { json.member("ruleIndex", index) }
    json.member("level", finding.severity.rawValue)
    json.message(finding.message)
    json.member("locations", each: CollectionOfOne(finding)) { json, finding in
      json.object { json in
        json.physicalLocation(finding.place)
        logicalLocations(finding.resource, to: &json)
      }
    }
    if !finding.related.isEmpty {
      json.member("relatedLocations", each: finding.related.enumerated()) { json, related in
        json.object { json in
          json.member("id", related.offset)
          json.physicalLocation(related.element.place)
          json.message(related.element.message)
        }
      }
    }
    let flows = SARIFCodeFlow.all(of: finding, paths, index)
    if !flows.isEmpty { json.member("codeFlows", each: flows) { json, flow in flow.write(to: &json) } }
    json.member("partialFingerprints") { $0.member("airtight/v1", finding.fingerprint.description) }
    if !finding.fixes.isEmpty { json.member("fixes", each: finding.fixes, write) }
    if tellsSuppressions { suppressions(of: finding, to: &json) }
    json.member("properties") { $0.member("confidence", finding.confidence.rawValue) }
  }

  /// `logicalLocation`, section 3.33: the resource, by kind and identity.
  private func logicalLocations(_ resource: String, to json: inout JSONWriter) {
    guard !resource.isEmpty else { return }
    json.member("logicalLocations", each: CollectionOfOne(resource)) { json, resource in
      json.object { json in
        json.member("name", String(resource.split(separator: "/").last ?? ""))
        json.member("fullyQualifiedName", resource)
        json.member("kind", "resource")
      }
    }
  }

  /// `fix`, section 3.55: the edits of one file together, files in the order in which they first come.
  private func write(_ json: inout JSONWriter, _ fix: Fix) {
    var paths: [String] = []
    for edit in fix.edits where !paths.contains(edit.path) { paths.append(edit.path) }
    json.object { json in
      json.member("description") { $0.member("text", fix.title) }
      json.member("artifactChanges", each: paths) { json, path in
        json.object { json in
          json.artifactLocation(path)
          json.member("replacements", each: fix.edits.filter { $0.path == path }) { json, edit in
            json.object { json in
              json.member("deletedRegion") { $0.members(of: edit.range) }
              json.member("insertedContent") { $0.member("text", edit.replacement) }
            }
          }
        }
      }
    }
  }

  /// `suppression`, section 3.35: comments and annotations stand in the source, entries of a list outside of it.
  private func suppressions(of finding: Finding, to json: inout JSONWriter) {
    json.member("suppressions", each: [finding.suppressed].compactMap { $0 }) { json, reason in
      json.object { json in
        let isExternal = finding.suppressedBy == .configuration || finding.suppressedBy == .baseline
        json.member("kind", isExternal ? "external" : "inSource")
        if !reason.isEmpty { json.member("justification", reason) }
      }
    }
  }
}
