import Documents

/// What a value is joined by.
enum JoinKey {
  /// A value's text in its normal form; for one that is known only after apply what it is called, which the loader has made the
  /// same for all values that will be the same. No text is ever equal to such a name.
  static func of(_ node: DocumentNode?, _ normal: (String) -> String = { $0.lowercased() }) -> String? {
    guard let node else { return nil }
    if let name = node.unknownName { return "\u{0}" + name }
    return node.text.map(normal).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The same of a whole number, which may be written as a text.
  static func number(_ node: DocumentNode?) -> String? {
    node?.unknownName != nil ? of(node) : node?.integer.map(String.init)
  }
}
