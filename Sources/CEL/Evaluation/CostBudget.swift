/// What an evaluation has cost so far, and what it may cost.
///
/// The units are those of cel-go and Kubernetes: 1 for a name, a selection or a call, 10 for a list, 30 for a map,
/// and a tenth of a unit for each byte that a function walks over.
public struct CostBudget: Sendable {
  /// What has been spent.
  public private(set) var spent: UInt64 = 0
  /// What may be spent; one unit more is an error.
  public let limit: UInt64

  public init(limit: UInt64) { self.limit = limit }

  /// Spends units.
  ///
  /// - Throws: `costLimitExceeded`, once more than the limit is spent.
  @inline(__always)
  public mutating func charge(_ units: UInt64) throws(EvaluationError) {
    let (sum, overflowed) = spent.addingReportingOverflow(units)
    spent = overflowed ? UInt64.max : sum
    if spent > limit { throw exceeded() }
  }

  /// Spends what walking over this many bytes or elements costs.
  ///
  /// - Throws: `costLimitExceeded`, once more than the limit is spent.
  public mutating func chargeTraversal(_ count: Int) throws(EvaluationError) {
    if count > 9 { try charge(UInt64(clamping: count / 10)) }
  }

  @inline(never)
  private func exceeded() -> EvaluationError {
    EvaluationError(.costLimitExceeded, "the evaluation costs more than the limit of \(limit)")
  }
}
