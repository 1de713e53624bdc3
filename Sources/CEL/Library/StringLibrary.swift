/// Texts: cel-go's `ext.Strings`. Indices are 0-based and count Unicode scalars.
enum StringLibrary {
  static let overloads: [Overload] = [
    .member(.string, "charAt", .int, gives: .string, .two(charAt)),
    .member(.string, "indexOf", .string, gives: .int, .two(indexOf)),
    .member(.string, "indexOf", .string, .int, gives: .int, .three(indexOf)),
    .member(.string, "lastIndexOf", .string, gives: .int, .two(lastIndexOf)),
    .member(.string, "lastIndexOf", .string, .int, gives: .int, .three(lastIndexOf)),
    .member(.string, "lowerAscii", gives: .string, .one(lowerASCII)),
    .member(.string, "upperAscii", gives: .string, .one(upperASCII)),
    .member(.string, "replace", .string, .string, gives: .string, .three(replace)),
    .member(.string, "replace", .string, .string, .int, gives: .string, .many(replaceSome)),
    .member(.string, "split", .string, gives: .listString, .two(split)),
    .member(.string, "split", .string, .int, gives: .listString, .three(split)),
    .member(.listString, "join", gives: .string, .one(join)),
    .member(.listString, "join", .string, gives: .string, .two(join)),
    .member(.string, "substring", .int, gives: .string, .two(substring)),
    .member(.string, "substring", .int, .int, gives: .string, .three(substring)),
    .member(.string, "trim", gives: .string, .one(trim)),
    .member(.string, "reverse", gives: .string, .one(reverse)),
    .member(.string, "format", .listDyn, gives: .string, .two(format)),
    .global("strings.quote", .string, gives: .string, .one(quote)),
  ]

  typealias Failure = EvaluationError

  private static func charAt(_ budget: inout CostBudget, _ text: Value, _ index: Value) throws(Failure)
    -> Value
  {
    let scalars = try budget.scalars(of: text)
    let index = try self.index(index, upTo: scalars.count)
    return .string(index == scalars.count ? "" : String(scalars[index]))
  }

  /// An index from 0 to a number.
  private static func index(_ value: Value, upTo highest: Int) throws(Failure) -> Int {
    let index = try value.integer
    guard index >= 0, index <= highest else {
      throw EvaluationError(.indexOutOfRange, "index \(index) is out of range; it is from 0 to \(highest)")
    }
    return Int(index)
  }

  private static func indexOf(_ budget: inout CostBudget, _ text: Value, _ part: Value) throws(Failure)
    -> Value
  {
    try indexOf(&budget, text, part, .int(0))
  }

  private static func indexOf(
    _ budget: inout CostBudget, _ text: Value, _ part: Value, _ start: Value
  ) throws(Failure) -> Value {
    let (text, part) = (try budget.scalars(of: text), try budget.scalars(of: part))
    try budget.chargeSearch(of: part.count, in: text.count)
    let start = try index(start, upTo: text.count)
    return .int(Int64(ScalarSearch.first(of: part, in: text, from: start) ?? -1))
  }

  private static func lastIndexOf(
    _ budget: inout CostBudget, _ text: Value, _ part: Value
  ) throws(Failure) -> Value {
    let (text, part) = (try budget.scalars(of: text), try budget.scalars(of: part))
    try budget.chargeSearch(of: part.count, in: text.count)
    return .int(Int64(ScalarSearch.last(of: part, in: text, from: text.count) ?? -1))
  }

  private static func lastIndexOf(
    _ budget: inout CostBudget, _ text: Value, _ part: Value, _ start: Value
  ) throws(Failure) -> Value {
    let (text, part) = (try budget.scalars(of: text), try budget.scalars(of: part))
    try budget.chargeSearch(of: part.count, in: text.count)
    let start = try index(start, upTo: text.count)
    return .int(Int64(ScalarSearch.last(of: part, in: text, from: start) ?? -1))
  }

  private static func lowerASCII(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    try flipCase(&budget, text, from: UInt8(ascii: "A"))
  }

  private static func upperASCII(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    try flipCase(&budget, text, from: UInt8(ascii: "a"))
  }

  /// The text with the other case of the 26 letters from one on.
  private static func flipCase(
    _ budget: inout CostBudget, _ text: Value, from first: UInt8
  ) throws(Failure) -> Value {
    var text = try text.text
    let count = text.utf8.count
    try budget.chargeTraversal(count)
    return text.withUTF8 { bytes in
      .string(
        String(unsafeUninitializedCapacity: count) { flipped in
          // Without a branch in it, the compiler makes this loop take sixteen bytes at a time.
          for index in 0..<count {
            let byte = bytes[index]
            flipped[index] = byte ^ (byte &- first < 26 ? 0x20 : 0)
          }
          return count
        })
    }
  }

  private static func substring(
    _ budget: inout CostBudget, _ text: Value, _ start: Value
  ) throws(Failure) -> Value {
    let scalars = try budget.scalars(of: text)
    return .string(String(scalars: scalars[try index(start, upTo: scalars.count)...]))
  }

  private static func substring(
    _ budget: inout CostBudget, _ text: Value, _ start: Value, _ end: Value
  ) throws(Failure) -> Value {
    let scalars = try budget.scalars(of: text)
    let end = try index(end, upTo: scalars.count)
    return .string(String(scalars: scalars[try index(start, upTo: end)..<end]))
  }

  private static func trim(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    let scalars = try budget.scalars(of: text)
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return .string("") }
    return .string(String(scalars: scalars[first...last]))
  }

  private static func reverse(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    .string(String(scalars: try budget.scalars(of: text).reversed()))
  }

  private static func format(
    _ budget: inout CostBudget, _ template: Value, _ arguments: Value
  ) throws(Failure) -> Value {
    var formatter = TextFormatter(try budget.scalars(of: template), try budget.elements(of: arguments))
    return .string(try formatter.format(&budget))
  }

  private static func quote(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    var out = "\""
    for scalar in try budget.scalars(of: text) {
      switch scalar {
      case "\"", "\\": out += "\\" + String(scalar)
      case "\u{07}", "\u{08}", "\u{0C}", "\n", "\r", "\t", "\u{0B}": out += scalar.celEscape
      default: out.unicodeScalars.append(scalar)
      }
    }
    return .string(out + "\"")
  }
}

// MARK: Parts

extension StringLibrary {
  private static func replace(
    _ budget: inout CostBudget, _ text: Value, _ old: Value, _ new: Value
  ) throws(Failure) -> Value {
    try replaceSome(&budget, [text, old, new, .int(-1)])
  }

  private static func replaceSome(_ budget: inout CostBudget, _ arguments: [Value]) throws(Failure) -> Value {
    let (text, old) = (try budget.scalars(of: arguments[0]), try budget.scalars(of: arguments[1]))
    let new = try budget.scalars(of: arguments[2])
    try budget.chargeSearch(of: old.count, in: text.count)
    let most = try arguments[3].integer
    var left = most < 0 ? Int64.max : most
    var out: [Unicode.Scalar] = []
    var position = 0
    while left > 0, let found = ScalarSearch.first(of: old, in: text, from: position) {
      try budget.charge(UInt64(new.count / 10 + 1))
      out += text[position..<found]
      out += new
      position = found + old.count
      left -= 1
      guard old.isEmpty else { continue }
      guard found < text.count else { break }
      out.append(text[found])
      position = found + 1
    }
    if position < text.count { out += text[position...] }
    return .string(String(scalars: out))
  }

  private static func split(
    _ budget: inout CostBudget, _ text: Value, _ separator: Value
  ) throws(Failure) -> Value {
    try split(&budget, text, separator, .int(-1))
  }

  private static func split(
    _ budget: inout CostBudget, _ text: Value, _ separator: Value, _ most: Value
  ) throws(Failure) -> Value {
    let (text, separator) = (try budget.scalars(of: text), try budget.scalars(of: separator))
    try budget.chargeSearch(of: separator.count, in: text.count)
    let most = try most.integer
    if most == 0 { return .list([Value]()) }
    var parts: [Value] = []
    var position = 0
    while most < 0 || parts.count < most - 1 {
      let start = separator.isEmpty ? position + 1 : position
      guard let found = ScalarSearch.first(of: separator, in: text, from: start) else { break }
      if separator.isEmpty, found >= text.count { break }
      try budget.charge(1)
      parts.append(.string(String(scalars: text[position..<found])))
      position = found + separator.count
    }
    if !(separator.isEmpty && text.isEmpty) { parts.append(.string(String(scalars: text[position...]))) }
    return .list(parts)
  }

  private static func join(_ budget: inout CostBudget, _ list: Value) throws(Failure) -> Value {
    try join(&budget, list, .string(""))
  }

  private static func join(
    _ budget: inout CostBudget, _ list: Value, _ separator: Value
  ) throws(Failure) -> Value {
    let separator = try separator.text
    if case .list(.adapted(let adapter, let node)) = list,
      let joined = try join(&budget, adapter, node, separator)
    {
      return joined
    }
    let elements = try budget.elements(of: list)
    if let unknown = Value.unknown(in: elements) { return unknown }
    var out = ""
    for (index, element) in elements.enumerated() {
      guard case .string(let part) = element else { throw .noOverload("join", element) }
      if index > 0 { out += separator }
      try budget.chargeTraversal(part.utf8.count + separator.utf8.count)
      out += part
    }
    return .string(out)
  }

  /// The same for texts that somebody lends; `nil` where not all of the elements are.
  private static func join(
    _ budget: inout CostBudget, _ adapter: any ListAdapter, _ node: UInt32, _ separator: String
  ) throws(Failure) -> Value? {
    var paid = budget
    var out: [UInt8] = []
    var failure: Failure?
    var count: UInt64 = 0
    let isWhole = adapter.eachText(ofList: node) { part in
      do throws(Failure) {
        if count > 0 { out += separator.utf8 }
        count += 1
        try paid.chargeTraversal(part.count + separator.utf8.count)
        out.append(contentsOf: part)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    guard isWhole else { return nil }
    try paid.charge(count)
    budget = paid
    return .string(String(decoding: out, as: UTF8.self))
  }
}

/// Finds scalars in scalars.
enum ScalarSearch {
  static func first(of part: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int? {
    guard part.count <= text.count, start <= text.count - part.count else { return nil }
    for index in max(0, start)...(text.count - part.count)
    where text[index..<index + part.count].elementsEqual(part) {
      return index
    }
    return nil
  }

  static func last(of part: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int? {
    var index = min(start, text.count - part.count)
    while index >= 0 {
      if text[index..<index + part.count].elementsEqual(part) { return index }
      index -= 1
    }
    return nil
  }
}
