/// Finds out what every name stands for. Section "Name Resolution" of the language definition.
///
/// It goes from the root down, that is, through the nodes from the last to the first, because a parent always
/// stands after its children.
struct NameResolver {
  let environment: Environment
  var checked: CheckedSyntax
  var issues = IssueList()

  static func resolve(_ syntax: Syntax, in environment: Environment) -> (CheckedSyntax, IssueList) {
    var resolver = NameResolver(environment: environment, checked: CheckedSyntax(syntax))
    resolver.checked.isReachable[Int(syntax.root)] = true
    for id in stride(from: syntax.root, through: 0, by: -1) where resolver.checked.isReachable[Int(id)] {
      resolver.resolve(id)
    }
    return (resolver.checked, resolver.issues)
  }

  private var syntax: Syntax { checked.syntax }

  private mutating func resolve(_ id: NodeID) {
    let scope = checked.innermostScopes[Int(id)]
    switch checked.syntax[id].kind {
    case .literal: break
    case .identifier(let name, let isRooted): identifier(id, name, isRooted: isRooted)
    case .select(let operand, _, let isOptional):
      if isOptional || !isQualifiedName(id) { reach(operand, scope, isSelectedFrom: true) }
    case .has(let operand, _): reach(operand, scope, isSelectedFrom: true)
    case .index(let operand, let key, _):
      reach(operand, scope, isSelectedFrom: true)
      reach(key, scope)
    case .call(let name, let arguments, let isRooted):
      function(id, checked.syntax.name(name), isRooted: isRooted)
      reach(arguments, scope)
    case .member(let name, let arguments): member(id, name, arguments, scope)
    case .not(let operand), .negate(let operand), .optionalEntry(let operand): reach(operand, scope)
    case .binary(_, let left, let right):
      reach(left, scope)
      reach(right, scope)
    case .and(let nodes), .or(let nodes), .conditional(let nodes), .list(let nodes), .map(let nodes):
      reach(nodes, scope)
    case .comprehension(let index): comprehension(index, scope)
    }
  }

  private mutating func reach(_ id: NodeID, _ scope: Int32, isSelectedFrom: Bool = false) {
    checked.isReachable[Int(id)] = true
    checked.innermostScopes[Int(id)] = scope
    checked.isSelectedFrom[Int(id)] = isSelectedFrom
  }

  private mutating func reach(_ nodes: NodeList, _ scope: Int32, from first: Int32 = 0) {
    for position in (nodes.first + first)..<(nodes.first + nodes.count) {
      reach(checked.syntax.children[Int(position)], scope)
    }
  }

  private mutating func comprehension(_ index: Int32, _ outer: Int32) {
    let comprehension = checked.syntax.comprehensions[Int(index)]
    reach(comprehension.range, outer)
    let depth = (outer < 0 ? 0 : checked.scopes[Int(outer)].slot + 1) + (comprehension.second == nil ? 1 : 2)
    if depth > environment.limits.macroNesting {
      let most = environment.limits.macroNesting
      let range = checked.syntax[comprehension.body].range
      issues.report("macros are nested too deeply; at most \(most) variables are allowed", at: range)
    }
    checked.scopeOfComprehension[Int(index)] = Int32(checked.scopes.count)
    var scope = declare(comprehension.variable, index, isSecond: false, parent: outer)
    if let second = comprehension.second { scope = declare(second, index, isSecond: true, parent: scope) }
    if let filter = comprehension.filter { reach(filter, scope) }
    reach(comprehension.body, scope)
  }

  private mutating func declare(_ name: Int32, _ comprehension: Int32, isSecond: Bool, parent: Int32) -> Int32
  {
    let slot = parent < 0 ? 0 : checked.scopes[Int(parent)].slot + 1
    checked.scopes.append(
      Scope(
        name: syntax.name(name), comprehension: comprehension, isSecond: isSecond, parent: parent, slot: slot)
    )
    return Int32(checked.scopes.count - 1)
  }
}

// MARK: Variables and types

extension NameResolver {
  private mutating func identifier(_ id: NodeID, _ nameID: Int32, isRooted: Bool) {
    let name = checked.syntax.name(nameID)
    if !isRooted, let local = local(name, from: checked.innermostScopes[Int(id)]) {
      checked.resolutions[Int(id)] = .local(local)
      return
    }
    if lookUp(name, for: id, isRooted: isRooted) { return }
    checked.resolutions[Int(id)] = .undeclared
    guard environment.checksTypes else { return }
    let names = localNames(from: checked.innermostScopes[Int(id)]) + environment.variables.map(\.name)
    let proposal =
      NearestName.of(name, in: names).map { "did you mean '\($0)'?" }
      ?? (names.isEmpty ? "no variables are declared" : "declared are \(names.joined(separator: ", "))")
    issues.report("undeclared variable '\(name)'; \(proposal)", at: checked.syntax[id].focus)
  }

  private func local(_ name: String, from scope: Int32) -> Int32? {
    var scope = scope
    while scope >= 0 {
      if checked.scopes[Int(scope)].name == name { return scope }
      scope = checked.scopes[Int(scope)].parent
    }
    return nil
  }

  private func localNames(from scope: Int32) -> [String] {
    var names: [String] = []
    var scope = scope
    while scope >= 0 {
      names.append(checked.scopes[Int(scope)].name)
      scope = checked.scopes[Int(scope)].parent
    }
    return names
  }

  /// Looks for a variable or type of this name, qualified or not, from the container outwards.
  private mutating func lookUp(_ name: String, for id: NodeID, isRooted: Bool) -> Bool {
    for name in environment.qualifications(of: name, isRooted: isRooted) {
      if let slot = environment.slot(of: name) {
        checked.resolutions[Int(id)] = .variable(slot)
        return true
      }
      if let type = CELType(named: name) {
        checked.resolutions[Int(id)] = .type(type)
        return true
      }
    }
    return false
  }

  /// Whether a selection is a qualified name as a whole.
  private mutating func isQualifiedName(_ id: NodeID) -> Bool {
    guard let (root, isRooted) = root(of: id) else { return false }
    guard environment.hasQualifiedNames || CELType.hasNamespace(root) else { return false }
    if !isRooted, local(root, from: checked.innermostScopes[Int(id)]) != nil { return false }
    return lookUp(spelling(of: id), for: id, isRooted: isRooted)
  }

  /// The name that a chain of selections begins with; `nil` if there is anything else in it.
  private func root(of id: NodeID) -> (name: String, isRooted: Bool)? {
    var id = id
    while true {
      switch checked.syntax[id].kind {
      case .identifier(let name, let isRooted): return (checked.syntax.name(name), isRooted)
      case .select(let operand, _, false): id = operand
      default: return nil
      }
    }
  }

  /// A chain of selections as a qualified name.
  private func spelling(of id: NodeID) -> String {
    var parts: [String] = []
    var id = id
    while case .select(let operand, let name, _) = checked.syntax[id].kind {
      parts.append(checked.syntax.name(name))
      id = operand
    }
    if case .identifier(let name, _) = checked.syntax[id].kind { parts.append(checked.syntax.name(name)) }
    return parts.reversed().joined(separator: ".")
  }
}

// MARK: Functions

extension NameResolver {
  private mutating func function(_ id: NodeID, _ name: String, isRooted: Bool) {
    for name in environment.qualifications(of: name, isRooted: isRooted)
    where environment.hasFunction(name, isMember: false) {
      return note(id, name, isNamespace: false)
    }
    undeclaredFunction(id, name, isMember: false)
  }

  private mutating func member(_ id: NodeID, _ nameID: Int32, _ arguments: NodeList, _ scope: Int32) {
    let name = checked.syntax.name(nameID)
    let target = checked.syntax.children[Int(arguments.first)]
    if let (root, isRooted) = root(of: target), isRooted || local(root, from: scope) == nil,
      isRooted || environment.slot(of: root) == nil
    {
      let spelled = spelling(of: target) + "." + name
      for name in environment.qualifications(of: spelled, isRooted: isRooted)
      where environment.hasFunction(name, isMember: false) {
        note(id, name, isNamespace: true)
        return reach(arguments, scope, from: 1)
      }
    }
    reach(arguments, scope)
    if environment.hasFunction(name, isMember: true) {
      note(id, name, isNamespace: false)
    } else {
      undeclaredFunction(id, name, isMember: true)
    }
  }

  private mutating func note(_ id: NodeID, _ name: String, isNamespace: Bool) {
    checked.functionNames.append(name)
    let index = Int32(checked.functionNames.count - 1)
    checked.resolutions[Int(id)] = .functionName(index, isNamespace: isNamespace)
  }

  private mutating func undeclaredFunction(_ id: NodeID, _ name: String, isMember: Bool) {
    checked.resolutions[Int(id)] = .undeclared
    guard environment.checksTypes else { return }
    let what = isMember ? "method" : "function"
    let focus = checked.syntax[id].focus
    if environment.hasFunction(name, isMember: !isMember) {
      let form = isMember ? "\(name)(value)" : "value.\(name)()"
      return issues.report("'\(name)' is no \(what); write \(form)", at: focus)
    }
    let names =
      environment.functions.filter { $0.isMember == isMember }.map(\.name)
      + FunctionTable.builtIn.overloads.filter { $0.isMember == isMember }.map { "\($0.name)" }
      + (isMember
        ? ["all", "exists", "exists_one", "map", "filter", "sortBy", "optMap", "optFlatMap"] : ["has"])
    let proposal =
      NearestName.of(name, in: names).map { "did you mean '\($0)'?" } ?? "see the list of functions"
    issues.report("undeclared \(what) '\(name)'; \(proposal)", at: focus)
  }
}

extension Environment {
  /// The names that a name may stand for, from the container outwards.
  func qualifications(of name: String, isRooted: Bool) -> [String] {
    if isRooted || container.isEmpty { return [name] }
    var names: [String] = []
    var prefix = container[...]
    while true {
      names.append(prefix + "." + name)
      guard let dot = prefix.lastIndex(of: ".") else { break }
      prefix = prefix[..<dot]
    }
    return names + [name]
  }

  func hasFunction(_ name: String, isMember: Bool) -> Bool {
    FunctionTable.builtIn.hasForm(of: name, isMember: isMember)
      || functions.contains { $0.name == name && $0.isMember == isMember }
  }
}
