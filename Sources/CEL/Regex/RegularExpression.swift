/// A regular expression in RE2's syntax, matched in time linear in the text: a set of threads steps over the
/// scalars, so no pattern can make it backtrack (Thompson's construction; https://github.com/google/re2/wiki/Syntax).
struct RegularExpression: Sendable {
  /// One step of the compiled program; addresses are indices into it.
  enum Instruction: Sendable {
    case scalar(ScalarSet)
    case split(Int, Int)
    case jump(Int)
    case assert(Assertion)
    case match
  }

  enum Assertion: Sendable {
    case start, end, lineStart, lineEnd, wordBoundary, notWordBoundary
  }

  private let program: [Instruction]

  /// How many instructions the program has: what one scalar of text may cost.
  var size: Int { program.count }

  /// - Throws: what is wrong with the pattern, or that it compiles to more instructions than the limit.
  init(_ pattern: String, limits: Limits = Limits()) throws(EvaluationError) {
    var parser = RegexParser(pattern, limits: limits)
    program = try parser.program()
  }

  /// Whether the pattern matches anywhere in a text.
  func isFound(in text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var current = ThreadSet(program.count)
    var next = ThreadSet(program.count)
    for place in 0...scalars.count {
      if follow(0, at: place, in: scalars, into: &current) { return true }
      guard place < scalars.count else { break }
      for address in current.addresses {
        guard case .scalar(let set) = program[address], set.contains(scalars[place]) else { continue }
        if follow(address + 1, at: place + 1, in: scalars, into: &next) { return true }
      }
      swap(&current, &next)
      next.removeAll()
    }
    return false
  }

  /// Adds what an address leads to without reading; `true` where that is a match.
  private func follow(
    _ address: Int, at place: Int, in scalars: [Unicode.Scalar], into threads: inout ThreadSet
  ) -> Bool {
    var waiting = [address]
    while let address = waiting.popLast() {
      guard threads.insert(address) else { continue }
      switch program[address] {
      case .match: return true
      case .jump(let target): waiting.append(target)
      case .split(let first, let second): waiting += [second, first]
      case .assert(let assertion):
        if holds(assertion, at: place, in: scalars) { waiting.append(address + 1) }
      case .scalar: break
      }
    }
    return false
  }

  private func holds(_ assertion: Assertion, at place: Int, in scalars: [Unicode.Scalar]) -> Bool {
    func isWord(_ index: Int) -> Bool {
      scalars.indices.contains(index) && ScalarSet.word.contains(scalars[index])
    }
    switch assertion {
    case .start: return place == 0
    case .end: return place == scalars.count
    case .lineStart: return place == 0 || scalars[place - 1] == "\n"
    case .lineEnd: return place == scalars.count || scalars[place] == "\n"
    case .wordBoundary: return isWord(place - 1) != isWord(place)
    case .notWordBoundary: return isWord(place - 1) == isWord(place)
    }
  }
}

/// The addresses that threads stand at, each once.
private struct ThreadSet {
  private(set) var addresses: [Int] = []
  private var seen: [Bool]

  init(_ count: Int) { seen = Array(repeating: false, count: count) }

  mutating func insert(_ address: Int) -> Bool {
    if seen[address] { return false }
    seen[address] = true
    addresses.append(address)
    return true
  }

  mutating func removeAll() {
    for address in addresses { seen[address] = false }
    addresses.removeAll(keepingCapacity: true)
  }
}

/// A set of Unicode scalars: ranges, or everything but them.
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false
  /// Whether ASCII letters match in either case.
  var ignoresCase = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    var found = ranges.contains { $0.contains(value) }
    if !found, ignoresCase {
      let other: UInt32? =
        (0x41...0x5A).contains(value) ? value + 32 : (0x61...0x7A).contains(value) ? value - 32 : nil
      if let other { found = ranges.contains { $0.contains(other) } }
    }
    return found != isNegated
  }

  static let digit = ScalarSet(ranges: [0x30...0x39])
  static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarSet(ranges: [0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
  static let any = ScalarSet(ranges: [0...0x10FFFF])
  static let anyButNewline = ScalarSet(ranges: [0x0A...0x0A], isNegated: true)

  /// Ranges that cover what this set matches, for use inside a larger class.
  var covering: [ClosedRange<UInt32>] {
    guard isNegated else { return ranges }
    var start: UInt32 = 0
    var made: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > start { made.append(start...range.lowerBound - 1) }
      start = Swift.max(start, range.upperBound + 1)
    }
    if start <= 0x10FFFF { made.append(start...0x10FFFF) }
    return made
  }
}
