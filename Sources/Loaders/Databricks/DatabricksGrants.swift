import Documents

/// The two shapes of permissions of a securable (section 3.7 of the Azure reference): `permissions` has privileges as texts,
/// `effective-permissions` as objects that also say where they are inherited from. Rules see texts in both.
enum DatabricksGrants {
  /// Permissions with every privilege as a text that stands where it is written; others members are as they are.
  static func withPlainPrivileges(_ node: DocumentNode) -> DocumentNode {
    let assignments = node["privilege_assignments"]?.elements.map { $0 } ?? []
    guard assignments.contains(where: hasObjects) else { return node }
    return DerivedTree.transform(node) { copier in
      for pair in node.pairs where pair.key.text != "privilege_assignments" {
        copier.member(pair.key, pair.value)
      }
      guard let list = node.pair(forKey: "privilege_assignments") else { return }
      copier.key(list.key)
      copier.open(.sequence, span: list.value.span, style: .flow)
      for assignment in assignments { copy(assignment, &copier) }
      copier.close()
    }
  }

  private static func hasObjects(_ assignment: DocumentNode) -> Bool {
    assignment["privileges"]?.elements.contains { $0.isMapping } ?? false
  }

  private static func copy(_ assignment: DocumentNode, _ copier: inout TreeCopier) {
    guard assignment.isMapping else { return copier.copy(assignment) }
    copier.openMapping(span: assignment.span)
    for pair in assignment.pairs {
      guard pair.key.text == "privileges", pair.value.isSequence else {
        copier.member(pair.key, pair.value)
        continue
      }
      copier.key(pair.key)
      copier.open(.sequence, span: pair.value.span, style: .flow)
      for privilege in pair.value.elements { copier.copy(privilege["privilege"] ?? privilege) }
      copier.close()
    }
    copier.close()
  }
}
