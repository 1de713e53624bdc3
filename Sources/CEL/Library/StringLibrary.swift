/// Functions of strings, and of lists of them (cel-go `ext/strings.go`; places count Unicode scalars from 0).
enum StringLibrary {
  static let functions: [Function] = [
    text("startsWith") { (text, other) in .bool(text.utf8.starts(with: other.utf8)) },
    text("endsWith") { (text, other) in .bool(text.utf8.reversed().starts(with: other.utf8.reversed())) },
    text("contains") { (text, other) in .bool(Self.place(of: other, in: text) != nil) },
    text("indexOf") { (text, other) in .int(Int64(Self.place(of: other, in: text) ?? -1)) },
    text("split") { (text, separator) in .list(Self.split(text, separator).map(Value.string)) },
    text("lowerAscii") { (text) in .string(Self.mapASCII(text, 0x41...0x5A)) },
    text("upperAscii") { (text) in .string(Self.mapASCII(text, 0x61...0x7A)) },
    text("trim") { (text) in .string(Self.trimmed(text)) },
    Function("replace", isMember: true, arity: 3) { (values) throws(EvaluationError) in
      guard case (.string(let text), .string(let old), .string(let new)) = (values[0], values[1], values[2])
      else {
        throw EvaluationError.noOverload("replace", values[0], values[1], values[2])
      }
      return .string(split(text, old).joined(separator: new))
    },
    Function("substring", isMember: true, arity: 2) { (values) throws(EvaluationError) in
      try substring(values[0], values[1], nil)
    },
    Function("substring", isMember: true, arity: 3) { (values) throws(EvaluationError) in
      try substring(values[0], values[1], values[2])
    },
    Function("join", isMember: true, arity: 1) { (values) throws(EvaluationError) in
      try join(values[0], .string(""))
    },
    Function("join", isMember: true, arity: 2) { (values) throws(EvaluationError) in
      try join(values[0], values[1])
    },
  ]

  private static func text(_ name: String, _ body: @escaping @Sendable (String) -> Value) -> Function {
    Function(name, isMember: true, arity: 1) { (values) throws(EvaluationError) in
      guard case .string(let text) = values[0] else { throw EvaluationError.noOverload(name, values[0]) }
      return body(text)
    }
  }

  private static func text(_ name: String, _ body: @escaping @Sendable (String, String) -> Value) -> Function
  {
    Function(name, isMember: true, arity: 2) { (values) throws(EvaluationError) in
      guard case .string(let text) = values[0], case .string(let other) = values[1] else {
        throw EvaluationError.noOverload(name, values[0], values[1])
      }
      return body(text, other)
    }
  }

  /// The place of the first occurrence, in scalars from 0.
  private static func place(of part: String, in text: String) -> Int? {
    let text = Array(text.unicodeScalars)
    let part = Array(part.unicodeScalars)
    guard part.count <= text.count else { return nil }
    for start in 0...(text.count - part.count) where text[start..<start + part.count].elementsEqual(part) {
      return start
    }
    return nil
  }

  /// The parts between separators; with an empty one, each scalar.
  private static func split(_ text: String, _ separator: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let mark = Array(separator.unicodeScalars)
    if mark.isEmpty { return scalars.map { String($0) } }
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index...].starts(with: mark) {
        parts.append(String(part))
        part = String.UnicodeScalarView()
        index += mark.count
      } else {
        part.append(scalars[index])
        index += 1
      }
    }
    return parts + [String(part)]
  }

  /// Changes the case of the ASCII letters in a range of bytes.
  private static func mapASCII(_ text: String, _ letters: ClosedRange<UInt8>) -> String {
    String(decoding: text.utf8.map { letters.contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self)
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let start = scalars.drop { $0.properties.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(start[start.startIndex...last])
  }

  private static func substring(_ text: Value, _ from: Value, _ to: Value?) throws(EvaluationError) -> Value {
    guard case .string(let string) = text, case .int(let start) = from else {
      throw EvaluationError.noOverload("substring", text, from)
    }
    let scalars = Array(string.unicodeScalars)
    var end = Int64(scalars.count)
    if let to {
      guard case .int(let given) = to else { throw EvaluationError.noOverload("substring", text, from, to) }
      end = given
    }
    guard start >= 0, start <= end, end <= Int64(scalars.count) else {
      throw EvaluationError(
        .indexOutOfRange, "substring(\(start), \(end)) of a string of \(scalars.count) characters")
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[Int(start)..<Int(end)])
    return .string(String(view))
  }

  private static func join(_ list: Value, _ separator: Value) throws(EvaluationError) -> Value {
    guard case .list(let list) = list, case .string(let separator) = separator else {
      throw EvaluationError.noOverload("join", list, separator)
    }
    var parts: [String] = []
    for element in list.elements {
      guard case .string(let part) = element else { throw EvaluationError.noOverload("join", element) }
      parts.append(part)
    }
    return .string(parts.joined(separator: separator))
  }
}
