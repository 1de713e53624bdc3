extension CELType {
  /// Reads a type as `description` writes it: `int`, `list(string)`, `map(string, dyn)`, `net.IP`; `nil` for
  /// anything else. A list or map without parameters is one of `dyn`; an unknown name is an extension's type.
  public init?(_ text: String) {
    var reader = TypeTextReader(text)
    guard let type = reader.read() else { return nil }
    self = type
  }
}

/// Reads a type's notation with a stack of its own.
private struct TypeTextReader {
  private var rest: Substring
  /// The types that are still open, outermost first.
  private var open: [(name: Substring, parameters: [CELType])] = []

  private static let deepest = 100

  init(_ text: String) { rest = text[...] }

  mutating func read() -> CELType? {
    while open.count < Self.deepest {
      skipSpaces()
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      guard !name.isEmpty else { return nil }
      rest = rest.dropFirst(name.count)
      if accept("(") {
        open.append((name, []))
        continue
      }
      guard var type = Self.type(name, []) else { return nil }
      while true {
        guard !open.isEmpty else { return rest.isEmpty ? type : nil }
        open[open.count - 1].parameters.append(type)
        if accept(",") { break }
        guard accept(")"), let closed = open.popLast(), let outer = Self.type(closed.name, closed.parameters)
        else { return nil }
        type = outer
      }
    }
    return nil
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

  private mutating func accept(_ character: Character) -> Bool {
    skipSpaces()
    guard rest.first == character else { return false }
    rest.removeFirst()
    skipSpaces()
    return true
  }

  private static func type(_ name: Substring, _ parameters: [CELType]) -> CELType? {
    switch (name, parameters.count) {
    case ("null_type", 0), ("null", 0): .null
    case ("bool", 0): .bool
    case ("int", 0): .int
    case ("uint", 0): .uint
    case ("double", 0): .double
    case ("string", 0): .string
    case ("bytes", 0): .bytes
    case ("google.protobuf.Timestamp", 0), ("timestamp", 0): .timestamp
    case ("google.protobuf.Duration", 0), ("duration", 0): .duration
    case ("dyn", 0): .dyn
    case ("type", 0): .type(.dyn)
    case ("type", 1): .type(parameters[0])
    case ("list", 0): .list(.dyn)
    case ("list", 1): .list(parameters[0])
    case ("map", 0): .map(key: .dyn, value: .dyn)
    case ("map", 2): .map(key: parameters[0], value: parameters[1])
    case ("optional_type", 0), ("optional", 0): .optional(.dyn)
    case ("optional_type", 1), ("optional", 1): .optional(parameters[0])
    case (_, 0): .opaque(String(name))
    default: nil
    }
  }
}
