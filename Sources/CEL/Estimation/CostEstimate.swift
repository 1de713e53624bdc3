/// What evaluating an expression can cost, found without evaluating it; in the units of `CostBudget`.
///
/// It holds for evaluations that end with a value and meet no unknown.
public struct CostEstimate: Sendable, Equatable {
  /// No evaluation costs less.
  public let least: UInt64
  /// No evaluation costs more; `UInt64.max` where nothing bounds it.
  public let most: UInt64

  /// Estimates an expression.
  ///
  /// - Parameter sizes: how large a part of a variable's value is at most: the UTF-8 bytes of its texts and the elements
  ///   of its lists and maps, all that is nested in it included. `nil` where that is not known. A part without a size
  ///   of its own has that of what it is a part of.
  /// - Throws: `CompileError`, as `Program.init` does.
  public init(
    of source: String, environment: Environment, sizes: @escaping (FieldReference) -> Int? = { _ in nil }
  ) throws(CompileError) {
    let syntax = try Parser.parse(source, limits: environment.limits, hasMacros: environment.hasMacros)
    let checked = try Checker.check(syntax, in: environment)
    var estimator = CostEstimator(checked, environment, sizes)
    self = estimator.estimate()
  }

  init(least: UInt64, most: UInt64) {
    self.least = least
    self.most = most
  }

  static let none = CostEstimate(least: 0, most: 0)

  static func + (left: CostEstimate, right: CostEstimate) -> CostEstimate {
    CostEstimate(
      least: left.least.addingSaturated(right.least), most: left.most.addingSaturated(right.most))
  }

  static func + (left: CostEstimate, units: UInt64) -> CostEstimate {
    left + CostEstimate(least: units, most: units)
  }

  /// The same, where it may be left out.
  var optional: CostEstimate { CostEstimate(least: 0, most: most) }
}

extension UInt64 {
  func addingSaturated(_ other: UInt64) -> UInt64 {
    let (sum, overflowed) = addingReportingOverflow(other)
    return overflowed ? .max : sum
  }

  /// The product; nothing times anything is nothing, even if that has no bound.
  func multipliedSaturated(_ other: UInt64) -> UInt64 {
    let (product, overflowed) = multipliedReportingOverflow(by: other)
    return overflowed ? .max : product
  }

  /// A tenth, rounded down, of a number that has a bound.
  var tenth: UInt64 { self == .max ? .max : self / 10 }
}
