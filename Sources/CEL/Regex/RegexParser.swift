/// Parses a pattern and compiles it as it goes. Groups recurse, to a depth that is limited.
struct RegexParser {
  typealias Instruction = RegularExpression.Instruction

  /// Compiled code whose addresses count from its own start.
  private typealias Fragment = [Instruction]

  private struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
    var isUngreedy = false
  }

  private let scalars: [Unicode.Scalar]
  private let limits: Limits
  private var position = 0
  private var flags = Flags()

  init(_ pattern: String, limits: Limits) {
    scalars = Array(pattern.unicodeScalars)
    self.limits = limits
  }

  /// - Throws: what is wrong with the pattern.
  mutating func program() throws(EvaluationError) -> [Instruction] {
    let code = try alternatives(depth: 0)
    guard position == scalars.count else { throw wrong("a ')' without its '('") }
    return code + [.match]
  }

  private func wrong(_ what: String) -> EvaluationError {
    EvaluationError(.invalidArgument, "the regular expression has \(what) at character \(position)")
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private func checked(_ code: Fragment) throws(EvaluationError) -> Fragment {
    guard code.count < limits.regexProgram else {
      throw EvaluationError(
        .limitExceeded,
        "the regular expression compiles to more than \(limits.regexProgram) instructions; at most that many are allowed"
      )
    }
    return code
  }

  private mutating func alternatives(depth: Int) throws(EvaluationError) -> Fragment {
    guard depth <= 100 else { throw wrong("groups nested deeper than 100 levels") }
    let outer = flags
    defer { flags = outer }
    var code = try sequence(depth: depth)
    while take("|") {
      let other = try sequence(depth: depth)
      code = try checked(
        [.split(1, code.count + 2)] + shifted(code, by: 1) + [.jump(code.count + 2 + other.count)]
          + shifted(other, by: code.count + 2))
    }
    return code
  }

  private mutating func sequence(depth: Int) throws(EvaluationError) -> Fragment {
    var code: Fragment = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      let atom = try repeated(try self.atom(depth: depth))
      code = try checked(code + shifted(atom, by: code.count))
    }
    return code
  }

  private func shifted(_ code: Fragment, by offset: Int) -> Fragment {
    code.map { instruction in
      switch instruction {
      case .split(let first, let second): .split(first + offset, second + offset)
      case .jump(let target): .jump(target + offset)
      default: instruction
      }
    }
  }
}

// Repetition.
extension RegexParser {
  private mutating func repeated(_ atom: Fragment) throws(EvaluationError) -> Fragment {
    var code = atom
    while let (low, high) = try bounds() {
      _ = take("?")
      code = try expand(code, low: low, high: high)
    }
    return code
  }

  /// The bounds of a repetition, if one stands here; no upper one for `*`, `+` and `{n,}`.
  private mutating func bounds() throws(EvaluationError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = position
    guard take("{"), let low = number() else {
      position = start
      return nil
    }
    var high: Int? = low
    if take(",") { high = number() }
    guard take("}") else {
      position = start
      return nil
    }
    guard low <= 1000, high ?? 0 <= 1000, high ?? low >= low else {
      throw wrong("a repetition beyond 1000, or upside down,")
    }
    return (low, high)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = peek(), ("0"..."9").contains(scalar), value ?? 0 < 100_000 {
      value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      position += 1
    }
    return value
  }

  private func expand(_ atom: Fragment, low: Int, high: Int?) throws(EvaluationError) -> Fragment {
    guard atom.count * Swift.max(low, high ?? low) < limits.regexProgram else {
      return try checked(oversized)
    }
    var code: Fragment = []
    for _ in 0..<low { code += shifted(atom, by: code.count) }
    if let high {
      let end = code.count + (high - low) * (atom.count + 1)
      for _ in low..<high {
        code.append(.split(code.count + 1, end))
        code += shifted(atom, by: code.count)
      }
    } else {
      let start = code.count
      code += [.split(start + 1, start + atom.count + 2)] + shifted(atom, by: start + 1) + [.jump(start)]
    }
    return try checked(code)
  }

  private var oversized: Fragment { Array(repeating: .match, count: limits.regexProgram) }
}

// Atoms.
extension RegexParser {
  private mutating func atom(depth: Int) throws(EvaluationError) -> Fragment {
    guard let scalar = peek() else { return [] }
    switch scalar {
    case "(": return try group(depth: depth)
    case "[": return [.scalar(try characterClass())]
    case ".":
      position += 1
      return [.scalar(flags.dotMatchesNewline ? .any : .anyButNewline)]
    case "^":
      position += 1
      return [.assert(flags.isMultiline ? .lineStart : .start)]
    case "$":
      position += 1
      return [.assert(flags.isMultiline ? .lineEnd : .end)]
    case "*", "+", "?": throw wrong("nothing to repeat before '\(scalar)'")
    case "\\": return try escape()
    default:
      position += 1
      return [.scalar(single(scalar))]
    }
  }

  private func single(_ scalar: Unicode.Scalar) -> ScalarSet {
    ScalarSet(ranges: [scalar.value...scalar.value], ignoresCase: flags.ignoresCase)
  }

  private mutating func group(depth: Int) throws(EvaluationError) -> Fragment {
    position += 1
    let outer = flags
    if take("?") {
      if take("P<") || take("<") {
        while let scalar = peek(), scalar != ">" {
          guard ScalarSet.word.contains(scalar) else { throw wrong("a bad group name") }
          position += 1
        }
        guard take(">") else { throw wrong("an unterminated group name") }
      } else if try flagsEndGroup() {
        return []
      }
    }
    let code = try alternatives(depth: depth + 1)
    flags = outer
    guard take(")") else { throw wrong("a '(' without its ')'") }
    return code
  }

  /// Reads `i`, `m`, `s`, `U` and `-`; `true` where `)` ends them, so that they hold for what follows.
  private mutating func flagsEndGroup() throws(EvaluationError) -> Bool {
    var value = true
    while let scalar = peek() {
      position += 1
      switch scalar {
      case "i": flags.ignoresCase = value
      case "m": flags.isMultiline = value
      case "s": flags.dotMatchesNewline = value
      case "U": flags.isUngreedy = value
      case "-": value = false
      case ":": return false
      case ")": return true
      default: throw wrong("an unknown group flag")
      }
    }
    throw wrong("a '(' without its ')'")
  }

  private mutating func escape() throws(EvaluationError) -> Fragment {
    position += 1
    guard let scalar = peek() else { throw wrong("a backslash with nothing after it") }
    switch scalar {
    case "A": return assertion(.start)
    case "z": return assertion(.end)
    case "b": return assertion(.wordBoundary)
    case "B": return assertion(.notWordBoundary)
    case "Q":
      position += 1
      var code: Fragment = []
      while position < scalars.count, !take("\\E") {
        code.append(.scalar(single(scalars[position])))
        position += 1
      }
      return code
    default:
      if let set = perlClass(scalar) {
        position += 1
        return [.scalar(set)]
      }
      return [.scalar(single(try escapedScalar()))]
    }
  }

  private mutating func assertion(_ assertion: RegularExpression.Assertion) -> Fragment {
    position += 1
    return [.assert(assertion)]
  }

  private func perlClass(_ scalar: Unicode.Scalar) -> ScalarSet? {
    var set: ScalarSet
    switch scalar {
    case "d", "D": set = .digit
    case "w", "W": set = .word
    case "s", "S": set = .space
    default: return nil
    }
    set.isNegated = ("A"..."Z").contains(scalar)
    return set
  }

  /// The scalar that stands after a backslash.
  private mutating func escapedScalar() throws(EvaluationError) -> Unicode.Scalar {
    guard let scalar = peek() else { throw wrong("a backslash with nothing after it") }
    position += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "f": return "\u{0C}"
    case "v": return "\u{0B}"
    case "a": return "\u{07}"
    case "x":
      let isBraced = take("{")
      var digits = ""
      while let digit = peek(), digit.properties.isASCIIHexDigit, digits.utf8.count < (isBraced ? 6 : 2) {
        digits.unicodeScalars.append(digit)
        position += 1
      }
      guard !isBraced || take("}"), let value = UInt32(digits, radix: 16), let made = Unicode.Scalar(value)
      else {
        throw wrong("a bad hexadecimal escape")
      }
      return made
    default:
      guard !ScalarSet.word.contains(scalar) || scalar == "_" else {
        throw wrong("an unknown escape '\\\(scalar)'")
      }
      return scalar
    }
  }

  private mutating func characterClass() throws(EvaluationError) -> ScalarSet {
    position += 1
    var set = ScalarSet(ranges: [], isNegated: take("^"), ignoresCase: flags.ignoresCase)
    var isFirst = true
    while isFirst || peek() != "]" {
      isFirst = false
      guard let scalar = peek() else { throw wrong("a '[' without its ']'") }
      if let ranges = try namedClass() {
        set.ranges += ranges
        continue
      }
      position += 1
      let low = scalar == "\\" ? try escapedScalar() : scalar
      guard peek() == "-", let after = peek(1), after != "]" else {
        set.ranges.append(low.value...low.value)
        continue
      }
      position += 2
      let high = after == "\\" ? try escapedScalar() : after
      guard low.value <= high.value else { throw wrong("a range that runs backwards") }
      set.ranges.append(low.value...high.value)
    }
    position += 1
    return set
  }

  /// `\d` and its like, or `[:alpha:]`, inside a class.
  private mutating func namedClass() throws(EvaluationError) -> [ClosedRange<UInt32>]? {
    if peek() == "\\", let scalar = peek(1), let set = perlClass(scalar) {
      position += 2
      return set.covering
    }
    guard peek() == "[", peek(1) == ":" else { return nil }
    for (name, ranges) in Self.posix where take("[:\(name):]") { return ranges }
    throw wrong("an unknown character class")
  }

  private static let posix: [(String, [ClosedRange<UInt32>])] = [
    ("alnum", [0x30...0x39, 0x41...0x5A, 0x61...0x7A]), ("alpha", [0x41...0x5A, 0x61...0x7A]),
    ("digit", [0x30...0x39]), ("lower", [0x61...0x7A]), ("upper", [0x41...0x5A]),
    ("space", [0x09...0x0D, 0x20...0x20]), ("word", ScalarSet.word.ranges),
    ("xdigit", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
    ("punct", [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
  ]
}
