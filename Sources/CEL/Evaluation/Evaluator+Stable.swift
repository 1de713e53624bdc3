// Parts that read stable variables alone: found once for all evaluations that share a memory.

/// `list.exists(x, f(x) == g)` over a list that is stable, where `f` reads nothing else and `g` does without `x`.
struct Join: Sendable, BitwiseCopyable {
  let range: NodeID
  let local: Int
  /// The text of each element.
  let key: NodeID
  /// What it is compared with.
  let value: NodeID
}

extension Evaluator {
  /// The value of another step. The second number is its slot in the memory.
  static func stable(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    guard let memory = self.stableMemory?.takeUnretainedValue() else { return try self.evaluate(step.first) }
    try self.budget.charge(1)
    let entry: StableMemory.Entry
    if let known = memory[self.plan.serial, step.second] {
      entry = known
    } else {
      entry = self.entry(of: step.first)
      memory[self.plan.serial, step.second] = entry
    }
    switch entry {
    case .value(let value): return value
    case .failure(let error): throw error
    case .index: return .null
    }
  }

  /// What a step gives, paid for by nobody: whichever evaluation happens to come first would pay for all.
  private mutating func entry(of id: NodeID) -> StableMemory.Entry {
    let spent = budget
    budget = CostBudget(limit: limits.cost)
    defer { budget = spent }
    do throws(EvaluationError) {
      let value = try evaluate(id)
      if case .list(.native(let values)) = value, let texts = IndexedTexts(values) {
        return .value(.list(.adapted(texts, node: 0)))
      }
      return .value(value)
    } catch {
      return .failure(error)
    }
  }

  /// Looks a text up among those of a list's elements. The first number is the join, the second the step that goes through the
  /// list, the third the slot in the memory.
  static func join(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    guard let memory = self.stableMemory?.takeUnretainedValue() else { return try self.evaluate(step.second) }
    let join = self.plan.joins[Int(step.first)]
    let index: StableMemory.TextIndex
    if case .index(let known)? = memory[self.plan.serial, step.third] {
      index = known
    } else {
      index = self.index(of: join)
      memory[self.plan.serial, step.third] = .index(index)
    }
    if index.isMixed { return try self.evaluate(step.second) }
    try self.budget.charge(2)
    if index.count == 0 { return .bool(false) }
    switch try self.evaluate(join.value) {
    case .string(let text):
      if index.texts.contains(ExactText(text: text)) { return .bool(true) }
      return index.unknown.map(Value.unknown) ?? .bool(false)
    case .unknown(let set): return .unknown(index.unknown?.union(set) ?? set)
    default: return try self.evaluate(step.second)
    }
  }

  private mutating func index(of join: Join) -> StableMemory.TextIndex {
    let spent = budget
    budget = CostBudget(limit: limits.cost)
    defer { budget = spent }
    var index = StableMemory.TextIndex()
    do throws(EvaluationError) {
      guard case .list(let list) = try evaluate(join.range) else {
        index.isMixed = true
        return index
      }
      for element in list.elements {
        index.count += 1
        locals[join.local] = element
        // Each element is paid for on its own: the index is as long as the list.
        budget = CostBudget(limit: limits.cost)
        switch try evaluate(join.key) {
        case .string(let text): index.texts.insert(ExactText(text: text))
        case .unknown(let set): index.unknown = index.unknown?.union(set) ?? set
        default: index.isMixed = true
        }
        if index.isMixed { return index }
      }
    } catch {
      index.isMixed = true
    }
    return index
  }
}
