import Synchronization

/// A compiled expression: steps in one table, operands before the steps that use them, everything else in further tables.
///
/// A value in memory that does not move, and no object: every evaluation reads of it at each step, and threads that evaluate one plan
/// would wait for each other's counting of references.
struct Plan: ~Copyable, @unchecked Sendable {
  let steps: UnsafeMutableBufferPointer<Step>
  let children: UnsafeMutableBufferPointer<NodeID>
  let links: UnsafeMutableBufferPointer<Link>
  let loops: UnsafeMutableBufferPointer<Loop>
  let joins: UnsafeMutableBufferPointer<Join>
  let textTests: UnsafeMutableBufferPointer<TextTest>
  /// The names of fields, which `names` keeps.
  let fields: UnsafeMutableBufferPointer<FieldName>
  private let names: [OwnedFieldName]
  let constants: Table<Value>
  /// The forms of each callee, as stretches of `forms`.
  let calls: UnsafeMutableBufferPointer<NodeList>
  let forms: Table<PlannedForm>
  let callees: [Callee]
  let regexes: Table<RegexProgram>
  /// The tables of `regexes`, which keep them.
  let automata: UnsafeMutableBufferPointer<Unmanaged<LazyAutomaton>>
  let regexCalls: [RegexCall]
  let failures: [EvaluationError]
  let root: NodeID
  let limits: Limits
  /// How many variables of macros are open at the same time at most.
  let localCount: Int
  /// How many values are remembered during an evaluation.
  let memoryCount: Int
  /// Tells the plan from all others of the process.
  let serial: Int

  private static let serials = Atomic(0)

  init(_ builder: PlanBuilder, root: NodeID, limits: Limits) {
    self.limits = limits
    steps = UnsafeMutableBufferPointer.holding(builder.steps)
    children = UnsafeMutableBufferPointer.holding(builder.children)
    links = UnsafeMutableBufferPointer.holding(builder.links)
    loops = UnsafeMutableBufferPointer.holding(builder.loops)
    joins = UnsafeMutableBufferPointer.holding(builder.joins)
    textTests = UnsafeMutableBufferPointer.holding(builder.textTests)
    names = builder.fields
    fields = UnsafeMutableBufferPointer.holding(names.map(\.name))
    constants = Table(builder.constants)
    callees = builder.callees
    forms = Table(callees.flatMap { $0.forms.map(PlannedForm.init) })
    var first: Int32 = 0
    calls = UnsafeMutableBufferPointer.holding(
      callees.map { callee in
        defer { first += Int32(callee.forms.count) }
        return NodeList(first: first, count: Int32(callee.forms.count))
      })
    regexes = Table(builder.regexes)
    automata = UnsafeMutableBufferPointer.holding(builder.regexes.map { .passUnretained($0.automaton) })
    regexCalls = builder.regexCalls
    failures = builder.failures
    localCount = builder.localCount
    memoryCount = builder.memoryCount
    serial = Self.serials.wrappingAdd(1, ordering: .relaxed).newValue
    self.root = root
  }

  deinit {
    steps.deallocate()
    children.deallocate()
    links.deallocate()
    loops.deallocate()
    joins.deallocate()
    textTests.deallocate()
    fields.deallocate()
    calls.deallocate()
    constants.free()
    forms.free()
    regexes.free()
    automata.deallocate()
  }
}

/// The tables of a plan while it is being made.
struct PlanBuilder {
  var steps: [Step] = []
  var children: [NodeID] = []
  var links: [Link] = []
  var constants: [Value] = []
  var fields: [OwnedFieldName] = []
  var callees: [Callee] = []
  var loops: [Loop] = []
  var joins: [Join] = []
  var textTests: [TextTest] = []
  var regexes: [RegexProgram] = []
  var regexCalls: [RegexCall] = []
  var failures: [EvaluationError] = []
  var localCount = 0
  var memoryCount = 0
  /// How many values are kept from one evaluation to the next.
  var stableCount: Int32 = 0

  mutating func list(_ nodes: some Collection<NodeID>) -> NodeList {
    let list = NodeList(first: Int32(children.count), count: Int32(nodes.count))
    children.append(contentsOf: nodes)
    return list
  }
}

/// One step: what to do, the numbers of what to do it with, and the place in the expression for errors.
///
/// Without references, so that copying one costs nothing.
struct Step: Sendable, BitwiseCopyable {
  /// What a step does, where something but the evaluator wants to know.
  enum Kind: UInt8, Sendable {
    case constant, variable, optionalEntry, chain, chainOrValue, other
  }

  /// The functions of `Evaluator` by the same names.
  enum Operation: UInt8, Sendable {
    case constant, variable, local, remembered, failure, optionalEntry
    case callOne, callTwo, callMany
    case chain, has, optionalOrValue, optionalOr, optionalHasValue, optionalValue
    case equal, equalText, equalTextOr, negate, binary, sum
    case logical, not, conditional
    case loop, bind, optionalLoop
    case textTest, matches, matchesComputed, regexCall
    case list, map
    case stable, join
  }

  let kind: Kind
  let operation: Operation
  var first: Int32 = 0
  var second: Int32 = 0
  var third: Int32 = 0
  let offset: UInt32

  /// The first two numbers as a stretch of a table.
  var list: NodeList { NodeList(first: first, count: second) }
}

/// One selection of a chain such as `a.b[0].?c`.
struct Link: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable {
    /// The operand is a field's index in the plan.
    case field, optionalField
    /// The operand is a step that gives the key.
    case key, optionalKey
  }

  let kind: Kind
  let operand: Int32
  let offset: UInt32

  var hasKey: Bool {
    @inline(__always) get {
      switch kind {
      case .key, .optionalKey: true
      default: false
      }
    }
  }
}

/// A macro over a list, map or optional.
struct Loop: Sendable, BitwiseCopyable {
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
