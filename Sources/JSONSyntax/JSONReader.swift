package import Documents
package import SourceText

/// Reads JSON as RFC 8259 has it, and nothing else: no comments, no trailing commas, one value a file.
package enum JSONReader {
  /// Reads a file. Cost is linear in its bytes; nothing recurses on its depth.
  ///
  /// Reading stops at the first error; what was read before it remains in the tree. Numbers, literals and strings
  /// without escapes are spans of the source, as written.
  ///
  /// - Parameters:
  ///   - jobs: threads for a large file; at least 1. The result is the same for any number.
  ///   - cut: where files are cut for these.
  package static func read(
    _ source: SourceFile, limits: TreeLimits = TreeLimits(), jobs: Int = 1, cut: JSONCut = JSONCut()
  ) -> JSONReading {
    let invalid = invalidUTF8(of: source)
    return source.bytes.withUnsafeBufferPointer { bytes in
      let end = invalid?.span.map { Int($0.start) } ?? bytes.count
      let bytes = UnsafeBufferPointer(rebasing: bytes[..<end])
      let segments = JSONSegments(of: bytes, limits: limits, jobs: jobs, cut)
      let builder = TreeBuilder(
        syntax: .json, source: source, limits: limits, reserved: segments?.nodeCount ?? 0)
      let ahead = segments?.read(bytes, of: source, into: builder) ?? []
      var parser = JSONParser(bytes: bytes, builder: builder)
      parser.ahead = ahead
      var refusal: SourceProblem?
      do throws(SourceProblem) {
        try parser.parse()
        refusal = invalid
      } catch {
        // What looks like the end of the file is the first byte that is no UTF-8.
        refusal = parser.position >= end ? invalid ?? error : error
      }
      return parser.finish(refusal: refusal)
    }
  }

  private static func invalidUTF8(of source: SourceFile) -> SourceProblem? {
    do throws(SourceProblem) {
      try source.validate()
      return nil
    } catch {
      return error
    }
  }
}

/// What a JSON file was read as.
package struct JSONReading: Sendable {
  /// One document, or what was read of it before the error; none where not even its first token was read.
  package var tree: DocumentTree
  /// In the order of their places. At most one is an error, and then it comes last.
  package var problems: [SourceProblem]

  /// Whether the file was refused: the tree may hold only a part of it.
  package var isRefused: Bool { problems.last?.severity == .error }
}
