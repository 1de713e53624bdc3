/// A compiled expression: steps in one array, operands before the steps that use them, everything else in tables.
///
/// Steps hold numbers only, so that walking them touches no reference counts.
final class Plan: Sendable {
  let steps: [Step]
  let children: [NodeID]
  let constants: [Value]
  let fields: [FieldName]
  let callees: [Callee]
  let loops: [Loop]
  let regexes: [RegexProgram]
  let failures: [EvaluationError]
  let root: NodeID
  /// How many variables of macros are open at the same time at most.
  let localCount: Int

  init(_ builder: PlanBuilder, root: NodeID) {
    steps = builder.steps
    children = builder.children
    constants = builder.constants
    fields = builder.fields
    callees = builder.callees
    loops = builder.loops
    regexes = builder.regexes
    failures = builder.failures
    localCount = builder.localCount
    self.root = root
  }
}

/// The tables of a plan while it is being made.
struct PlanBuilder {
  var steps: [Step] = []
  var children: [NodeID] = []
  var constants: [Value] = []
  var fields: [FieldName] = []
  var callees: [Callee] = []
  var loops: [Loop] = []
  var regexes: [RegexProgram] = []
  var failures: [EvaluationError] = []
  var localCount = 0
}

/// One step, and the place in the expression that an error of it is reported at.
struct Step: Sendable {
  enum Operation: Sendable {
    case constant(Int32)
    case variable(Int32)
    case local(Int32)
    /// What always fails, such as a name that nothing is declared for.
    case failure(Int32)
    case select(NodeID, field: Int32)
    case optionalSelect(NodeID, field: Int32)
    case has(NodeID, field: Int32)
    case index(NodeID, key: NodeID)
    case optionalIndex(NodeID, key: NodeID)
    case not(NodeID)
    case negate(NodeID)
    case equal(NodeID, NodeID, isNegated: Bool)
    case binary(BinaryOperator, NodeID, NodeID)
    case and(NodeList)
    case or(NodeList)
    case conditional(NodeID, NodeID, NodeID)
    case list(NodeList)
    case map(NodeList)
    /// An element, key or value of a list or map that is there only if an optional has a value.
    case optionalEntry(NodeID)
    case call(Int32, NodeList)
    case matches(NodeID, regex: Int32)
    case matchesComputed(NodeID, NodeID)
    case optionalOr(NodeID, NodeID)
    case optionalOrValue(NodeID, NodeID)
    case optionalHasValue(NodeID)
    case optionalValue(NodeID)
    case loop(Int32)
  }

  let operation: Operation
  let offset: UInt32
}

/// A macro over a list, map or optional.
struct Loop: Sendable {
  let kind: Comprehension.Kind
  let range: NodeID
  /// The slot of the first variable; that of the second is the next one.
  let slot: Int
  let hasTwoVariables: Bool
  let filter: NodeID?
  let body: NodeID
}

/// A part of a variable's value that an expression reads.
public struct FieldReference: Sendable, Hashable {
  /// The variable's name.
  public let root: String
  /// The fields from there, as far as they stand in the expression. Everything below the last one may be read.
  public let path: [String]

  public init(root: String, path: [String]) {
    self.root = root
    self.path = path
  }
}
