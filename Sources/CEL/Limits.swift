/// What an expression may ask for at most. Every limit is the largest number that is still allowed.
public struct Limits: Sendable, Equatable {
  /// The length of an expression in UTF-8 bytes.
  public var expressionBytes = 100_000
  /// How deep an expression may be nested: parentheses, and the operands of operators, selections and calls in
  /// one another. A chain of `&&` or `||` is one level, a key in brackets is two. Never more than 250, for which the stack suffices.
  public var nesting = 250 {
    didSet { nesting = min(max(nesting, 1), Limits.deepest) }
  }
  /// How many variables of macros may be declared around one another, as in `a.all(x, b.all(y, …))`. Never more than
  /// 32.
  public var macroNesting = 32 {
    didSet { macroNesting = min(max(macroNesting, 0), Limits.deepestMacro) }
  }
  /// The cost of one evaluation, in the units of `CostBudget`; the default is Kubernetes' for one call.
  public var cost: UInt64 = 1_000_000
  /// How large a value may be that a function or operator makes: the UTF-8 bytes of a text, the elements of a list, the
  /// entries of a map.
  public var valueSize = 1_000_000
  /// How many instructions a regular expression may be compiled to.
  public var regexInstructions = 10_000

  static let deepest = 250
  static let deepestMacro = 32

  public init() {}
}
