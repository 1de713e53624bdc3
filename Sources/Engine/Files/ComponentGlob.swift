/// A pattern for one component of a path, as git's `wildmatch.c` has it: `*`, `?`, `[a-z]`, `[!a]`, `[[:digit:]]` and `\`
/// before what is meant as it is. It matches bytes, as git does.
struct ComponentGlob: Hashable, Sendable {
  private enum Token: Hashable, Sendable {
    case byte(UInt8)
    case set(ByteSet)
    case star
  }

  private var tokens: [Token] = []
  /// A pattern that git can make nothing of (a bracket or a backslash without its rest) matches nothing.
  private var isBroken = false

  init(_ pattern: ArraySlice<UInt8>) {
    var rest = pattern
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "*"):
        if tokens.last != .star { tokens.append(.star) }
      case UInt8(ascii: "?"): tokens.append(.set(.all))
      case UInt8(ascii: "["):
        if let set = ByteSet(bracket: &rest) { tokens.append(.set(set)) } else { isBroken = true }
      case UInt8(ascii: "\\"):
        if let escaped = rest.popFirst() { tokens.append(.byte(escaped)) } else { isBroken = true }
      default: tokens.append(.byte(byte))
      }
    }
  }

  /// Whether the pattern matches a whole component. Only the last star is tried again: in time linear in the component
  /// times the pattern.
  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    if isBroken { return false }
    var index = text.startIndex
    var token = 0
    var retry: (token: Int, index: Int)?
    while index < text.endIndex {
      if token < tokens.count {
        if tokens[token] == .star {
          token += 1
          retry = (token, index)
          continue
        }
        if takes(tokens[token], text[index]) {
          token += 1
          index += 1
          continue
        }
      }
      guard let last = retry else { return false }
      retry = (last.token, last.index + 1)
      (token, index) = (last.token, last.index + 1)
    }
    return tokens[token...].allSatisfy { $0 == .star }
  }

  private func takes(_ token: Token, _ byte: UInt8) -> Bool {
    switch token {
    case .byte(let wanted): wanted == byte
    case .set(let set): set.contains(byte)
    case .star: true
    }
  }
}

/// A set of bytes.
struct ByteSet: Hashable, Sendable {
  private var words: SIMD4<UInt64> = .zero

  static let all: ByteSet = {
    var set = ByteSet()
    set.words = SIMD4(repeating: .max)
    return set
  }()

  private init() {}

  func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

  private mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  /// The set that a bracket expression writes; `rest` begins after `[` and is left after `]`. `nil` where it has no end
  /// or names a class that does not exist.
  init?(bracket rest: inout ArraySlice<UInt8>) {
    let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isNegated { rest.removeFirst() }
    var previous: UInt8?
    var isFirst = true
    while true {
      guard let byte = rest.popFirst() else { return nil }
      if byte == UInt8(ascii: "]"), !isFirst { break }
      isFirst = false
      if byte == UInt8(ascii: "-"), let start = previous, let next = rest.first, next != UInt8(ascii: "]") {
        guard let end = Self.escaped(&rest) else { return nil }
        if start <= end { for member in start...end { insert(member) } }
        previous = nil
      } else if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":"), let name = Self.className(rest) {
        guard let isMember = Self.classes[String(decoding: name, as: UTF8.self)] else { return nil }
        for member in UInt8(0)...127 where isMember(member) { insert(member) }
        rest = rest.dropFirst(name.count + 3)
        previous = nil
      } else {
        var member = byte
        if byte == UInt8(ascii: "\\") {
          guard let next = rest.popFirst() else { return nil }
          member = next
        }
        insert(member)
        previous = member
      }
    }
    if isNegated { words = ~words }
  }

  private static func escaped(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    guard let byte = rest.popFirst() else { return nil }
    return byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
  }

  /// The name in `:name:]`; `nil` where these are characters of the set.
  private static func className(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let body = rest.dropFirst()
    guard let end = body.firstIndex(of: UInt8(ascii: "]")), end > body.startIndex,
      body[end - 1] == UInt8(ascii: ":")
    else { return nil }
    return body[body.startIndex..<end - 1]
  }

  private static let classes: [String: @Sendable (UInt8) -> Bool] = [
    "alnum": { isAlpha($0) || isDigit($0) }, "alpha": { isAlpha($0) }, "blank": { $0 == 0x20 || $0 == 0x09 },
    "cntrl": { $0 < 0x20 || $0 == 0x7F }, "digit": { isDigit($0) }, "graph": { (0x21...0x7E).contains($0) },
    "lower": { (0x61...0x7A).contains($0) }, "print": { (0x20...0x7E).contains($0) },
    "punct": { (0x21...0x7E).contains($0) && !isAlpha($0) && !isDigit($0) },
    "space": { $0 == 0x20 || (0x09...0x0D).contains($0) }, "upper": { (0x41...0x5A).contains($0) },
    "xdigit": { isDigit($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0) },
  ]

  private static func isAlpha(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
