/// Why an expression is none: each thing wrong with it, in the order of their places.
public struct CompileError: Error, Sendable, Equatable {
  /// One thing wrong with an expression.
  public struct Issue: Sendable, Equatable {
    /// What is wrong and, after a semicolon, what is allowed; without a final period.
    public let message: String
    /// Where it begins: 0-based, in UTF-8 bytes.
    public let offset: Int
    /// How many UTF-8 bytes it covers.
    public let length: Int

    public init(_ message: String, offset: Int, length: Int) {
      self.message = message
      self.offset = offset
      self.length = length
    }
  }

  public let issues: [Issue]

  public init(_ issues: [Issue]) { self.issues = issues }

  init(_ message: String, at range: Range<Int>) {
    issues = [Issue(message, offset: range.lowerBound, length: range.count)]
  }
}

extension CompileError: CustomStringConvertible {
  public var description: String {
    issues.map { "\($0.message) (at byte \($0.offset))" }.joined(separator: "\n")
  }
}
