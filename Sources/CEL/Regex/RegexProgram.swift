import Synchronization

/// A regular expression as a program for `RegexMachine`, whose size and running time are bounded.
struct RegexProgram: Sendable {
  enum Instruction: Sendable {
    /// One scalar of a set, by its index in `sets`.
    case scalars(Int32)
    /// One certain scalar.
    case scalar(UInt32)
    /// Both ways, the first one preferred.
    case split(Int32, Int32)
    case jump(Int32)
    /// Remembers the place: groups have two slots each, 0 and 1 are the whole match.
    case save(Int32)
    case assertion(RegexAssertion)
    case match
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ScalarSet] = []
  let groupCount: Int
  let groupNames: [String: Int]
  /// The program as a table, made when a text is first matched.
  let automaton = LazyAutomaton()
  private let instructionLimit: Int

  /// Compiles a pattern.
  ///
  /// - Throws: `invalidArgument` for what is no regular expression; `limitExceeded` for one that is too large.
  init(_ pattern: String, instructionLimit: Int) throws(EvaluationError) {
    self.instructionLimit = instructionLimit
    var parser = RegexParser(pattern)
    let syntax = try parser.parse()
    groupCount = parser.groupCount
    groupNames = parser.groupNames
    try emit(.save(0))
    try emit(syntax)
    try emit(.save(1))
    try emit(.match)
  }

  private mutating func emit(_ instruction: Instruction) throws(EvaluationError) {
    guard instructions.count < instructionLimit else {
      throw EvaluationError(
        .limitExceeded, "it is too large; at most \(instructionLimit) instructions are allowed")
    }
    instructions.append(instruction)
  }

  private var here: Int32 { Int32(truncatingIfNeeded: instructions.count) }

  private mutating func emit(_ syntax: RegexSyntax) throws(EvaluationError) {
    switch syntax {
    case .empty: break
    case .scalars(let set): try emit(set)
    case .sequence(let parts): for part in parts { try emit(part) }
    case .alternatives(let all): try emit(alternatives: all)
    case .repeated(let inner, let minimum, let maximum, let isGreedy):
      try emit(repeated: inner, minimum, maximum, isGreedy)
    case .group(let inner, let number):
      try emit(.save(Int32(number * 2)))
      try emit(inner)
      try emit(.save(Int32(number * 2 + 1)))
    case .assertion(let assertion): try emit(Instruction.assertion(assertion))
    }
  }

  private mutating func emit(_ set: ScalarSet) throws(EvaluationError) {
    if set.ranges.count == 1, set.ranges[0].lowerBound == set.ranges[0].upperBound {
      return try emit(.scalar(set.ranges[0].lowerBound))
    }
    let index = sets.lastIndex(of: set) ?? sets.count
    if index == sets.count { sets.append(set) }
    try emit(.scalars(Int32(index)))
  }

  private mutating func emit(alternatives: [RegexSyntax]) throws(EvaluationError) {
    var ends: [Int] = []
    for (position, alternative) in alternatives.enumerated() {
      guard position < alternatives.count - 1 else {
        try emit(alternative)
        break
      }
      let split = instructions.count
      try emit(.split(here + 1, 0))
      try emit(alternative)
      ends.append(instructions.count)
      try emit(.jump(0))
      instructions[split] = .split(Int32(split + 1), here)
    }
    for end in ends { instructions[end] = .jump(here) }
  }

  private mutating func emit(
    repeated inner: RegexSyntax, _ minimum: Int, _ maximum: Int?, _ isGreedy: Bool
  ) throws(EvaluationError) {
    let before = instructions.count
    for _ in 0..<minimum {
      try emit(inner)
      // What emits nothing may be repeated as often as one likes, at no length of the program.
      if instructions.count == before { return }
    }
    guard let maximum else { return try emit(loop: inner, isGreedy) }
    var splits: [Int] = []
    for _ in minimum..<maximum {
      splits.append(instructions.count)
      try emit(.split(0, 0))
      try emit(inner)
    }
    for split in splits { instructions[split] = branch(Int32(split + 1), here, isGreedy) }
  }

  /// Any number of times.
  private mutating func emit(loop inner: RegexSyntax, _ isGreedy: Bool) throws(EvaluationError) {
    let split = instructions.count
    try emit(.split(0, 0))
    try emit(inner)
    try emit(.jump(Int32(split)))
    instructions[split] = branch(Int32(split + 1), here, isGreedy)
  }

  private func branch(_ inside: Int32, _ after: Int32, _ isGreedy: Bool) -> Instruction {
    isGreedy ? .split(inside, after) : .split(after, inside)
  }
}

/// A program's automaton, made once, however many threads ask for it; lent without counting references, because this keeps it.
final class LazyAutomaton: Sendable {
  private final class Made: Sendable {
    private let automaton: RegexAutomaton?

    init(_ automaton: RegexAutomaton?) { self.automaton = automaton }

    var table: Unmanaged<RegexAutomaton>? { automaton.map(Unmanaged.passUnretained) }
  }

  private let made = Atomic<Unmanaged<Made>?>(nil)

  deinit { made.load(ordering: .acquiring)?.release() }

  /// - Returns: `nil` where the program cannot be a table.
  func table(of program: RegexProgram) -> Unmanaged<RegexAutomaton>? {
    let known = made.load(ordering: .acquiring) ?? make(program)
    return known._withUnsafeGuaranteedRef(\.table)
  }

  /// The table, where it has been made and the program can be one.
  var known: Unmanaged<RegexAutomaton>? {
    made.load(ordering: .acquiring)?._withUnsafeGuaranteedRef(\.table)
  }

  private func make(_ program: RegexProgram) -> Unmanaged<Made> {
    let new = Unmanaged.passRetained(Made(RegexAutomaton(program)))
    let (isStored, known) = made.compareExchange(
      expected: nil, desired: new, ordering: .acquiringAndReleasing)
    guard !isStored, let known else { return new }
    new.release()
    return known
  }
}
