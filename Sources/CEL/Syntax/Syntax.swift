/// The number of a node in its `Syntax`.
typealias NodeID = Int32

/// A stretch of `Syntax.children`.
struct NodeList: Sendable {
  var first: Int32
  var count: Int32

  static let none = NodeList(first: 0, count: 0)

  /// The places in the table.
  var range: Range<Int> { Int(first)..<Int(first &+ count) }
}

/// A parsed expression: nodes in one array, children before their parents, macros already expanded.
struct Syntax: Sendable {
  var nodes: [SyntaxNode] = []
  /// The children of nodes that have any number of them.
  var children: [NodeID] = []
  /// Literals; `SyntaxNode.Kind.literal` has the index.
  var literals: [Value] = []
  /// Names of variables, fields and functions; the nodes have indices.
  var names: [String] = []
  var comprehensions: [Comprehension] = []
  var root: NodeID = 0
  /// The variables and functions that were not written but made by a macro are never looked up by name.
  subscript(id: NodeID) -> SyntaxNode { nodes[Int(id)] }

  func children(_ list: NodeList) -> ArraySlice<NodeID> {
    children[Int(list.first)..<Int(list.first + list.count)]
  }

  func name(_ id: Int32) -> String { names[Int(id)] }
}

/// A node and the stretch of the expression that it was made from.
struct SyntaxNode: Sendable {
  enum Kind: Sendable {
    case literal(Int32)
    /// A name; `isRooted` where it is written with a leading dot.
    case identifier(name: Int32, isRooted: Bool)
    /// `operand.name`, or `operand.?name`.
    case select(operand: NodeID, name: Int32, isOptional: Bool)
    /// `has(operand.name)`.
    case has(operand: NodeID, name: Int32)
    /// `operand[key]`, or `operand[?key]`.
    case index(operand: NodeID, key: NodeID, isOptional: Bool)
    /// `name(arguments)`; `isRooted` where it is written with a leading dot.
    case call(name: Int32, arguments: NodeList, isRooted: Bool)
    /// `target.name(arguments)`; the target is the first of the arguments.
    case member(name: Int32, arguments: NodeList)
    case not(NodeID)
    case negate(NodeID)
    case binary(BinaryOperator, NodeID, NodeID)
    case and(NodeList)
    case or(NodeList)
    /// `condition ? yes : no`.
    case conditional(NodeList)
    /// Elements; those that are optional (`[?e]`) are wrapped in `optionalEntry`.
    case list(NodeList)
    /// Keys and values in turn; optional entries have their key wrapped in `optionalEntry`.
    case map(NodeList)
    case optionalEntry(NodeID)
    case comprehension(Int32)
  }

  var kind: Kind
  var range: SourceRange
  /// Where an operator, field or function name stands, for messages.
  var focus: SourceRange
  /// How deep the tree below is; a leaf is 1.
  var depth: UInt16
}

enum BinaryOperator: UInt8, Sendable {
  case add, subtract, multiply, divide, modulo
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case `in`

  /// The operator as it is written.
  var text: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .modulo: "%"
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .in: "in"
    }
  }
}

/// What a macro over a list or map was expanded to. Section "Macros" of the language definition.
struct Comprehension: Sendable {
  enum Kind: UInt8, Sendable {
    case all, exists, existsOne, map, filter
    /// `list.sortBy(x, key)`.
    case sortBy
    /// The forms with two variables that make a list, a map, or a map with keys of its own.
    case transformList, transformMap, transformMapEntry
    /// `cel.bind(x, range, body)`: not a loop, the variable is the range itself.
    case bind
    /// `o.optMap(x, body)` and `o.optFlatMap(x, body)`.
    case optionalMap, optionalFlatMap
  }

  var kind: Kind
  var range: NodeID
  /// Index and key come first where there are two variables.
  var variable: Int32
  var second: Int32?
  /// The condition under which an element counts, in the forms that have one beside the body.
  var filter: NodeID?
  var body: NodeID
}
