/// A `RegexProgram` as a table: which state follows from which on a byte of ASCII. It tells whether there is a match, not where,
/// in one step a byte.
///
/// The states are sets of the program's instructions (the subset construction; Aho, Lam, Sethi and Ullman, "Compilers",
/// section 3.7.1). They are made all at once, so that an expression costs the same whenever it is evaluated.
final class RegexAutomaton: Sendable {
  private static let stateLimit = 256
  private static let instructionLimit = 512

  /// The class of each byte below 0x80: bytes of one class are in the same sets of the program.
  private let classes: [UInt8]
  private let classCount: Int
  /// The states that follow, by state times `classCount` plus class: each as where its own begin, and the highest bit set where a match
  /// ends before the byte to come. There are at most 256 states and 128 classes, which leaves that bit.
  private let transitions: [UInt16]
  private static let accepting: UInt16 = 0x8000
  private let start: UInt16
  /// Whether a match ends in a state where the text does.
  private let acceptsAtEnd: [Bool]

  /// `nil` for a program that looks at lines or words, or that has too many states.
  init?(_ program: RegexProgram) {
    guard program.instructions.count <= Self.instructionLimit, !Self.looksAround(program) else { return nil }
    let (classes, classCount) = Self.classes(of: program)
    var builder = StateBuilder(program)
    guard let start = builder.state(of: [0], isStart: true) else { return nil }
    var atEnd = [builder.matchesAtEnd(start, isStart: true)]
    var table: [UInt16] = []
    let samples = (0..<UInt8(classCount)).map { number in UInt32(classes.firstIndex(of: number) ?? 0) }
    var index = 0
    while index < builder.states.count {
      for sample in samples {
        guard let next = builder.next(from: index, on: sample), builder.states.count <= Self.stateLimit else {
          return nil
        }
        table.append(UInt16(next))
        while atEnd.count < builder.states.count {
          atEnd.append(builder.matchesAtEnd(atEnd.count, isStart: false))
        }
      }
      index += 1
    }
    func entry(_ state: Int) -> UInt16 {
      UInt16(state * classCount) | (builder.states[state].isMatch ? Self.accepting : 0)
    }
    self.classes = classes
    self.classCount = classCount
    transitions = table.map { entry(Int($0)) }
    self.start = entry(start)
    acceptsAtEnd = atEnd
  }

  /// Whether some part of a text matches; `nil` where the text is not ASCII.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    var state = start
    let isASCII = classes.withUnsafeBufferPointer { classes in
      transitions.withUnsafeBufferPointer { transitions in
        for byte in text {
          guard byte < 0x80 else { return false }
          if state & Self.accepting == 0 {
            state = transitions[Int(state) &+ Int(classes[Int(byte)])]
          }
        }
        return true
      }
    }
    if !isASCII { return nil }
    return state & Self.accepting != 0 || acceptsAtEnd[Int(state) / classCount]
  }

  private static func looksAround(_ program: RegexProgram) -> Bool {
    program.instructions.contains {
      if case .assertion(let assertion) = $0 {
        assertion != .textStart && assertion != .textEnd
      } else {
        false
      }
    }
  }

  private static func classes(of program: RegexProgram) -> ([UInt8], Int) {
    var isFirst = [Bool](repeating: false, count: 129)
    for instruction in program.instructions {
      switch instruction {
      case .scalar(let scalar) where scalar < 0x80:
        isFirst[Int(scalar)] = true
        isFirst[Int(scalar) + 1] = true
      case .scalars(let set):
        for range in program.sets[Int(set)].ranges where range.lowerBound < 0x80 {
          isFirst[Int(range.lowerBound)] = true
          isFirst[Int(Swift.min(range.upperBound, 0x7F)) + 1] = true
        }
      default: break
      }
    }
    var classes = [UInt8](repeating: 0, count: 128)
    var number: UInt8 = 0
    for byte in 0..<128 {
      if byte > 0, isFirst[byte] { number += 1 }
      classes[byte] = number
    }
    return (classes, Int(number) + 1)
  }
}

/// Makes the states of an automaton.
private struct StateBuilder {
  struct State: Hashable {
    /// The instructions that wait for a scalar or for the end of the text.
    var waiting: InstructionSet
    var isMatch: Bool
  }

  private let program: RegexProgram
  private(set) var states: [State] = []
  private var numbers: [State: Int] = [:]

  init(_ program: RegexProgram) { self.program = program }

  /// The state of being at some instructions.
  mutating func state(of instructions: [Int32], isStart: Bool) -> Int? {
    number(of: closure(instructions, isStart: isStart, isEnd: false))
  }

  private mutating func number(of state: State) -> Int {
    if let known = numbers[state] { return known }
    numbers[state] = states.count
    states.append(state)
    return states.count - 1
  }

  /// The state behind a scalar; a match may also begin there.
  mutating func next(from index: Int, on scalar: UInt32) -> Int? {
    var reached: [Int32] = [0]
    states[index].waiting.forEach { instruction in
      switch program.instructions[Int(instruction)] {
      case .scalar(let wanted) where wanted == scalar: reached.append(instruction + 1)
      case .scalars(let set) where program.sets[Int(set)].contains(scalar): reached.append(instruction + 1)
      default: break
      }
    }
    return state(of: reached, isStart: false)
  }

  func matchesAtEnd(_ index: Int, isStart: Bool) -> Bool {
    if states[index].isMatch { return true }
    var waiting: [Int32] = []
    states[index].waiting.forEach { waiting.append($0) }
    return closure(waiting, isStart: isStart, isEnd: true).isMatch
  }

  /// All that instructions lead to without taking a scalar.
  private func closure(_ instructions: [Int32], isStart: Bool, isEnd: Bool) -> State {
    var open = instructions
    var seen = InstructionSet()
    var state = State(waiting: InstructionSet(), isMatch: false)
    while let instruction = open.popLast() {
      guard seen.insert(instruction) else { continue }
      switch program.instructions[Int(instruction)] {
      case .jump(let target): open.append(target)
      case .split(let first, let second):
        open.append(first)
        open.append(second)
      case .save: open.append(instruction + 1)
      case .assertion(.textStart): if isStart { open.append(instruction + 1) }
      case .assertion where isEnd: open.append(instruction + 1)
      case .assertion, .scalar, .scalars: _ = state.waiting.insert(instruction)
      case .match: state.isMatch = true
      }
    }
    return state
  }
}

/// Instructions of a program that has at most 512, as bits.
private struct InstructionSet: Hashable {
  private var words: SIMD8<UInt64> = .zero

  /// Whether the instruction was not there.
  mutating func insert(_ instruction: Int32) -> Bool {
    let (word, bit) = (Int(instruction) / 64, UInt64(1) << UInt64(instruction % 64))
    if words[word] & bit != 0 { return false }
    words[word] |= bit
    return true
  }

  /// Goes over the instructions, ascending.
  func forEach(_ body: (Int32) -> Void) {
    for word in 0..<8 {
      var left = words[word]
      while left != 0 {
        body(Int32(word * 64 + left.trailingZeroBitCount))
        left &= left - 1
      }
    }
  }
}
