import Documents
package import Inventory

/// One of the four features that secure the classic compute plane of a workspace, judged by what artefacts show (section 1 of
/// the AWS reference).
package struct ClassicFeature: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case secureClusterConnectivity = "secure-cluster-connectivity"
    case customerManagedVPC = "customer-managed-vpc"
    case vpcPeering = "vpc-peering"
    case privateLink = "private-link"

    /// The feature's name for people.
    package var title: String {
      switch self {
      case .secureClusterConnectivity: "Secure cluster connectivity"
      case .customerManagedVPC: "Customer-managed VPC"
      case .vpcPeering: "VPC peering"
      case .privateLink: "PrivateLink"
      }
    }
  }

  package enum Verdict: String, Sendable, CaseIterable {
    /// Every step is proven.
    case sound
    /// Some step is contradicted or known to be missing.
    case broken
    /// The artefacts show that the feature is not used.
    case absent
    /// Nothing speaks against it, and something about it is not known.
    case unknown
  }

  package let kind: Kind
  /// The workspace that it is about, else the network.
  package let subject: ResourceID
  package var steps: [Hop]
  /// Whether the artefacts show that the feature is not used.
  package var isAbsent = false

  package var verdict: Verdict {
    if isAbsent { return .absent }
    let states = Set(steps.map(\.state))
    if !states.isDisjoint(with: [.contradicted, .drifted, .missing]) { return .broken }
    return states.contains(.unknown) || steps.isEmpty ? .unknown : .sound
  }

  /// The step that decides, and with it what to do next; `nil` where nothing is left to do.
  package var deciding: Hop? {
    switch verdict {
    case .sound, .absent: nil
    case .broken: steps.first { [.contradicted, .drifted, .missing].contains($0.state) }
    case .unknown: steps.first { $0.state == .unknown }
    }
  }
}

extension ClassicFeature {
  /// The features of every workspace network, in the order of the networks, and of the workspaces that have none.
  ///
  /// A network that no workspace uses is left out where the account says so.
  package static func all(_ analysis: EstateAnalysis) -> [ClassicFeature] {
    let plane = analysis.classicPlane
    let networks = plane.networks.filter { network in
      let node = plane.cloud.node(network.id)
      return !network.workspaces.isEmpty || node["vpc_status"]?.text != "UNATTACHED"
    }
    let judges = networks.map { FeatureJudge($0, analysis) }
    let unused = analysis.inventory.ids(of: .workspace).filter { id in
      let node = plane.cloud.node(id)
      return node["aws_region"] != nil && node["compute_mode"]?.text?.uppercased() != "SERVERLESS"
        && analysis.relations.related(id, "networks").isEmpty
    }
    return judges.flatMap(\.features) + unused.flatMap { WithoutNetwork(workspace: $0, analysis).features }
  }
}
