package import Documents

/// The directions that a NetworkPolicy governs.
package struct PolicyTypes: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let ingress = PolicyTypes(rawValue: 1)
  package static let egress = PolicyTypes(rawValue: 2)

  /// The effective types of a NetworkPolicy's `spec`: what `policyTypes` says; without it Ingress always, and
  /// Egress where there are egress rules (`k8s.io/kubernetes` `SetDefaults_NetworkPolicy`).
  package init(spec: DocumentNode?) {
    let written = spec?["policyTypes"].map { $0.elements.compactMap(\.text) } ?? []
    if written.isEmpty {
      self = (spec?["egress"]?.count ?? 0) > 0 ? [.ingress, .egress] : .ingress
    } else {
      self = []
      if written.contains("Ingress") { insert(.ingress) }
      if written.contains("Egress") { insert(.egress) }
    }
  }
}
