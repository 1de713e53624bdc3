import Documents
import Inventory

/// What is found out about one hop: the worst of its claims decides.
struct HopRecord {
  private let kind: Hop.Kind
  private var claims: [(state: Hop.State, summary: String, remedy: String, evidence: [Hop.Evidence])] = []
  private var isExposed = false

  init(_ kind: Hop.Kind) { self.kind = kind }

  /// The claim that decides: what contradicts before what has drifted, is missing, is unknown and is proven.
  var hop: Hop {
    let order: [Hop.State] = [.contradicted, .drifted, .missing, .unknown, .proven]
    for state in order {
      let found = claims.filter { $0.state == state }
      guard let first = found.first else { continue }
      let evidence = state == .proven ? found.flatMap(\.evidence) : first.evidence
      var summaries: [String] = []
      for claim in found where !summaries.contains(claim.summary) { summaries.append(claim.summary) }
      let summary = state == .proven ? summaries.joined(separator: "; ") : first.summary
      return Hop(
        kind: kind, state: state, isExposed: isExposed, summary: summary, evidence: evidence,
        resources: resources, remedy: first.remedy)
    }
    return Hop(kind: kind, state: .unknown, summary: "nothing is known of it")
  }

  /// What all claims rest on, each resource once.
  private var resources: [ResourceID] {
    var resources: [ResourceID] = []
    for entry in claims.flatMap(\.evidence) where !resources.contains(entry.resource) {
      resources.append(entry.resource)
    }
    return resources
  }

  mutating func prove(_ summary: String, _ evidence: Hop.Evidence...) {
    claims.append((.proven, summary, "", evidence))
  }

  mutating func contradict(
    _ summary: String, _ remedy: String, _ evidence: Hop.Evidence..., exposes: Bool = false
  ) {
    claims.append((.contradicted, summary, remedy, evidence))
    isExposed = isExposed || exposes
  }

  /// The same with places in a list, which may be empty.
  mutating func contradict(_ summary: String, _ remedy: String, _ evidence: [Hop.Evidence]) {
    claims.append((.contradicted, summary, remedy, evidence))
  }

  mutating func drift(_ summary: String, _ remedy: String, _ evidence: Hop.Evidence...) {
    claims.append((.drifted, summary, remedy, evidence))
  }

  mutating func miss(_ summary: String, _ remedy: String, _ evidence: Hop.Evidence...) {
    claims.append((.missing, summary, remedy, evidence))
  }

  mutating func doubt(_ summary: String, _ remedy: String, _ evidence: Hop.Evidence...) {
    claims.append((.unknown, summary, remedy, evidence))
  }

  /// Says that a value exists and is not shown: known after apply, or marked as sensitive. Whether that is so.
  mutating func isHidden(_ node: DocumentNode?, _ evidence: Hop.Evidence) -> Bool {
    guard let name = node?.unknownName else { return false }
    doubt("\(name) is known only after apply, or not shown", "apply the plan and export the result", evidence)
    return true
  }

  /// Says that no artefact of a kind was given, and how to get one.
  mutating func lack(_ kind: ResourceKind, _ what: String, _ estate: PathEstate) {
    let command = EvidenceCommand.command(for: kind)
    doubt(
      "no \(what)\(estate.has(kind) ? " of this path" : "") is among the inputs",
      command.isEmpty ? "add the artefact" : "add the output of: \(command)"
    )
  }
}

extension Hop.Evidence {
  init(_ resource: ResourceID, _ field: String = "", _ note: String = "") {
    self.init(resource: resource, field: field, note: note)
  }
}
