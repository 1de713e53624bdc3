package import Findings
import SourceText

/// The result as SARIF 2.1.0 (OASIS, 27 March 2020), one run.
///
/// Paths are relative references, columns count Unicode scalars (`columnKind` says so), and a finding is known again
/// by `partialFingerprints`, which do not depend on lines.
package struct SARIFReport: Sendable {
  private let toolVersion: String
  private let informationURI: String?

  /// - Parameters:
  ///   - toolVersion: the version of airtight, as `1.2.3`.
  ///   - informationURI: an absolute address where airtight is described.
  package init(toolVersion: String, informationURI: String? = nil) {
    self.toolVersion = toolVersion
    self.informationURI = informationURI
  }

  package func write(_ result: CheckResult, into output: inout OutputBuffer) {
    let indices = Dictionary(
      result.descriptions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        json.member("version", "2.1.0")
        json.member("runs", each: CollectionOfOne(result)) { json, result in
          json.object { json in
            json.member("tool") { json in
              json.member("driver") { json in driver(result.descriptions, to: &json) }
            }
            json.member("columnKind", "unicodeCodePoints")
            json.member("invocations", each: CollectionOfOne(result)) { json, result in
              SARIFInvocation(ruleIndices: indices).write(result, to: &json)
            }
            SARIFResults(ruleIndices: indices, paths: result.paths).write(result.findings, to: &json)
          }
        }
      }
    }
  }

  /// `toolComponent`, section 3.19.
  private func driver(_ rules: [RuleDescription], to json: inout JSONWriter) {
    json.member("name", "airtight")
    json.member("version", toolVersion)
    if let informationURI { json.member("informationUri", informationURI) }
    json.member("rules", each: rules) { json, rule in
      json.object { json in SARIFRule.write(rule, to: &json) }
    }
    json.member("notifications", each: SARIFNotification.allCases) { json, notification in
      json.object { json in
        json.member("id", notification.rawValue)
        json.member("shortDescription") { json in json.member("text", notification.summary) }
      }
    }
  }
}

/// What airtight tells about a run besides results; a `reportingDescriptor` each.
enum SARIFNotification: String, CaseIterable {
  case inputRefused = "input-refused"
  case inputDoubtful = "input-doubtful"
  case ruleNotEvaluated = "rule-not-evaluated"
  case ruleUndecided = "rule-undecided"

  var summary: String {
    switch self {
    case .inputRefused: "A file, or the rest of it, could not be read."
    case .inputDoubtful: "A part of a file has no effect or is ambiguous."
    case .ruleNotEvaluated: "A rule lacked the evidence that it needs."
    case .ruleUndecided: "A rule could not decide some resources."
    }
  }
}

extension JSONWriter {
  /// `location` with a `physicalLocation`, sections 3.28 and 3.29; with the text of the place and of its line, or without.
  mutating func physicalLocation(_ place: Place, withText: Bool = true) {
    member("physicalLocation") { json in
      json.artifactLocation(place.path)
      guard let range = place.range else { return }
      let text = withText ? SARIFSnippet(place) : SARIFSnippet()
      json.member("region") { json in
        json.members(of: range)
        if let region = text.region { json.member("snippet") { $0.member("text", region) } }
      }
      guard let line = text.line else { return }
      json.member("contextRegion") { json in
        json.member("startLine", range.start.line)
        json.member("snippet") { $0.member("text", line) }
      }
    }
  }

  /// `message` with a plain text, section 3.11. Names come from inputs: one that reads as a link
  /// (`[text](address)`, section 3.11.6) is escaped, so that no input can put links into a viewer.
  mutating func message(_ text: String) {
    var written = text
    if text.contains("](") {
      written = ""
      for scalar in text.unicodeScalars {
        if scalar == "[" || scalar == "]" || scalar == "\\" { written.unicodeScalars.append("\\") }
        written.unicodeScalars.append(scalar)
      }
    }
    member("message") { json in json.member("text", written) }
  }

  /// `artifactLocation`, section 3.4.
  mutating func artifactLocation(_ path: String) {
    member("artifactLocation") { json in json.member("uri", URIReference.reference(toPath: path)) }
  }
}

/// The text of a place, as far as a report should carry it: the region's own and that of its line.
struct SARIFSnippet {
  /// Longer lines, in UTF-8 bytes, are left out: a minified file would come along with every finding in it.
  static let longestLine = 1000

  var region: String?
  var line: String?

  /// No text.
  init() {}

  init(_ place: Place) {
    guard let line = place.line, let range = place.range, range.start.line == range.end.line,
      line.utf8.count <= SARIFSnippet.longestLine
    else { return }
    self.line = line
    let scalars = line.unicodeScalars.dropFirst(max(0, range.start.column - 1))
    region = String(String.UnicodeScalarView(scalars.prefix(max(0, range.end.column - range.start.column))))
  }
}
