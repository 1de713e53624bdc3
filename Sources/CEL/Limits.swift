/// What an expression may be and what its evaluation may cost.
public struct Limits: Sendable {
  /// UTF-8 bytes of an expression.
  public var length: Int
  /// Levels of the syntax tree, as in cel-go.
  public var depth: Int
  /// Units of cost of one evaluation; the default is Kubernetes' per-call limit.
  public var cost: UInt64
  /// Instructions of a compiled regular expression.
  public var regexProgram: Int
  /// Bytes of a string, elements of a list, that an evaluation may make.
  public var size: Int

  public init(
    length: Int = 100_000, depth: Int = 250, cost: UInt64 = 1_000_000, regexProgram: Int = 10_000,
    size: Int = 1_000_000
  ) {
    self.length = length
    self.depth = depth
    self.cost = cost
    self.regexProgram = regexProgram
    self.size = size
  }
}
