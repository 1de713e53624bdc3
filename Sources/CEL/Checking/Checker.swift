/// Looks up names and works out types. Sections "Name Resolution" and "Gradual Type Checking" of the language
/// definition.
struct Checker {
  let syntax: Syntax
  let environment: Environment
  var checked: CheckedSyntax
  var unifier = TypeUnifier()
  /// The variables of the macros around the current node, the innermost last.
  var locals: [(name: String, type: CELType)] = []
  var issues: [CompileError.Issue] = []

  /// More issues than this are not reported.
  private static let mostIssues = 20

  /// Checks a whole expression.
  ///
  /// - Throws: all issues that were found, up to a limit.
  static func check(_ syntax: Syntax, in environment: Environment) throws(CompileError) -> CheckedSyntax {
    var checker = Checker(syntax, environment)
    let type = checker.check(syntax.root)
    guard checker.issues.isEmpty else {
      throw CompileError(checker.issues.sorted { $0.offset < $1.offset })
    }
    checker.checked.resultType = checker.unifier.settled(type)
    return checker.checked
  }

  private init(_ syntax: Syntax, _ environment: Environment) {
    self.syntax = syntax
    self.environment = environment
    checked = CheckedSyntax(
      syntax: syntax, types: Array(repeating: .dyn, count: syntax.nodes.count),
      resolutions: Array(repeating: .none, count: syntax.nodes.count))
  }

  mutating func report(_ message: String, at range: SourceRange) {
    guard environment.checksTypes, issues.count < Self.mostIssues else { return }
    issues.append(CompileError.Issue(message, at: range))
  }

  /// Checks a node and all below it, and gives its type.
  mutating func check(_ id: NodeID) -> CELType {
    let type = deduce(id)
    checked.types[Int(id)] = type
    return type
  }

  private mutating func deduce(_ id: NodeID) -> CELType {
    let node = syntax[id]
    switch node.kind {
    case .literal(let index): return syntax.literals[Int(index)].type
    case .identifier(let name, let isRooted): return identifier(id, syntax.name(name), isRooted: isRooted)
    case .select(let operand, let name, let isOptional):
      return select(id, operand, syntax.name(name), isOptional: isOptional)
    case .has(let operand, let name):
      _ = field(syntax.name(name), of: check(operand), at: node.focus)
      return .bool
    case .index(let operand, let key, let isOptional):
      return index(node, operand, key, isOptional: isOptional)
    case .call(let name, let arguments, let isRooted):
      return call(id, syntax.name(name), arguments, isRooted: isRooted)
    case .member(let name, let arguments): return member(id, syntax.name(name), arguments)
    case .not(let operand): return not(operand)
    case .negate(let operand): return negate(node, operand)
    case .binary(let operation, let left, let right): return binary(node, operation, left, right)
    case .and(let operands), .or(let operands): return logical(operands)
    case .conditional(let parts): return conditional(node, parts)
    case .list(let elements): return list(elements)
    case .map(let entries): return map(entries)
    case .optionalEntry(let inner): return optionalEntry(inner)
    case .comprehension(let index): return comprehension(syntax.comprehensions[Int(index)])
    }
  }
}

// MARK: Names

extension Checker {
  private mutating func identifier(_ id: NodeID, _ name: String, isRooted: Bool) -> CELType {
    if !isRooted, let index = locals.lastIndex(where: { $0.name == name }) {
      checked.resolutions[Int(id)] = .local(index)
      return locals[index].type
    }
    if let type = lookUp(name, for: id, isRooted: isRooted) { return type }
    checked.resolutions[Int(id)] = .undeclared
    let names = locals.map(\.name) + environment.variables.map(\.name)
    let proposal =
      NearestName.of(name, in: names).map { "did you mean '\($0)'?" }
      ?? (names.isEmpty ? "no variables are declared" : "declared are \(names.joined(separator: ", "))")
    report("undeclared variable '\(name)'; \(proposal)", at: syntax[id].focus)
    return .dyn
  }

  /// Looks for a variable or type of this name, qualified or not, from the container outwards.
  private mutating func lookUp(_ name: String, for id: NodeID, isRooted: Bool) -> CELType? {
    if environment.container.isEmpty || isRooted { return declared(name, for: id) }
    var prefix = environment.container[...]
    while true {
      if let type = declared(prefix + "." + name, for: id) { return type }
      guard let dot = prefix.lastIndex(of: ".") else { break }
      prefix = prefix[..<dot]
    }
    return declared(name, for: id)
  }

  private mutating func declared(_ name: String, for id: NodeID) -> CELType? {
    if let slot = environment.slot(of: name) {
      checked.resolutions[Int(id)] = .variable(slot)
      return environment.variables[slot].type
    }
    if let type = CELType(named: name) {
      checked.resolutions[Int(id)] = .type(type)
      return .type(type)
    }
    return nil
  }

  private mutating func select(
    _ id: NodeID, _ operand: NodeID, _ name: String, isOptional: Bool
  ) -> CELType {
    if !isOptional, let type = qualified(id) { return type }
    let operandType = check(operand)
    let type = field(name, of: operandType, at: syntax[id].focus)
    guard isOptional else { return type }
    if case .optional = unifier.resolve(type) { return type }
    return .optional(type)
  }

  /// A selection that is a qualified name as a whole.
  private mutating func qualified(_ id: NodeID) -> CELType? {
    guard let (name, root, isRooted) = qualifiedName(id) else { return nil }
    guard environment.hasQualifiedNames || root == "google" else { return nil }
    if !isRooted, locals.contains(where: { $0.name == root }) { return nil }
    return lookUp(name, for: id, isRooted: isRooted)
  }

  /// The name that selections from a name spell out; `nil` if there is anything else among them.
  func qualifiedName(_ id: NodeID) -> (name: String, root: String, isRooted: Bool)? {
    var parts: [String] = []
    var id = id
    while true {
      switch syntax[id].kind {
      case .identifier(let name, let isRooted):
        let root = syntax.name(name)
        return (([root] + parts.reversed()).joined(separator: "."), root, isRooted)
      case .select(let operand, let name, false):
        parts.append(syntax.name(name))
        id = operand
      default: return nil
      }
    }
  }

  /// The type of a field; a map's values have one type, and nothing but maps and optionals of them has fields.
  private mutating func field(_ name: String, of operand: CELType, at range: SourceRange) -> CELType {
    switch unifier.resolve(operand) {
    case .dyn, .parameter: return .dyn
    case .map(let key, let value):
      if unifier.accept(key, .string) { return value }
      report("a map of type \(operand) has no field '\(name)'; its keys are of type \(key)", at: range)
      return .dyn
    case .optional(let wrapped): return .optional(field(name, of: wrapped, at: range))
    case let other:
      report("\(unifier.settled(other)) has no field '\(name)'; only maps have fields", at: range)
      return .dyn
    }
  }
}

extension CELType {
  /// The type that a name denotes in an expression; `nil` if it denotes none.
  init?(named name: String) {
    switch name {
    case "null_type": self = .null
    case "bool": self = .bool
    case "int": self = .int
    case "uint": self = .uint
    case "double": self = .double
    case "string": self = .string
    case "bytes": self = .bytes
    case "dyn": self = .dyn
    case "type": self = .type(.dyn)
    case "list": self = .list(.dyn)
    case "map": self = .map(key: .dyn, value: .dyn)
    case "optional_type": self = .optional(.dyn)
    case "google.protobuf.Timestamp": self = .timestamp
    case "google.protobuf.Duration": self = .duration
    default: return nil
    }
  }
}
