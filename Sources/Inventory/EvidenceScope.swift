/// Of which kinds an estate owes evidence: not of what it may rightly have none of, nor of a set-up that it is not.
///
/// airtight knows two set-ups: the private path to a gateway on Azure, and the classic compute plane on AWS. An inventory that shows
/// only one of them lacks nothing of the other.
package struct EvidenceScope: Sendable {
  private let kinds: Set<ResourceKind>
  private let hasPrivatePath: Bool
  private let hasClassicPlane: Bool

  /// - Parameter kinds: the kinds that the inputs show.
  package init(_ kinds: Set<ResourceKind>) {
    self.kinds = kinds
    let classic = kinds.contains { $0.vendor == "aws" || Self.classicPlane.contains($0) }
    let path = kinds.contains { Self.privatePathVendors.contains($0.vendor) || Self.privatePath.contains($0) }
    // What both have, or neither, tells nothing.
    hasPrivatePath = path || !classic
    hasClassicPlane = classic || !path
  }

  /// Whether evidence of these kinds may be lacking; otherwise there being none is no lack.
  ///
  /// - Parameters:
  ///   - judged: the kinds that a rule judges.
  ///   - isClassicPlane: whether the rule is about the classic compute plane.
  package func owes(_ judged: [ResourceKind], isClassicPlane: Bool) -> Bool {
    guard isClassicPlane ? hasClassicPlane : hasPrivatePath else { return false }
    return judged.contains(where: kinds.contains) || !judged.allSatisfy(Self.isOptional)
  }

  private static let privatePathVendors: Set<Substring> = ["kubernetes", "azure", "dns"]

  private static let privatePath: Set<ResourceKind> = [
    .networkConnectivityConfig, .privateEndpointRule, .connection, .sqlStatement,
  ]

  /// Databricks' kinds that only the classic compute plane on AWS has.
  package static let classicPlane: Set<ResourceKind> = [
    .network, .registeredEndpoint, .privateAccessSettings, .cluster,
  ]

  /// Kinds that sound estates do without: other ways in, what a tool planned, what a cluster reports.
  package static func isOptional(_ kind: ResourceKind) -> Bool {
    if ["terraform", "helm", "carto"].contains(kind.vendor) || kind == .instance { return true }
    guard kind.isKubernetes else { return false }
    // The group of a custom resource stands behind its kind.
    let name = kind.name.utf8.dropFirst("kubernetes.".utf8.count).prefix { $0 != UInt8(ascii: ".") }
    return optional.contains(Substring(name))
  }

  private static let optional: Set<Substring> = [
    "Event", "Ingress", "Gateway", "HTTPRoute", "TCPRoute", "TLSRoute", "GRPCRoute", "Certificate", "Secret",
    "ConfigMap",
  ]
}
