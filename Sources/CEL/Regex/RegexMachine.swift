/// Runs a `RegexProgram` over a text in time linear in the text's length times the program's: all ways to match are
/// followed at the same time (Thompson 1968; Pike's variant remembers the groups).
struct RegexMachine {
  private let program: RegexProgram
  private let text: [Unicode.Scalar]
  private let remembersGroups: Bool
  private var current: ThreadList
  private var next: ThreadList

  /// The ways that are open at one place of the text, the preferred ones first.
  private struct ThreadList {
    var order: [Int32] = []
    var marks: [UInt32]
    var mark: UInt32 = 0
    /// The slots of each way, one after the other.
    var slots: [[Int32]] = []

    init(_ count: Int) { marks = Array(repeating: 0, count: count) }

    mutating func reset() {
      order.removeAll(keepingCapacity: true)
      slots.removeAll(keepingCapacity: true)
      mark &+= 1
    }

    /// Whether the instruction is new here.
    mutating func insert(_ instruction: Int32) -> Bool {
      guard marks[Int(instruction)] != mark else { return false }
      marks[Int(instruction)] = mark
      return true
    }
  }

  init(_ program: RegexProgram, _ text: [Unicode.Scalar], remembersGroups: Bool) {
    self.program = program
    self.text = text
    self.remembersGroups = remembersGroups
    current = ThreadList(program.instructions.count)
    next = ThreadList(program.instructions.count)
  }

  /// The first match from a 0-based index of the text on: the places of the groups in scalars, two for each, -1 where
  /// the group took no part; without remembering groups, only whether there is one.
  mutating func firstMatch(from start: Int, budget: inout CostBudget) throws(EvaluationError) -> [Int32]? {
    var matched: [Int32]?
    let empty = remembersGroups ? [Int32](repeating: -1, count: (program.groupCount + 1) * 2) : []
    current.reset()
    var position = start
    while position <= text.count {
      if matched == nil { follow(0, at: position, empty) }
      if matched != nil, current.order.isEmpty { break }
      try budget.charge(UInt64(current.order.count / 16 + 1))
      next.reset()
      step(at: position, &matched)
      if matched != nil, !remembersGroups { return matched }
      swap(&current, &next)
      position += 1
    }
    return matched
  }

  /// Lets every open way take the scalar at a place.
  private mutating func step(at position: Int, _ matched: inout [Int32]?) {
    let scalar = position < text.count ? text[position].value : UInt32.max
    let ways = current.order
    let slots = current.slots
    for (index, instruction) in ways.enumerated() {
      switch program.instructions[Int(instruction)] {
      case .scalar(let wanted) where wanted == scalar: advance(instruction + 1, position + 1, slots, index)
      case .scalars(let set) where scalar != UInt32.max && program.sets[Int(set)].contains(scalar):
        advance(instruction + 1, position + 1, slots, index)
      case .match:
        matched = remembersGroups ? slots[index] : []
        return
      default: break
      }
    }
  }

  private mutating func advance(_ instruction: Int32, _ position: Int, _ slots: [[Int32]], _ index: Int) {
    swap(&current, &next)
    follow(instruction, at: position, remembersGroups ? slots[index] : [])
    swap(&current, &next)
  }

  /// Opens a way and all that it leads to without taking a scalar, the preferred ones first.
  private mutating func follow(_ start: Int32, at position: Int, _ slots: [Int32]) {
    var open: [(instruction: Int32, slots: [Int32])] = [(start, slots)]
    while var way = open.popLast() {
      guard current.insert(way.instruction) else { continue }
      switch program.instructions[Int(way.instruction)] {
      case .jump(let target): open.append((target, way.slots))
      case .split(let first, let second):
        open.append((second, way.slots))
        open.append((first, way.slots))
      case .save(let slot):
        if remembersGroups { way.slots[Int(slot)] = Int32(truncatingIfNeeded: position) }
        open.append((way.instruction + 1, way.slots))
      case .assertion(let assertion):
        if holds(assertion, at: position) { open.append((way.instruction + 1, way.slots)) }
      case .scalar, .scalars, .match:
        current.order.append(way.instruction)
        if remembersGroups { current.slots.append(way.slots) }
      }
    }
  }

  private func holds(_ assertion: RegexAssertion, at position: Int) -> Bool {
    switch assertion {
    case .textStart: position == 0
    case .textEnd: position == text.count
    case .lineStart: position == 0 || text[position - 1] == "\n"
    case .lineEnd: position == text.count || text[position] == "\n"
    case .wordBoundary: isWord(position - 1) != isWord(position)
    case .noWordBoundary: isWord(position - 1) == isWord(position)
    }
  }

  private func isWord(_ position: Int) -> Bool {
    guard position >= 0, position < text.count, text[position].value < 0x80 else { return false }
    return UInt8(truncatingIfNeeded: text[position].value).continuesName
  }
}

extension RegexProgram {
  /// Whether the expression matches some part of the text.
  ///
  /// - Throws: `costLimitExceeded`.
  func matches(_ text: String, budget: inout CostBudget) throws(EvaluationError) -> Bool {
    try budget.chargeTraversal(text.utf8.count)
    var machine = RegexMachine(self, Array(text.unicodeScalars), remembersGroups: false)
    return try machine.firstMatch(from: 0, budget: &budget) != nil
  }
}
