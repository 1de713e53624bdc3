package import Analysis
package import Findings
import Documents
import Inventory
import Loaders
import Rules
import SourceText

/// The private paths and the features of some files, with places: what `airtight trace` shows.
package struct PathTrace: Sendable {
  package private(set) var paths: [PathResult] = []
  /// The features of the classic compute plane of each workspace network on AWS.
  package private(set) var features: [FeatureResult] = []
  /// What is wrong with the files themselves.
  package private(set) var problems: [InputProblem] = []

  /// Reads the files, joins what is in them and judges the paths.
  ///
  /// - Parameters:
  ///   - files: as `FileDiscovery` found them.
  ///   - profile: the gateway and the hosts, where a configuration tells of them.
  ///   - fileSizeLimit: bytes; a larger file is refused.
  package init(
    _ files: [InputFile], dnsMode: DNSMode, profile: Profile? = nil,
    fileSizeLimit: Int = CheckOptions.defaultFileSize
  ) {
    let estate = Estate(files, fileSizeLimit: fileSizeLimit)
    problems = estate.problems
    let analysis = EstateAnalysis(estate.inventory, gateway: profile?.gateway)
    let inventory = analysis.inventory
    var places = EstatePlaces(limit: fileSizeLimit, sources: [], files: files)
    if let excess = analysis.excess {
      problems.append(
        InputProblem(excess, inventory, &places, files[inventory[excess.resource].file].path))
      return
    }
    paths = PrivatePath.all(
      in: inventory, analysis, dnsMode: dnsMode, gateway: profile?.gateway, hosts: profile?.hosts ?? []
    ).map {
      PathResult($0, inventory, &places)
    }
    features = ClassicFeature.all(analysis).map { FeatureResult($0, inventory, &places) }
  }
}

extension InputProblem {
  /// Why what is in the files was not joined, at the resource that was one too many.
  init(_ excess: AnalysisExcess, _ inventory: Inventory, _ places: inout EstatePlaces, _ path: String) {
    let place = places.place(path, inventory[excess.resource].node.span)
    self.init(isError: true, message: excess.message, place: place)
  }
}

extension PathResult {
  init(_ path: PrivatePath, _ inventory: Inventory, _ places: inout EstatePlaces) {
    self.init(
      name: path.name, verdict: Verdict(rawValue: path.verdict.rawValue) ?? .unknown, hops: [],
      next: path.deciding.map { "\($0.kind.title): \($0.remedy)" })
    for hop in path.hops { hops.append(HopResult(hop, inventory, &places)) }
  }
}

extension FeatureResult {
  init(_ feature: ClassicFeature, _ inventory: Inventory, _ places: inout EstatePlaces) {
    self.init(
      kind: feature.kind.rawValue, title: feature.kind.title, subject: inventory[feature.subject].name,
      verdict: Verdict(rawValue: feature.verdict.rawValue) ?? .unknown, steps: [],
      next: feature.deciding.map { "\($0.kind.title): \($0.remedy)" })
    for step in feature.steps { steps.append(HopResult(step, inventory, &places)) }
  }
}

extension HopResult {
  init(_ hop: Hop, _ inventory: Inventory, _ places: inout EstatePlaces) {
    var evidence: [RelatedPlace] = []
    for entry in hop.evidence {
      let resource = inventory[entry.resource]
      let path = entry.field.isEmpty ? nil : FieldPath(entry.field)
      let place = places.place(resource.node.tree.path, resource.node.place(of: path).span)
      let note = entry.note.isEmpty ? resource.identity : "\(entry.note): \(resource.identity)"
      // Two subnets may have one route table: it is told once.
      let related = RelatedPlace(place: place, message: note)
      if !evidence.contains(related) { evidence.append(related) }
    }
    self.init(
      kind: hop.kind.rawValue, title: hop.kind.title, state: State(rawValue: hop.state.rawValue) ?? .unknown,
      isExposed: hop.isExposed, summary: hop.summary, remedy: hop.remedy.isEmpty ? nil : hop.remedy,
      evidence: evidence, resources: hop.resources.map { inventory[$0].identity })
  }
}
