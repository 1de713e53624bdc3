/// Which parts of an expression have one value for all evaluations that share a `StableMemory`: those that read stable variables
/// alone.
struct Stability {
  private struct Part {
    /// Whether it reads no variable that is not stable.
    var isStable = true
    /// Whether it reads a stable variable; what reads none is a constant, or cheap.
    var reads = false
    /// The slots of the variables of macros around it that it reads, a bit each.
    var locals: UInt64 = 0
  }

  private var parts: [Part]

  /// `nil` where the environment has no stable variable.
  init?(_ checked: CheckedSyntax, in environment: Environment) {
    guard environment.variables.contains(where: \.isStable) else { return nil }
    parts = Array(repeating: Part(), count: checked.syntax.nodes.count)
    // Operands stand before what they are operands of.
    for id in parts.indices where checked.isReachable[id] {
      parts[id] = part(NodeID(id), checked, environment)
    }
  }

  /// Whether a part's value is worth remembering.
  func isShared(_ id: NodeID) -> Bool {
    let part = parts[Int(id)]
    return part.isStable && part.reads && part.locals == 0
  }

  /// Whether a part reads nothing but stable variables and the variable of a macro.
  func reads(_ id: NodeID, onlyLocal slot: Int) -> Bool {
    parts[Int(id)].isStable && parts[Int(id)].locals & ~Self.bit(slot) == 0
  }

  /// Whether a part does without the variable of a macro.
  func reads(_ id: NodeID, local slot: Int) -> Bool { parts[Int(id)].locals & Self.bit(slot) != 0 }

  /// All bits for a slot that has none: what reads it is never remembered.
  private static func bit(_ slot: Int) -> UInt64 { slot < 63 ? 1 << UInt64(slot) : 1 << 63 }

  private func part(_ id: NodeID, _ checked: CheckedSyntax, _ environment: Environment) -> Part {
    var part = Part()
    switch checked.resolutions[Int(id)] {
    case .variable(let slot):
      let isStable = environment.variables[slot].isStable
      return Part(isStable: isStable, reads: isStable)
    case .local(let scope):
      part.locals = Self.bit(checked.scopes[Int(scope)].slot)
      return part
    default: break
    }
    for operand in Self.operands(of: id, checked.syntax) where checked.isReachable[Int(operand)] {
      add(operand, to: &part)
    }
    if case .comprehension(let index) = checked.syntax[id].kind { add(index, checked, to: &part) }
    return part
  }

  private func add(_ operand: NodeID, without slots: UInt64 = 0, to part: inout Part) {
    let other = parts[Int(operand)]
    part.isStable = part.isStable && other.isStable
    part.reads = part.reads || other.reads
    part.locals |= other.locals & ~slots
  }

  private func add(_ index: Int32, _ checked: CheckedSyntax, to part: inout Part) {
    let comprehension = checked.syntax.comprehensions[Int(index)]
    let slot = checked.scopes[Int(checked.scopeOfComprehension[Int(index)])].slot
    var own = Self.bit(slot)
    if comprehension.second != nil { own |= Self.bit(slot + 1) }
    // The last bit stands for many slots.
    own &= ~(1 << 63)
    add(comprehension.range, to: &part)
    if let filter = comprehension.filter { add(filter, without: own, to: &part) }
    add(comprehension.body, without: own, to: &part)
  }

  private static func operands(of id: NodeID, _ syntax: Syntax) -> [NodeID] {
    switch syntax[id].kind {
    case .literal, .identifier, .comprehension: []
    case .select(let operand, _, _), .has(let operand, _): [operand]
    case .not(let operand), .negate(let operand), .optionalEntry(let operand): [operand]
    case .index(let operand, let key, _): [operand, key]
    case .binary(_, let left, let right): [left, right]
    case .call(_, let list, _), .member(_, let list), .and(let list), .or(let list), .conditional(let list),
      .list(let list), .map(let list):
      Array(syntax.children(list))
    }
  }
}
