/// Works out types. Section "Gradual Type Checking" of the language definition.
///
/// It goes from the leaves up, that is, through the nodes from the first to the last, because a child always stands
/// before its parent, and the list that a macro goes over before the macro's body.
struct Checker {
  let environment: Environment
  var checked: CheckedSyntax
  var unifier = TypeUnifier()
  var issues: IssueList
  /// The types of the macros' variables, as far as they have been used.
  private var scopeTypes: [CELType?]

  /// Looks up names and works out types.
  ///
  /// - Throws: all issues that were found, up to a limit.
  static func check(_ syntax: Syntax, in environment: Environment) throws(CompileError) -> CheckedSyntax {
    var (checked, issues) = NameResolver.resolve(syntax, in: environment)
    var checker = Checker(environment, checked, issues)
    for id in checked.isReachable.indices where checked.isReachable[id] {
      checker.checked.types[id] = checker.deduce(NodeID(id))
    }
    checked = checker.checked
    issues = checker.issues
    try issues.check()
    checked.resultType = checker.unifier.settled(checked.types[Int(syntax.root)])
    return checked
  }

  private init(_ environment: Environment, _ checked: CheckedSyntax, _ issues: IssueList) {
    self.environment = environment
    self.checked = checked
    self.issues = issues
    scopeTypes = Array(repeating: nil, count: checked.scopes.count)
  }

  var syntax: Syntax { checked.syntax }

  mutating func report(_ message: String, at range: SourceRange) {
    if environment.checksTypes { issues.report(message, at: range) }
  }

  /// The type of a node below the current one.
  func type(_ id: NodeID) -> CELType { checked.types[Int(id)] }

  func types(_ nodes: some Sequence<NodeID>) -> [CELType] { nodes.map { type($0) } }

  private mutating func deduce(_ id: NodeID) -> CELType {
    let node = checked.syntax[id]
    switch node.kind {
    case .literal(let index): return checked.syntax.literals[Int(index)].type
    case .identifier: return name(id) ?? .dyn
    case .select(let operand, let field, let isOptional):
      return name(id) ?? select(node, operand, field, isOptional: isOptional)
    case .has(let operand, let name):
      _ = field(checked.syntax.name(name), of: type(operand), at: node.focus)
      return .bool
    case .index(let operand, let key, let isOptional):
      return index(node, operand, key, isOptional: isOptional)
    case .call(_, let arguments, _), .member(_, let arguments): return call(id, arguments)
    case .not(let operand): return not(operand)
    case .negate(let operand): return negate(node, operand)
    case .binary(let operation, let left, let right): return binary(node, operation, left, right)
    case .and(let operands), .or(let operands): return logical(operands)
    case .conditional(let parts): return conditional(node, parts)
    case .list(let elements): return list(elements)
    case .map(let entries): return map(entries)
    case .optionalEntry(let inner): return optionalEntry(inner)
    case .comprehension(let index): return comprehension(index)
    }
  }

  /// The type of what a name stands for; `nil` for what is no name.
  private mutating func name(_ id: NodeID) -> CELType? {
    switch checked.resolutions[Int(id)] {
    case .variable(let slot): return environment.variables[slot].type
    case .type(let type): return .type(type)
    case .local(let scope): return type(ofScope: scope)
    default: return nil
    }
  }

  /// The type of a macro's variable.
  mutating func type(ofScope index: Int32) -> CELType {
    if let type = scopeTypes[Int(index)] { return type }
    let scope = checked.scopes[Int(index)]
    let (first, second) = variables(of: checked.syntax.comprehensions[Int(scope.comprehension)])
    let start = Int(checked.scopeOfComprehension[Int(scope.comprehension)])
    scopeTypes[start] = first
    if scope.isSecond || start + 1 == index { scopeTypes[start + 1] = second }
    return scope.isSecond ? second : first
  }

  private mutating func select(
    _ node: SyntaxNode, _ operand: NodeID, _ name: Int32, isOptional: Bool
  ) -> CELType {
    let type = field(checked.syntax.name(name), of: type(operand), at: node.focus)
    guard isOptional else { return type }
    if case .optional = unifier.resolve(type) { return type }
    return .optional(type)
  }

  /// The type of a field; a map's values have one type, and nothing but maps and optionals of them has fields.
  private mutating func field(_ name: String, of operand: CELType, at range: SourceRange) -> CELType {
    var operand = unifier.resolve(operand)
    var isOptional = false
    while case .optional(let wrapped) = operand {
      operand = unifier.resolve(wrapped)
      isOptional = true
    }
    let found = plainField(name, of: operand, at: range)
    return isOptional ? .optional(found) : found
  }

  private mutating func plainField(_ name: String, of operand: CELType, at range: SourceRange) -> CELType {
    switch operand {
    case .dyn, .parameter: return .dyn
    case .map(let key, let value):
      if unifier.accept(key, .string) { return value }
      report("a map of type \(operand) has no field '\(name)'; its keys are of type \(key)", at: range)
    case .object(let type): return declaredField(name, of: type, at: range)
    case let other:
      report("\(unifier.settled(other)) has no field '\(name)'; only maps have fields", at: range)
    }
    return .dyn
  }

  private mutating func declaredField(_ name: String, of type: String, at range: SourceRange) -> CELType {
    guard let declared = environment.objectType(type)?.fields else { return .dyn }
    if let field = declared.first(where: { $0.name == name }) { return field.type }
    let names = declared.map(\.name)
    let proposal =
      NearestName.of(name, in: names).map { "did you mean '\($0)'?" }
      ?? (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))")
    report("\(type) has no field '\(name)'; \(proposal)", at: range)
    return .dyn
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
    case "type": self = .type(.dyn)
    case "list": self = .list(.dyn)
    case "map": self = .map(key: .dyn, value: .dyn)
    case "optional_type": self = .optional(.dyn)
    case "google.protobuf.Timestamp": self = .timestamp
    case "google.protobuf.Duration": self = .duration
    case "net.IP", "net.CIDR", "kubernetes.URL", "kubernetes.Quantity", "kubernetes.Semver",
      "kubernetes.NamedFormat":
      self = .opaque(name)
    default: return nil
    }
  }

  /// Whether the qualified names of types begin with this.
  static func hasNamespace(_ name: String) -> Bool {
    name == "google" || name == "net" || name == "kubernetes"
  }
}
