/// Reads RE2's syntax; back references and look-around are refused, as in RE2.
struct RegexParser {
  private let pattern: [Unicode.Scalar]
  private var position = 0
  private var flags = Flags()
  private var nesting = 0
  private(set) var groupCount = 0
  private(set) var groupNames: [String: Int] = [:]
  private var categories: [String: ScalarSet] = [:]
  /// How many scalars were looked up for their other letter case.
  private var folded = 0

  private struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesLineBreak = false
    var isUngreedy = false
  }

  static let deepest = 100
  /// How many scalars a pattern may name that are to be matched in any letter case.
  static let mostFolded = 200_000
  /// The highest number in `{n,m}`, as in RE2.
  static let mostRepeats = 1000

  init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

  /// Parses the whole pattern.
  ///
  /// - Throws: `invalidArgument` for what is no regular expression.
  mutating func parse() throws(EvaluationError) -> RegexSyntax {
    let syntax = try alternatives()
    if position < pattern.count { throw invalid("unexpected ')'; write '\\)' for a parenthesis") }
    return syntax
  }

  private func invalid(_ message: String) -> EvaluationError { .invalid(message) }

  private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < pattern.count ? pattern[position + distance] : nil
  }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private mutating func accept(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard pattern[position...].starts(with: scalars) else { return false }
    position += scalars.count
    return true
  }

  private mutating func alternatives() throws(EvaluationError) -> RegexSyntax {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.deepest else { throw invalid("nested deeper than \(Self.deepest) levels") }
    let outer = flags
    defer { flags = outer }
    var all = [try sequence()]
    while accept("|") { all.append(try sequence()) }
    return all.count == 1 ? all[0] : .alternatives(all)
  }

  private mutating func sequence() throws(EvaluationError) -> RegexSyntax {
    var parts: [RegexSyntax] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      if accept("\\Q") {
        try quoted(&parts)
        continue
      }
      guard let atom = try atom() else { continue }
      parts.append(try repetition(of: atom))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  /// `\Q…\E`: as it stands.
  private mutating func quoted(_ parts: inout [RegexSyntax]) throws(EvaluationError) {
    while let scalar = peek(), !accept("\\E") {
      position += 1
      parts.append(try set(scalar.value))
    }
  }

  private mutating func set(_ scalar: UInt32) throws(EvaluationError) -> RegexSyntax {
    try set(ScalarSet(scalar))
  }

  /// A set, in any letter case where the flags say so.
  private mutating func set(_ set: ScalarSet) throws(EvaluationError) -> RegexSyntax {
    guard flags.ignoresCase else { return .scalars(set) }
    for range in set.ranges where range.count <= ScalarSet.mostFolded { folded += range.count }
    guard folded <= Self.mostFolded else {
      throw EvaluationError(
        .limitExceeded, "it names too many characters; at most \(Self.mostFolded) with (?i)")
    }
    return .scalars(set.foldingCase)
  }

  private mutating func repetition(of atom: RegexSyntax) throws(EvaluationError) -> RegexSyntax {
    var atom = atom
    var isRepeated = false
    while let (minimum, maximum) = try repeatCount() {
      if isRepeated { throw invalid("a repetition of a repetition; put the inner one into (?:…)") }
      isRepeated = true
      let isLazy = accept("?")
      atom = .repeated(atom, minimum: minimum, maximum: maximum, isGreedy: isLazy == flags.isUngreedy)
    }
    return atom
  }

  private mutating func repeatCount() throws(EvaluationError) -> (Int, Int?)? {
    if accept("*") { return (0, nil) }
    if accept("+") { return (1, nil) }
    if accept("?") { return (0, 1) }
    guard peek() == "{" else { return nil }
    let start = position
    position += 1
    guard let minimum = number() else { return unread(start) }
    var maximum: Int? = minimum
    if accept(",") { maximum = peek() == "}" ? nil : number() ?? -1 }
    guard maximum != -1, accept("}") else { return unread(start) }
    guard minimum <= Self.mostRepeats, maximum ?? 0 <= Self.mostRepeats else {
      throw invalid("a repetition count is at most \(Self.mostRepeats)")
    }
    if let maximum, maximum < minimum {
      throw invalid("the repetition {\(minimum),\(maximum)} ends before it begins")
    }
    return (minimum, maximum)
  }

  /// What looked like a count is text.
  private mutating func unread(_ start: Int) -> (Int, Int?)? {
    position = start
    return nil
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = peek(), scalar.value &- 0x30 < 10 {
      value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), Self.mostRepeats + 1)
      position += 1
    }
    return value
  }

  /// One unit that a repetition applies to; `nil` for a change of flags.
  private mutating func atom() throws(EvaluationError) -> RegexSyntax? {
    guard let scalar = peek() else { return nil }
    switch scalar {
    case "(":
      position += 1
      return try group()
    case "[":
      position += 1
      return try set(try characterClass())
    case ".":
      position += 1
      return .scalars(flags.dotMatchesLineBreak ? .all : ScalarSet(0x0A).inverted)
    case "^":
      position += 1
      return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$":
      position += 1
      return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "*", "+", "?":
      throw invalid("nothing to repeat before '\(scalar)'; write '\\\(scalar)' for the character")
    case "\\":
      position += 1
      return try escape()
    default:
      if scalar == "{", try repeatCount() != nil { throw invalid("nothing to repeat before '{'") }
      position += 1
      return try set(scalar.value)
    }
  }
}

// MARK: Groups

extension RegexParser {
  private mutating func group() throws(EvaluationError) -> RegexSyntax? {
    guard accept("?") else { return try capture(nil) }
    if accept("P<") || (peek(1) != "=" && peek(1) != "!" && accept("<")) {
      return try capture(try groupName())
    }
    return try flagGroup()
  }

  private mutating func capture(_ name: String?) throws(EvaluationError) -> RegexSyntax {
    groupCount += 1
    let number = groupCount
    if let name {
      guard groupNames.updateValue(number, forKey: name) == nil else {
        throw invalid("the group name '\(name)' stands twice")
      }
    }
    let inner = try alternatives()
    guard accept(")") else { throw invalid("a '(' is not closed; write '\\(' for a parenthesis") }
    return .group(inner, number: number)
  }

  private mutating func groupName() throws(EvaluationError) -> String {
    var name = ""
    while let scalar = peek(), scalar != ">" {
      guard scalar.properties.isAlphabetic || scalar.value &- 0x30 < 10 || scalar == "_" else { break }
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard accept(">"), !name.isEmpty else { throw invalid("a group's name has letters, digits and '_'") }
    return name
  }

  /// `(?flags)` and `(?flags:…)`.
  private mutating func flagGroup() throws(EvaluationError) -> RegexSyntax? {
    let outer = flags
    var isOn = true
    while let scalar = peek() {
      position += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesLineBreak = isOn
      case "U": flags.isUngreedy = isOn
      case "-" where isOn: isOn = false
      case ")": return nil
      case ":":
        let inner = try alternatives()
        flags = outer
        guard accept(")") else { throw invalid("a '(' is not closed; write '\\(' for a parenthesis") }
        return inner
      default:
        throw invalid("'(?\(scalar)' is not supported; look-around and back references are not regular")
      }
    }
    throw invalid("a '(?' is not closed")
  }
}

// MARK: Escapes and classes

extension RegexParser {
  private mutating func escape() throws(EvaluationError) -> RegexSyntax {
    guard let scalar = peek() else { throw invalid("a '\\' at the end; write '\\\\' for a backslash") }
    switch scalar {
    case "A": return assertion(.textStart)
    case "z": return assertion(.textEnd)
    case "b": return assertion(.wordBoundary)
    case "B": return assertion(.noWordBoundary)
    case "C": throw invalid("'\\C' is not supported; use '.'")
    default: break
    }
    if let escaped = try classEscape() { return try set(escaped) }
    return try set(try scalarEscape())
  }

  private mutating func assertion(_ assertion: RegexAssertion) -> RegexSyntax {
    position += 1
    return .assertion(assertion)
  }

  /// `\d`, `\p{L}` and the like, after the backslash; `nil` where something else stands here.
  private mutating func classEscape() throws(EvaluationError) -> ScalarSet? {
    guard let scalar = peek() else { return nil }
    position += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.inverted
    case "s": return .space
    case "S": return ScalarSet.space.inverted
    case "w": return .word
    case "W": return ScalarSet.word.inverted
    case "p", "P": return try unicodeClass(isInverted: scalar == "P")
    default:
      position -= 1
      return nil
    }
  }

  private mutating func unicodeClass(isInverted: Bool) throws(EvaluationError) -> ScalarSet {
    var name = ""
    if accept("{") {
      while let scalar = peek(), scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard accept("}") else { throw invalid("a '\\p{' is not closed") }
    } else if let scalar = peek() {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard let set = categories[name] ?? ScalarSet.category(name) else {
      throw invalid("unknown Unicode class '\(name)'; general categories such as L, Lu and Nd are known")
    }
    categories[name] = set
    return isInverted != isNegated ? set.inverted : set
  }

  /// One scalar after a backslash.
  private mutating func scalarEscape() throws(EvaluationError) -> UInt32 {
    guard let scalar = peek() else { throw invalid("a '\\' at the end; write '\\\\' for a backslash") }
    position += 1
    switch scalar {
    case "a": return 0x07
    case "f": return 0x0C
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "v": return 0x0B
    case "x": return try hexEscape()
    case "0"..."7": return try octalEscape(scalar)
    default:
      if scalar.value < 0x80, !UInt8(truncatingIfNeeded: scalar.value).continuesName { return scalar.value }
      if scalar == "_" { return scalar.value }
      throw invalid("unknown escape '\\\(scalar)'")
    }
  }

  private mutating func hexEscape() throws(EvaluationError) -> UInt32 {
    let isBraced = accept("{")
    var value: UInt32 = 0
    var count = 0
    while let digit = hexDigit(), count < (isBraced ? 8 : 2) {
      value = value << 4 | digit
      position += 1
      count += 1
    }
    let isComplete = isBraced ? count > 0 && accept("}") : count == 2
    guard isComplete, value <= ScalarSet.highest else {
      throw invalid("'\\x' takes two hexadecimal digits, or {…}")
    }
    return value
  }

  private func hexDigit() -> UInt32? {
    guard let scalar = peek(), scalar.value < 0x80 else { return nil }
    return UInt8(truncatingIfNeeded: scalar.value).digitValue
  }

  /// `\0`, `\07`, `\123`; one digit from 1 on would be a back reference.
  private mutating func octalEscape(_ first: Unicode.Scalar) throws(EvaluationError) -> UInt32 {
    var value = first.value - 0x30
    var count = 1
    while count < 3, let scalar = peek(), scalar.value &- 0x30 < 8 {
      value = value * 8 + scalar.value - 0x30
      position += 1
      count += 1
    }
    if first != "0", count < 3 { throw invalid("back references such as '\\\(first)' are not supported") }
    return value
  }

  private mutating func characterClass() throws(EvaluationError) -> ScalarSet {
    let isInverted = accept("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while isFirst || peek() != "]" {
      guard let scalar = peek() else { throw invalid("a '[' is not closed; write '\\[' for a bracket") }
      isFirst = false
      if scalar == "[", peek(1) == ":" {
        ranges += try posixClass().ranges
        continue
      }
      let low: UInt32
      if scalar == "\\" {
        position += 1
        if let set = try classEscape() {
          ranges += set.ranges
          continue
        }
        low = try scalarEscape()
      } else {
        position += 1
        low = scalar.value
      }
      ranges.append(try range(from: low))
    }
    position += 1
    let set = ScalarSet(ranges)
    return isInverted ? set.inverted : set
  }

  private mutating func range(from low: UInt32) throws(EvaluationError) -> ClosedRange<UInt32> {
    guard peek() == "-", let next = peek(1), next != "]" else { return low...low }
    position += 1
    var high = next.value
    if next == "\\" {
      position += 1
      high = try scalarEscape()
    } else {
      position += 1
    }
    guard low <= high else { throw invalid("a range in [] ends before it begins") }
    return low...high
  }

  private mutating func posixClass() throws(EvaluationError) -> ScalarSet {
    position += 2
    let isInverted = accept("^")
    var name = ""
    while let scalar = peek(), scalar != ":" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard accept(":]"), let set = ScalarSet.posix(name) else { throw invalid("unknown class '[:\(name):]'") }
    return isInverted ? set.inverted : set
  }
}
