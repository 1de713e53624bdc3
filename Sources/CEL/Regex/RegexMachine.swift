/// Runs a `RegexProgram` over a text in time linear in the text's length times the program's: all ways to match are
/// followed at the same time (Thompson 1968; Pike's variant remembers the groups).
struct RegexMachine {
  private let program: RegexProgram
  private let text: [Unicode.Scalar]
  /// How many places are remembered for each way: two for a group, 0 to remember nothing.
  private let stride: Int
  private var current: ThreadList
  private var next: ThreadList
  /// The places of the way that is being followed.
  private var places: [Int32]
  private var open: [Branch] = []

  /// The ways that are open at one place of the text, the preferred ones first.
  private struct ThreadList {
    var order: [Int32] = []
    var marks: [UInt32]
    var mark: UInt32 = 0
    /// How many instructions were reached at this place.
    var reached = 0
    /// The places of each way, `stride` of them, one way after the other.
    var places: [Int32] = []

    init(_ count: Int) { marks = Array(repeating: 0, count: count) }

    mutating func reset() {
      order.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      reached = 0
      mark &+= 1
    }

    /// Whether the instruction is new here.
    mutating func insert(_ instruction: Int32) -> Bool {
      guard marks[Int(instruction)] != mark else { return false }
      marks[Int(instruction)] = mark
      reached += 1
      return true
    }
  }

  /// What is left to be followed.
  private enum Branch {
    case instruction(Int32)
    /// Everything behind a group's beginning or end has been followed; others see the place from before.
    case forget(slot: Int32, place: Int32)
  }

  /// - Parameter groups: how many groups are remembered beside the whole match, the first ones; `nil` to remember not
  ///   even that.
  init(_ program: RegexProgram, _ text: [Unicode.Scalar], groups: Int?) {
    self.program = program
    self.text = text
    stride = groups.map { ($0 + 1) * 2 } ?? 0
    places = Array(repeating: -1, count: stride)
    current = ThreadList(program.instructions.count)
    next = ThreadList(program.instructions.count)
  }

  /// The first match from a 0-based index of the text on: the places of the groups in scalars, two for each, -1 where
  /// the group took no part; without remembering groups, only whether there is one.
  mutating func firstMatch(from start: Int, budget: inout CostBudget) throws(EvaluationError) -> [Int32]? {
    var matched: [Int32]?
    current.reset()
    var position = start
    while position <= text.count {
      if matched == nil {
        for slot in 0..<stride { places[slot] = -1 }
        follow(0, at: position)
      }
      if matched != nil, current.order.isEmpty { break }
      try budget.charge(UInt64(current.reached / (stride == 0 ? 16 : 8) + 1))
      next.reset()
      step(at: position, &matched)
      if matched != nil, stride == 0 { return matched }
      swap(&current, &next)
      position += 1
    }
    return matched
  }

  /// Lets every open way take the scalar at a place.
  private mutating func step(at position: Int, _ matched: inout [Int32]?) {
    let scalar = position < text.count ? text[position].value : UInt32.max
    let ways = current.order
    for (index, instruction) in ways.enumerated() {
      switch program.instructions[Int(instruction)] {
      case .scalar(let wanted) where wanted == scalar: advance(instruction + 1, position + 1, index)
      case .scalars(let set) where scalar != UInt32.max && program.sets[Int(set)].contains(scalar):
        advance(instruction + 1, position + 1, index)
      case .match:
        matched = Array(current.places[(index * stride)..<((index + 1) * stride)])
        return
      default: break
      }
    }
  }

  private mutating func advance(_ instruction: Int32, _ position: Int, _ index: Int) {
    for slot in 0..<stride { places[slot] = current.places[index * stride + slot] }
    swap(&current, &next)
    follow(instruction, at: position)
    swap(&current, &next)
  }

  /// Opens a way and all that it leads to without taking a scalar, the preferred ones first.
  private mutating func follow(_ start: Int32, at position: Int) {
    var next: Int32? = start
    while let instruction = next {
      next = current.insert(instruction) ? self.next(after: instruction, at: position) : nil
      while next == nil, let branch = open.popLast() {
        switch branch {
        case .instruction(let instruction): next = instruction
        case .forget(let slot, let place): places[Int(slot)] = place
        }
      }
    }
  }

  /// What follows an instruction without taking a scalar; `nil` where the way ends or waits for one.
  @inline(__always)
  private mutating func next(after instruction: Int32, at position: Int) -> Int32? {
    switch program.instructions[Int(instruction)] {
    case .jump(let target): return target
    case .split(let first, let second):
      open.append(.instruction(second))
      return first
    case .save(let slot):
      if slot < stride {
        open.append(.forget(slot: slot, place: places[Int(slot)]))
        places[Int(slot)] = Int32(truncatingIfNeeded: position)
      }
      return instruction + 1
    case .assertion(let assertion): return holds(assertion, at: position) ? instruction + 1 : nil
    case .scalar, .scalars, .match:
      current.order.append(instruction)
      if stride > 0 { current.places.append(contentsOf: places) }
      return nil
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
    if let table = automaton.table(of: self) {
      try budget.charge(UInt64(text.utf8.count) + 1)
      var text = text
      let isMatch = text.withUTF8 { bytes in table._withUnsafeGuaranteedRef { $0.matches(bytes) } }
      if let isMatch { return isMatch }
    }
    return try search(text, budget: &budget)
  }

  /// The same for a pattern that is used once, and not worth a table.
  func search(_ text: String, budget: inout CostBudget) throws(EvaluationError) -> Bool {
    var machine = RegexMachine(self, Array(text.unicodeScalars), groups: nil)
    return try machine.firstMatch(from: 0, budget: &budget) != nil
  }

  /// Visits the matches in a text from left to right, until the body gives `false`. They do not overlap, and an empty
  /// one does not follow right after another one (as in Go's `FindAll`).
  ///
  /// - Parameters:
  ///   - groups: how many groups' places the body wants to know beside the whole match, the first ones.
  ///   - body: takes the places as 0-based indices of scalars, two for each group; -1 where it took no part.
  /// - Throws: `costLimitExceeded`, and what the body throws.
  func forEachMatch(
    in text: [Unicode.Scalar], groups: Int, budget: inout CostBudget,
    _ body: (_ places: [Int32], _ budget: inout CostBudget) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) {
    var machine = RegexMachine(self, text, groups: groups)
    var position = 0
    var lastEnd = -1
    while position <= text.count {
      guard let places = try machine.firstMatch(from: position, budget: &budget) else { return }
      let (start, end) = (Int(places[0]), Int(places[1]))
      if start < end || start != lastEnd, !(try body(places, &budget)) { return }
      position = start == end ? end + 1 : end
      lastEnd = end
    }
  }
}
