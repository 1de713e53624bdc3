import Documents
package import Inventory
import Networking

/// A policy as it is evaluated.
struct PolicyModel {
  var id: ResourceID
  var subject: PodMatch
  var types: PolicyTypes
  var ingress: [PolicyRule]
  var egress: [PolicyRule]
}

/// A rule: what it does with the connections of its ports with its peers.
struct PolicyRule {
  enum Action {
    case allow, deny
    /// Leaves the decision to the policies of lower rank.
    case pass
  }

  var action = Action.allow
  /// `nil` for everyone, also outside the cluster.
  var peers: [PolicyPeer]?
  /// `nil` for all ports.
  var ports: [PolicyPort]?
  /// Where it stands, as a field of the policy: `spec.ingress[0]`.
  var field: String
}

/// Pods by namespace and labels.
struct PodMatch {
  enum Namespaces {
    case same(String)
    case selected(LabelSelector)
  }

  var namespaces: Namespaces
  var pods: LabelSelector
}

enum PolicyPeer {
  case pods(PodMatch)
  case addresses(AddressSet)
  /// The cluster's nodes, of which manifests say nothing.
  case nodes
}

enum PolicyPort {
  case numbers(ConnectionSet)
  /// A container's port; the protocol is that of the policy where it names one.
  case named(String, TransportProtocol?)
}

/// What a policy says that Kubernetes' API refuses.
package struct PolicyProblem: Sendable {
  package var policy: ResourceID
  /// Where it stands, as a field of the policy.
  package var field: String
  package var message: String
}
