/// The issues of an expression, up to a number.
struct IssueList: Sendable {
  private(set) var issues: [CompileError.Issue] = []

  /// More issues than this are not reported.
  static let most = 20

  mutating func report(_ message: String, at range: SourceRange) {
    if issues.count < Self.most { issues.append(CompileError.Issue(message, at: range)) }
  }

  /// - Throws: the issues in order of their places, if there are any.
  func check() throws(CompileError) {
    if !issues.isEmpty { throw CompileError(issues.sorted { $0.offset < $1.offset }) }
  }
}
