// Functions: which forms of a function fit the arguments, and what they give.

extension Checker {
  /// One form of a function, declared by the caller or built in.
  private struct Candidate {
    let parameters: [CELType]
    let result: CELType
    let implementation: Implementation
  }

  mutating func call(_ id: NodeID, _ arguments: NodeList) -> CELType {
    guard case .functionName(let index, let isNamespace) = checked.resolutions[Int(id)] else { return .dyn }
    var isMember = false
    if case .member = checked.syntax[id].kind { isMember = !isNamespace }
    let types = types(checked.syntax.children(arguments).dropFirst(isNamespace ? 1 : 0))
    let name = checked.functionNames[Int(index)]
    return resolve(id, name, types, isMember: isMember, isNamespace: isNamespace)
  }

  private mutating func candidates(_ name: String, arity: Int, isMember: Bool) -> [Candidate] {
    var found: [Candidate] = []
    for function in environment.functions
    where function.name == name && function.isMember == isMember && function.arguments.count == arity {
      let renamed = instantiate(function)
      found.append(
        Candidate(parameters: renamed.0, result: renamed.1, implementation: Implementation(function.body)))
    }
    for overload in FunctionTable.builtIn.forms(of: name)
    where overload.isMember == isMember && overload.arity == arity {
      let base = overload.isGeneric ? unifier.fresh(2) : 0
      found.append(
        Candidate(
          parameters: overload.types(base: base), result: overload.result.type(base: base),
          implementation: overload.implementation))
    }
    return found
  }

  /// A declaration's types with type variables of their own.
  private mutating func instantiate(_ function: FunctionDeclaration) -> ([CELType], CELType) {
    let highest = (function.arguments + [function.result]).map(\.highestParameter).max() ?? -1
    let base = unifier.fresh(highest + 1)
    return (function.arguments.map { $0.renumbered(by: base) }, function.result.renumbered(by: base))
  }

  private mutating func resolve(
    _ id: NodeID, _ name: String, _ types: [CELType], isMember: Bool, isNamespace: Bool
  ) -> CELType {
    let candidates = candidates(name, arity: types.count, isMember: isMember)
    var fitting: [Candidate] = []
    var result: CELType?
    for candidate in candidates {
      let mark = unifier.mark
      let fits = zip(candidate.parameters, types).allSatisfy { unifier.accept($0, $1) }
      guard fits else {
        unifier.undo(to: mark)
        continue
      }
      fitting.append(candidate)
      let settled = unifier.settled(candidate.result)
      if let found = result, unifier.settled(found) != settled {
        result = .dyn
      } else {
        result = candidate.result
      }
    }
    if result == nil { reportNoForm(id, name, types, candidates, isMember: isMember) }
    let usable = fitting.isEmpty || !environment.checksTypes ? candidates : fitting
    let forms = usable.map { Callee.Form(parameters: $0.parameters, implementation: $0.implementation) }
    checked.callees.append(Callee(name: name, forms: forms))
    checked.resolutions[Int(id)] = .function(checked.callees.count - 1, isNamespace: isNamespace)
    return environment.checksTypes ? result ?? .dyn : .dyn
  }

  private mutating func reportNoForm(
    _ id: NodeID, _ name: String, _ types: [CELType], _ candidates: [Candidate], isMember: Bool
  ) {
    guard environment.checksTypes else { return }
    let actual = types.map { unifier.settled($0).description }
    let forms =
      candidates.isEmpty
      ? self.candidates(named: name, isMember: isMember) : candidates.map { (name, $0.parameters, isMember) }
    let allowed = forms.prefix(4).map { form in signature(form.0, form.1, isMember: form.2) }
    let more = forms.count > 4 ? " and others" : ""
    report(
      "no form of '\(name)' takes (\(actual.joined(separator: ", "))); "
        + "allowed are \(allowed.joined(separator: ", "))\(more)", at: checked.syntax[id].focus)
  }

  private func candidates(named name: String, isMember: Bool) -> [(String, [CELType], Bool)] {
    environment.functions.filter { $0.name == name && $0.isMember == isMember }
      .map { ($0.name, $0.arguments, isMember) }
      + FunctionTable.builtIn.forms(of: name).filter { $0.isMember == isMember }
      .map { (name, $0.types(base: 0), isMember) }
  }

  private func signature(_ name: String, _ parameters: [CELType], isMember: Bool) -> String {
    let types = parameters.map { unifier.settled($0).description }
    let arguments = (isMember ? Array(types.dropFirst()) : types).joined(separator: ", ")
    return isMember ? "\(types.first ?? "dyn").\(name)(\(arguments))" : "\(name)(\(arguments))"
  }
}

extension CELType {
  /// The highest number of a type variable; -1 where there is none.
  fileprivate var highestParameter: Int {
    switch self {
    case .parameter(let number): max(number, -1)
    case .list(let inner), .optional(let inner), .type(let inner): inner.highestParameter
    case .map(let key, let value): max(key.highestParameter, value.highestParameter)
    default: -1
    }
  }

  fileprivate func renumbered(by base: Int) -> CELType {
    switch self {
    case .parameter(let number): .parameter(max(number, 0) + base)
    case .list(let inner): .list(inner.renumbered(by: base))
    case .optional(let inner): .optional(inner.renumbered(by: base))
    case .type(let inner): .type(inner.renumbered(by: base))
    case .map(let key, let value): .map(key: key.renumbered(by: base), value: value.renumbered(by: base))
    default: self
    }
  }
}
