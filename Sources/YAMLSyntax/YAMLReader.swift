import CLibYAML
package import Documents
package import SourceText

/// Reads YAML streams into document trees: with `ManifestReader`, or through libyaml's events what that one refuses.
package enum YAMLReader {
  /// What a file that is a text template and no YAML is told.
  package static let templateMessage =
    "this is a template, not YAML ('{{', '{%' or '<%'); check what it renders to, such as the output of 'helm template'"

  /// Reads every document of a source.
  ///
  /// Where reading fails, the documents before the failure are in the tree and the last problem says why it
  /// stopped; the other problems are warnings (duplicate keys).
  package static func read(
    _ source: SourceFile, limits: TreeLimits = TreeLimits()
  ) -> (tree: DocumentTree, problems: [SourceProblem]) {
    readDirectly(source, limits: limits) ?? readEvents(source, limits: limits)
  }

  /// Reads a source with our own reader; `nil` where it leaves the source to libyaml.
  package static func readDirectly(
    _ source: SourceFile, limits: TreeLimits = TreeLimits()
  ) -> (tree: DocumentTree, problems: [SourceProblem])? {
    var builder = TreeBuilder(syntax: .yaml, source: source, limits: limits)
    guard ManifestReader.read(source, into: &builder) else { return nil }
    let problems = builder.problems
    return (builder.finish(), problems)
  }

  /// Reads every document of a source through libyaml's events, whatever our own reader makes of it.
  package static func readEvents(
    _ source: SourceFile, limits: TreeLimits = TreeLimits()
  ) -> (tree: DocumentTree, problems: [SourceProblem]) {
    var builder = TreeBuilder(syntax: .yaml, source: source, limits: limits)
    var failure: SourceProblem?
    source.bytes.withUnsafeBufferPointer { bytes in
      do throws(SourceProblem) {
        try read(bytes, isASCII: source.isASCII, into: &builder)
      } catch {
        failure = error
        builder.abandonDocument()
      }
    }
    var problems = builder.problems
    if let template = template(builder.complexKey, in: source.bytes) { failure = failure ?? template }
    if let failure { problems.append(failure) }
    return (builder.finish(), problems)
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool, into builder: inout TreeBuilder
  ) throws(SourceProblem) {
    var parser = try YAMLParser(bytes, isASCII: isASCII)
    var composer = YAMLComposer()
    var more = true
    while more {
      more = try parser.next { (event, marks) throws(SourceProblem) in
        try composer.take(event, &marks, into: &builder)
      }
    }
  }

  /// `{{ .Values.x }}` without quotes reads as a mapping that is a key: legal YAML, and never what was meant.
  private static func template(_ key: ByteSpan?, in bytes: [UInt8]) -> SourceProblem? {
    guard let key, key.range.upperBound <= bytes.count else { return nil }
    let start = Int(key.start)
    let opens = start + 1 < bytes.count && bytes[start] == 0x7B && bytes[start + 1] == 0x7B
    let inside = start > 0 && bytes[start] == 0x7B && bytes[start - 1] == 0x7B
    return opens || inside ? SourceProblem(templateMessage, at: key) : nil
  }
}
