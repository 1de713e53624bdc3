/// Why an expression cannot be compiled: one or more issues, in the order of their places.
public struct CompileError: Error, Sendable, Equatable {
  /// One thing that is wrong.
  public struct Issue: Sendable, Equatable {
    /// What was found; what is allowed. One sentence without a final period.
    public let message: String
    /// Where it begins: 0-based, in UTF-8 bytes of the expression.
    public let offset: Int
    /// How many UTF-8 bytes it covers; 0 at the end of the expression.
    public let length: Int

    public init(_ message: String, offset: Int, length: Int) {
      self.message = message
      self.offset = offset
      self.length = length
    }

    init(_ message: String, at range: SourceRange) {
      self.init(message, offset: Int(range.start), length: Int(range.end - range.start))
    }
  }

  /// Never empty.
  public let issues: [Issue]

  public init(_ issues: [Issue]) { self.issues = issues }

  init(_ message: String, at range: SourceRange) { issues = [Issue(message, at: range)] }
}

extension CompileError: CustomStringConvertible {
  public var description: String {
    issues.map { "\($0.message) (at byte \($0.offset))" }.joined(separator: "\n")
  }
}
