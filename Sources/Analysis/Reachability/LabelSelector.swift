package import Documents

/// A Kubernetes label selector (`k8s.io/apimachinery` `LabelSelector`): all requirements must hold; one without
/// requirements selects everything.
package struct LabelSelector: Sendable {
  package enum Operator: String, Sendable {
    case isIn = "In"
    case isNotIn = "NotIn"
    case exists = "Exists"
    case doesNotExist = "DoesNotExist"
  }

  package struct Requirement: Sendable {
    package var key: String
    package var `operator`: Operator
    package var values: Set<String>
  }

  package var requirements: [Requirement] = []

  /// The selector that a mapping with `matchLabels` and `matchExpressions` is; an absent or empty one selects all.
  ///
  /// `nil` for an operator that Kubernetes does not have: the API server refuses such an object.
  package init?(_ node: DocumentNode?) {
    self.init(labels: node?["matchLabels"])
    guard let expressions = node?["matchExpressions"] else { return }
    for expression in expressions.elements {
      guard let key = expression["key"]?.text,
        let name = expression["operator"]?.text, let known = Operator(rawValue: name)
      else { return nil }
      let values = expression["values"].map { $0.elements.compactMap(\.text) } ?? []
      requirements.append(Requirement(key: key, operator: known, values: Set(values)))
    }
  }

  /// The selector that a plain mapping of labels is, such as a Service's `spec.selector`. A value that is known only after
  /// apply is met by nothing: who must know whether something may be selected asks for `hasUnknown` first.
  package init(labels: DocumentNode?) {
    guard let labels else { return }
    for pair in labels.pairs {
      guard let key = pair.key.text else { continue }
      let values = pair.value.text.map { [$0] } ?? []
      requirements.append(Requirement(key: key, operator: .isIn, values: Set(values)))
    }
  }

  /// A label that every selected object has: its key, and the values of which it has one; `nil` where none is asked for.
  var demand: (key: String, values: Set<String>)? {
    requirements.first { $0.operator == .isIn }.map { ($0.key, $0.values) }
  }

  /// Whether an object with these labels is selected. `NotIn` also holds where the key is absent.
  package func selects(_ labels: [String: String]) -> Bool {
    requirements.allSatisfy { requirement in
      let value = labels[requirement.key]
      switch requirement.operator {
      case .isIn: return value.map(requirement.values.contains) ?? false
      case .isNotIn: return value.map { !requirement.values.contains($0) } ?? true
      case .exists: return value != nil
      case .doesNotExist: return value == nil
      }
    }
  }
}
