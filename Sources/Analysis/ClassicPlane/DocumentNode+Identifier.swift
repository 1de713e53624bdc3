import Documents

extension DocumentNode {
  /// An id: the text, or what stands for it while nobody can know it yet, which is the same for all values that will be the
  /// same. An empty text is none.
  var identifier: String? {
    if let unknownName { return unknownName }
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }
}
