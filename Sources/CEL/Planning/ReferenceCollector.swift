/// Collects which parts of the variables' values an expression reads.
struct ReferenceCollector {
  // An array and not a set: the first set of a type costs the process more than compiling ten expressions does.
  private var found: [FieldReference] = []

  /// Notes what a node reads, if it is a variable or a chain of selections from one.
  mutating func note(_ id: NodeID, in checked: CheckedSyntax, _ environment: Environment) {
    var path: [String] = []
    var id = id
    while true {
      if case .variable(let slot) = checked.resolutions[Int(id)] {
        let name = environment.variables[slot].name
        found.append(FieldReference(root: name, path: path.reversed()))
        return
      }
      switch checked.syntax[id].kind {
      case .select(let operand, let name, _), .has(let operand, let name):
        path.append(checked.syntax.name(name))
        id = operand
      case .index(let operand, let key, _):
        if let field = checked.syntax.text(key) { path.append(field) } else { path = [] }
        id = operand
      default: return
      }
    }
  }

  /// The references in order of names, without those that a shorter one covers.
  var minimal: [FieldReference] {
    let sorted = found.sorted { ($0.root, $0.path) < ($1.root, $1.path) }
    var kept: [FieldReference] = []
    for reference in sorted {
      if let last = kept.last, last.root == reference.root, reference.path.starts(with: last.path) {
        continue
      }
      kept.append(reference)
    }
    return kept
  }
}

private func < (left: (String, [String]), right: (String, [String])) -> Bool {
  left.0 == right.0 ? left.1.lexicographicallyPrecedes(right.1) : left.0 < right.0
}

extension Syntax {
  /// The text of a string literal.
  fileprivate func text(_ id: NodeID) -> String? {
    guard case .literal(let index) = self[id].kind, case .string(let text) = literals[Int(index)] else {
      return nil
    }
    return text
  }
}
