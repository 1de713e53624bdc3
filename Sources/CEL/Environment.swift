/// What an expression may use: variables, functions, the container that names are looked up in, and limits.
///
/// Making one is cheap; the built-in functions are shared by all.
public struct Environment: Sendable {
  /// The variables, in the order in which `Program.evaluate` takes their values.
  public private(set) var variables: [VariableDeclaration] = []
  public private(set) var functions: [FunctionDeclaration] = []
  /// The types that `CELType.object` names.
  public private(set) var objectTypes: [ObjectType] = []
  /// The namespace that names are looked up in first, such as `a.b`; empty for none. Section "Name Resolution".
  public var container = ""
  public var limits = Limits()
  /// Whether `has`, `all`, `exists` and the other macros are known.
  public var hasMacros = true
  /// Whether names and types are checked when an expression is compiled. Without it, an undeclared name or an
  /// operand of the wrong type is an error of the evaluation.
  public var checksTypes = true
  /// Whether a variable's name has a dot in it, so that selections may be names.
  private(set) var hasQualifiedNames = false

  /// An environment with the built-in functions and no variables.
  public init() {}

  /// An environment with these variables.
  public init(variables: KeyValuePairs<String, CELType>, container: String = "") {
    self.container = container
    for (name, type) in variables { declare(name, type) }
  }

  /// Declares a variable; its slot, 0-based, is where `Program.evaluate` looks for its value.
  ///
  /// The name may be qualified (`a.b`). A name that is declared twice keeps its slot and has the later type.
  ///
  /// - Parameter isStable: whether it has one value for all evaluations that share a `StableMemory`.
  @discardableResult
  public mutating func declare(_ name: String, _ type: CELType, isStable: Bool = false) -> Int {
    if name.utf8.contains(UInt8(ascii: ".")) { hasQualifiedNames = true }
    let declaration = VariableDeclaration(name: name, type: type, isStable: isStable)
    if let slot = variables.firstIndex(where: { $0.name == name }) {
      variables[slot] = declaration
      return slot
    }
    variables.append(declaration)
    return variables.count - 1
  }

  /// Declares one form of a function. It stands before the built-in ones of the same name.
  public mutating func declare(_ function: FunctionDeclaration) { functions.append(function) }

  /// Declares a type of maps; a variable of it is `.object(name)`.
  public mutating func declare(_ type: ObjectType) {
    objectTypes.removeAll { $0.name == type.name }
    objectTypes.append(type)
  }

  func objectType(_ name: String) -> ObjectType? { objectTypes.first { $0.name == name } }

  func slot(of name: String) -> Int? { variables.firstIndex { $0.name == name } }
}

/// A variable that expressions may read.
public struct VariableDeclaration: Sendable, Hashable {
  public let name: String
  public let type: CELType
  /// Whether it has one value for all evaluations that share a `StableMemory`.
  public let isStable: Bool

  public init(name: String, type: CELType, isStable: Bool = false) {
    self.name = name
    self.type = type
    self.isStable = isStable
  }
}

/// A type of maps whose fields are known, so that a misspelt one is found before any evaluation.
public struct ObjectType: Sendable, Hashable {
  public let name: String
  public let fields: [VariableDeclaration]

  public init(_ name: String, fields: KeyValuePairs<String, CELType>) {
    self.init(name, fields: fields.map { VariableDeclaration(name: $0.key, type: $0.value) })
  }

  public init(_ name: String, fields: [VariableDeclaration]) {
    self.name = name
    self.fields = fields
  }
}

/// One form of a function that expressions may call.
public struct FunctionDeclaration: Sendable {
  /// What the function does; its arguments are as many as the declaration has, of those types, and never unknown.
  public enum Body: Sendable {
    /// For a function of one argument, which needs no list of them.
    case one(@Sendable (Value) throws(EvaluationError) -> Value)
    case many(@Sendable ([Value]) throws(EvaluationError) -> Value)
  }

  public let name: String
  /// Whether it is called as `target.name(…)`; the target is the first of the arguments.
  public let isMember: Bool
  public let arguments: [CELType]
  public let result: CELType
  public let body: Body

  /// A function that is called `name(…)`; the name may be qualified (`a.b`).
  public init(
    _ name: String, _ arguments: [CELType], gives result: CELType,
    body: @escaping @Sendable ([Value]) throws(EvaluationError) -> Value
  ) {
    self.init(name: name, isMember: false, arguments: arguments, result: result, body: .many(body))
  }

  /// A function of one argument that is called `name(…)`.
  public init(
    _ name: String, of argument: CELType, gives result: CELType,
    body: @escaping @Sendable (Value) throws(EvaluationError) -> Value
  ) {
    self.init(name: name, isMember: false, arguments: [argument], result: result, body: .one(body))
  }

  /// A function that is called `target.name(…)`; the target's type is the first of the arguments.
  public init(
    member name: String, _ arguments: [CELType], gives result: CELType,
    body: @escaping @Sendable ([Value]) throws(EvaluationError) -> Value
  ) {
    self.init(name: name, isMember: true, arguments: arguments, result: result, body: .many(body))
  }

  private init(name: String, isMember: Bool, arguments: [CELType], result: CELType, body: Body) {
    self.name = name
    self.isMember = isMember
    self.arguments = arguments
    self.result = result
    self.body = body
  }
}
