/// An expression ready to be evaluated: names are slots, functions are found, constants are made.
///
/// As deep as the syntax tree, so evaluation recurses at most `Limits.depth` times.
indirect enum Plan: Sendable {
  case constant(Value)
  case variable(Int)
  case select(Plan, FieldName, isOptional: Bool, offset: UInt32)
  case has(Plan, FieldName, offset: UInt32)
  case index(Plan, Plan, isOptional: Bool, offset: UInt32)
  case conditional(Plan, Plan, Plan, offset: UInt32)
  case and([Plan], offset: UInt32)
  case or([Plan], offset: UInt32)
  case not(Plan, offset: UInt32)
  case binary(BinaryOperator, Plan, Plan, offset: UInt32)
  /// `matches` with a pattern that stands in the expression, compiled with it.
  case matches(Plan, RegularExpression, offset: UInt32)
  case call(FunctionImplementation, [Plan], offset: UInt32)
  case list([(value: Plan, isOptional: Bool)], offset: UInt32)
  case map([(key: Plan, value: Plan, isOptional: Bool)], offset: UInt32)
  case comprehension(ComprehensionPlan)
  case bind(Expression.Binding.Kind, slot: Int, value: Plan, result: Plan, offset: UInt32)
}

/// A macro over a list or map; its variables are slots.
struct ComprehensionPlan: Sendable {
  var kind: Expression.Comprehension.Kind
  var range: Plan
  /// The slot of the first variable; the second, if there is one, is the next.
  var slot: Int
  var hasTwoVariables: Bool
  var predicate: Plan?
  var transform: Plan?
  var offset: UInt32
}

/// The operators that are evaluated without looking anything up.
enum BinaryOperator: String, Sendable {
  case equals = "_==_"
  case differs = "_!=_"
  case less = "_<_"
  case atMost = "_<=_"
  case greater = "_>_"
  case atLeast = "_>=_"
  case add = "_+_"
  case subtract = "_-_"
  case multiply = "_*_"
  case divide = "_/_"
  case remainder = "_%_"
  case isIn = "@in"
}
