/// A node of the syntax tree, with its place: 0-based UTF-8 byte offsets.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case constant(Value)
    case identifier(String)
    /// `operand.field`, `operand.?field`, `has(operand.field)`.
    case select(Expression, field: String, isOptional: Bool, isTest: Bool)
    /// A function or operator; a method's target is `target`.
    case call(function: String, target: Expression?, arguments: [Expression])
    case and([Expression])
    case or([Expression])
    case list([Element])
    case map([Entry])
    case comprehension(Comprehension)
    /// `cel.bind(name, value, result)`, `optMap`, `optFlatMap`.
    case bind(Binding)
  }

  /// An element of a list literal; an optional one (`?x`) is left out where it is absent.
  struct Element: Sendable {
    var value: Expression
    var isOptional: Bool
  }

  struct Entry: Sendable {
    var key: Expression
    var value: Expression
    var isOptional: Bool
  }

  /// A macro over the elements of a list or the keys of a map.
  struct Comprehension: Sendable {
    enum Kind: String, Sendable {
      case all, exists
      case existsOne = "exists_one"
      case map, filter
    }

    var kind: Kind
    var range: Expression
    /// The element; or index and element, key and value, where there are two.
    var variables: [String]
    var predicate: Expression?
    var transform: Expression?
  }

  struct Binding: Sendable {
    enum Kind: Sendable { case plain, optionalMap, optionalFlatMap }

    var kind: Kind
    var variable: String
    var value: Expression
    var result: Expression
  }

  var kind: Kind
  var range: Range<Int>
  /// Levels of nodes below and including this one.
  var depth: Int

  init(_ kind: Kind, at range: Range<Int>, depth: Int = 1) {
    self.kind = kind
    self.range = range
    self.depth = depth
  }
}
