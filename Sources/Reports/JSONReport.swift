package import Findings
import SourceText

/// The result as one JSON object for scripts: `findings`, `rules`, `paths`, `features`, `inputs`, `summary`.
///
/// Field names are a contract. Lines and columns start at 1, columns count Unicode scalars, ends are excluded; what
/// has no place has no such fields.
package struct JSONReport: Sendable {
  private let jobs: Int

  /// - Parameter jobs: threads; at least 1. The text is the same for any number.
  package init(jobs: Int = 1) { self.jobs = jobs }

  package func write(_ result: CheckResult, into output: inout OutputBuffer) {
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.key("findings")
        json.array(result.findings, jobs: jobs) { json, finding in write(finding, to: &json) }
        json.member("rules", each: result.rules) { json, rule in write(rule, to: &json) }
        json.member("paths", each: result.paths) { json, path in PathJSON.write(path, &json) }
        json.member("features", each: result.features) { json, feature in PathJSON.write(feature, &json) }
        json.member("inputs", each: result.inputs) { json, input in write(input, to: &json) }
        json.member("summary") { json in write(result.summary, to: &json) }
      }
    }
  }

  func write(_ finding: Finding, to json: inout JSONWriter) {
    json.object { json in
      json.member("rule", finding.rule)
      json.member("severity", finding.severity.rawValue)
      json.member("confidence", finding.confidence.rawValue)
      json.member("message", finding.message)
      json.member("path", finding.path)
      json.members(of: finding.range)
      json.member("resource", finding.resource)
      json.member("related", each: finding.related) { json, related in
        json.object { json in
          json.member("path", related.place.path)
          json.members(of: related.place.range)
          json.member("message", related.message)
        }
      }
      json.member("fixes", each: finding.fixes) { json, fix in write(fix, to: &json) }
      json.member("fingerprint", finding.fingerprint.description)
      json.member("suppressed", orNull: finding.suppressed)
    }
  }

  private func write(_ fix: Fix, to json: inout JSONWriter) {
    json.object { json in
      json.member("title", fix.title)
      json.member("safety", fix.safety.rawValue)
      json.member("edits", each: fix.edits) { json, edit in
        json.object { json in
          json.member("path", edit.path)
          json.members(of: edit.range)
          json.member("replacement", edit.replacement)
        }
      }
    }
  }

  private func write(_ rule: RuleResult, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", rule.id)
      json.member("outcome", rule.outcome.rawValue)
      json.member("evaluated", rule.evaluated)
      json.member("failed", rule.failed)
      json.member("unknown", rule.unknown)
      json.member("missing", strings: rule.missing.map(\.kind))
      json.member("evidence", each: rule.missing) { json, evidence in
        json.object { json in
          json.member("kind", evidence.kind)
          json.member("command", evidence.command)
        }
      }
    }
  }

  private func write(_ input: InputReport, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", input.path)
      json.member("format", input.format)
      json.member("resources", input.resources)
      json.member("unrecognised", input.unrecognised)
      json.member("problems", each: input.problems) { json, problem in
        json.object { json in
          json.member("severity", problem.isError ? "error" : "warning")
          json.member("message", problem.message)
          json.members(of: problem.place.range)
        }
      }
    }
  }

  private func write(_ summary: Summary, to json: inout JSONWriter) {
    json.member("files", summary.files)
    json.member("documents", summary.documents)
    json.member("resources", summary.resources)
    json.member("unrecognised", summary.unrecognised)
    json.member("refused", summary.refused)
    json.member("errors", summary.errors)
    json.member("warnings", summary.warnings)
    json.member("notes", summary.notes)
    json.member("suppressed", summary.suppressed)
    json.member("baselined", summary.baselined)
    json.member("notEvaluated", summary.notEvaluated)
    json.member("undecided", summary.undecided)
  }
}

extension JSONWriter {
  /// `startLine`, `startColumn`, `endLine` and `endColumn`; nothing where there is no range. SARIF's regions have the
  /// same names (2.1.0 section 3.30).
  mutating func members(of range: SourceRange?) {
    guard let range else { return }
    member("startLine", range.start.line)
    member("startColumn", range.start.column)
    member("endLine", range.end.line)
    member("endColumn", range.end.column)
  }
}
