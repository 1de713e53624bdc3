/// A compiled expression: steps in one array, operands before the steps that use them, everything else in tables.
final class Plan: Sendable {
  let steps: [Step]
  let children: [NodeID]
  let links: [Link]
  let constants: [Value]
  let fields: [FieldName]
  let callees: [Callee]
  let loops: [Loop]
  let regexes: [RegexProgram]
  let regexCalls: [RegexCall]
  let failures: [EvaluationError]
  let root: NodeID
  /// How many variables of macros are open at the same time at most.
  let localCount: Int
  /// How many values are remembered during an evaluation.
  let memoryCount: Int

  init(_ builder: PlanBuilder, root: NodeID) {
    steps = builder.steps
    children = builder.children
    links = builder.links
    constants = builder.constants
    fields = builder.fields
    callees = builder.callees
    loops = builder.loops
    regexes = builder.regexes
    regexCalls = builder.regexCalls
    failures = builder.failures
    localCount = builder.localCount
    memoryCount = builder.memoryCount
    self.root = root
  }
}

/// The tables of a plan while it is being made.
struct PlanBuilder {
  var steps: [Step] = []
  var children: [NodeID] = []
  var links: [Link] = []
  var constants: [Value] = []
  var fields: [FieldName] = []
  var callees: [Callee] = []
  var loops: [Loop] = []
  var regexes: [RegexProgram] = []
  var regexCalls: [RegexCall] = []
  var failures: [EvaluationError] = []
  var localCount = 0
  var memoryCount = 0

  mutating func list(_ nodes: some Collection<NodeID>) -> NodeList {
    let list = NodeList(first: Int32(children.count), count: Int32(nodes.count))
    children.append(contentsOf: nodes)
    return list
  }
}

/// One step: what to do, the numbers of what to do it with, and the place in the expression for errors.
struct Step: Sendable {
  typealias Handler = @Sendable (inout Evaluator, Step) throws(EvaluationError) -> Value

  /// What a step does, where something but the evaluator wants to know.
  enum Kind: UInt8, Sendable {
    case constant, variable, optionalEntry, chain, chainOrValue, other
  }

  let kind: Kind
  let handler: Handler
  var first: Int32 = 0
  var second: Int32 = 0
  var third: Int32 = 0
  let offset: UInt32

  /// The first two numbers as a stretch of a table.
  var list: NodeList { NodeList(first: first, count: second) }
}

/// One selection of a chain such as `a.b[0].?c`.
struct Link: Sendable {
  enum Kind: UInt8, Sendable {
    /// The operand is a field's index in the plan.
    case field, optionalField
    /// The operand is a step that gives the key.
    case key, optionalKey
  }

  let kind: Kind
  let operand: Int32
  let offset: UInt32

  var hasKey: Bool { kind == .key || kind == .optionalKey }
}

/// A macro over a list, map or optional.
struct Loop: Sendable {
  let kind: Comprehension.Kind
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
