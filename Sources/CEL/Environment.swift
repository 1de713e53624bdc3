/// What an expression may name: variables and functions, beside those of the language itself.
///
/// Cheap to make; the language's own functions are in a table that is made once.
public struct Environment: Sendable {
  /// The variables' names; a program is evaluated with one value for each, in this order.
  public let variables: [String]
  public let limits: Limits
  let functions: [FunctionKey: FunctionImplementation]

  public init(variables: [String], functions: [Function] = [], limits: Limits = Limits()) {
    self.variables = variables
    self.limits = limits
    self.functions = Dictionary(
      functions.map { (FunctionKey(name: $0.name, isMember: $0.isMember, arity: $0.arity), $0.body) },
      uniquingKeysWith: { _, last in last })
  }

  func function(_ key: FunctionKey) -> FunctionImplementation? {
    functions[key] ?? StandardLibrary.functions[key]
  }
}

/// What a function does with its arguments; a method's target is the first of them. Arguments are never unknown:
/// where one is, the call is, and the function is not asked.
public typealias FunctionImplementation = @Sendable ([Value]) throws(EvaluationError) -> Value

/// A function that an embedding program adds to the language.
public struct Function: Sendable {
  public let name: String
  /// Whether it is called as `target.name(…)`.
  public let isMember: Bool
  /// How many arguments it takes, a method's target included.
  public let arity: Int
  let body: FunctionImplementation

  public init(_ name: String, isMember: Bool = false, arity: Int, _ body: @escaping FunctionImplementation) {
    self.name = name
    self.isMember = isMember
    self.arity = arity
    self.body = body
  }
}

struct FunctionKey: Hashable, Sendable {
  var name: String
  var isMember: Bool
  /// With a method's target.
  var arity: Int
}
