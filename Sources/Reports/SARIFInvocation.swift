import Findings

/// The run as an `invocation`, section 3.20: what could not be read, and what could not be decided for lack of
/// evidence. Unknown is not a pass, so both are told.
struct SARIFInvocation {
  /// The index of each rule in the driver's `rules`.
  let ruleIndices: [String: Int]

  func write(_ result: CheckResult, to json: inout JSONWriter) {
    let problems = result.inputs.flatMap(\.problems)
    let open = result.rules.filter { $0.outcome == .notEvaluated || $0.unknown > 0 }
    json.object { json in
      json.member("executionSuccessful", !result.inputs.contains { $0.isRefused })
      json.member("toolExecutionNotifications", each: problems, write)
      json.member("toolConfigurationNotifications", each: open, write)
    }
  }

  private func write(_ json: inout JSONWriter, _ problem: InputProblem) {
    json.object { json in
      descriptor(problem.isError ? .inputRefused : .inputDoubtful, to: &json)
      json.member("level", problem.isError ? "error" : "warning")
      json.message(problem.message)
      json.member("locations", each: CollectionOfOne(problem.place)) { json, place in
        json.object { json in json.physicalLocation(place) }
      }
    }
  }

  private func write(_ json: inout JSONWriter, _ rule: RuleResult) {
    let isEvaluated = rule.outcome != .notEvaluated
    json.object { json in
      descriptor(isEvaluated ? .ruleUndecided : .ruleNotEvaluated, to: &json)
      json.member("associatedRule") { json in
        json.member("id", rule.id)
        if let index = ruleIndices[rule.id] { json.member("index", index) }
      }
      json.member("level", "note")
      json.message(isEvaluated ? undecided(rule) : notEvaluated(rule))
    }
  }

  private func undecided(_ rule: RuleResult) -> String {
    "\(rule.id) could not decide \(rule.unknown) of \(rule.evaluated) resources"
  }

  private func notEvaluated(_ rule: RuleResult) -> String {
    let missing = rule.missing.map { evidence in
      evidence.command.isEmpty ? evidence.kind : "\(evidence.kind) (get it with: \(evidence.command))"
    }
    let lack =
      missing.isEmpty
      ? "there is too much to relate to one another" : "there is no " + missing.joined(separator: ", no ")
    return "\(rule.id) was not evaluated: \(lack)"
  }

  private func descriptor(_ notification: SARIFNotification, to json: inout JSONWriter) {
    json.member("descriptor") { $0.member("id", notification.rawValue) }
  }
}
