// Values that exist but that an artefact does not show: "known after apply", or marked as sensitive.

extension DocumentNode {
  /// The tag of such a value in a tree that a loader has made. Only trees of JSON are looked at for it, because a JSON file
  /// cannot write tags: the author of a YAML file must not be able to hide a value behind one.
  static let unknownTag = "tag:airtight.dev,2026:unknown:"

  /// What nobody can know yet, as the loader has named it (`azurerm_subnet.gateway.id`); `nil` for a value that is shown.
  ///
  /// Such a value has no text, is no string, number or bool, and is not null.
  package var unknownName: String? {
    guard resolved.flags.contains(.tagged), tree.syntax == .json, let tag = tree.tags[resolvedID],
      tag.hasPrefix(Self.unknownTag)
    else { return nil }
    return String(tag.dropFirst(Self.unknownTag.count))
  }
}

extension DocumentNode {
  /// Whether this is such a value, or holds one at any depth.
  package var hasUnknown: Bool {
    guard tree.syntax == .json, !tree.tags.isEmpty else { return false }
    var waiting = [self]
    while let node = waiting.popLast() {
      if node.unknownName != nil { return true }
      waiting += node.elements
      for pair in node.pairs { waiting.append(pair.value) }
    }
    return false
  }
}
