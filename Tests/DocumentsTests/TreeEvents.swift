import Documents
import SourceText

/// Drives a `TreeBuilder` by hand; every text is made up, every span empty at the start of the file.
struct TreeEvents: ~Copyable {
  /// A complete node that an alias may name.
  struct Anchor {
    var id: NodeID
    var expansion: Int
  }

  private var builder: TreeBuilder
  private var last: NodeID?
  /// The first container opened since `measured` began.
  private var first: NodeID?

  init(syntax: DocumentSyntax = .yaml, limits: TreeLimits = TreeLimits()) {
    builder = TreeBuilder(syntax: syntax, source: SourceFile(path: "a", text: ""), limits: limits)
  }

  var expandedCount: Int { builder.expandedCount }

  var problems: [SourceProblem] { builder.problems }

  mutating func open(_ kind: NodeKind) throws {
    last = try builder.open(kind, start: 0, style: .flow)
    first = first ?? last
  }

  mutating func close() { builder.close(end: 0) }

  mutating func scalar(_ text: String, style: NodeStyle = .plain) {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      last = builder.scalar(span: ByteSpan(0..<0), text: bytes, style: style)
    }
  }

  mutating func alias(_ anchor: Anchor) throws {
    try builder.alias(span: ByteSpan(0..<0), target: anchor.id, expansion: anchor.expansion)
  }

  mutating func tag(_ tag: String) {
    if let last { builder.tag(last, tag) }
  }

  /// A mapping of plain scalars.
  mutating func mapping(_ pairs: [(String, String)]) throws -> Anchor {
    try measured { events in
      try events.open(.mapping)
      for (key, value) in pairs {
        events.scalar(key)
        events.scalar(value)
      }
      events.close()
    }
  }

  /// The first container that `body` opens, which it must close, and what it stands for.
  mutating func measured(_ body: (inout TreeEvents) throws -> Void) throws -> Anchor {
    let before = builder.expandedCount
    first = nil
    try body(&self)
    guard let first else { throw SourceProblem("nothing was opened") }
    return Anchor(id: first, expansion: builder.expandedCount - before)
  }

  consuming func finish() -> DocumentTree { builder.finish() }
}
