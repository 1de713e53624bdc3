/// Regular expressions that find and replace: Kubernetes' `find` and `findAll`, and cel-go's `ext.Regex`. The pattern is
/// the second argument of each, the text the first one.
enum RegexLibrary {
  static let overloads: [Overload] = [
    .member(.string, "find", .string, gives: .string, .special(.regex(.find))),
    .member(.string, "findAll", .string, gives: .listString, .special(.regex(.findAll))),
    .member(.string, "findAll", .string, .int, gives: .listString, .special(.regex(.findAll))),
    .global("regex.replace", .string, .string, .string, gives: .string, .special(.regex(.replace))),
    .global("regex.replace", .string, .string, .string, .int, gives: .string, .special(.regex(.replace))),
    .global("regex.extract", .string, .string, gives: .optionalString, .special(.regex(.extract))),
    .global("regex.extractAll", .string, .string, gives: .listString, .special(.regex(.extractAll))),
  ]

  typealias Failure = EvaluationError

  /// - Parameters:
  ///   - arguments: all of them, none unknown.
  ///   - regex: the second one, compiled.
  static func call(
    _ function: RegexFunction, _ arguments: [Value], _ regex: RegexProgram, _ budget: inout CostBudget
  ) throws(Failure) -> Value {
    let text = try budget.scalars(of: arguments[0])
    switch function {
    case .find: return try find(text, regex, &budget)
    case .findAll:
      return try findAll(text, regex, arguments.count > 2 ? try arguments[2].integer : -1, &budget)
    case .replace:
      let template = try budget.scalars(of: arguments[2])
      return try replace(text, regex, template, arguments.count > 3 ? try arguments[3].integer : -1, &budget)
    case .extract: return try extract(text, regex, &budget)
    case .extractAll: return try extractAll(text, regex, &budget)
    }
  }

  private static func find(
    _ text: [Unicode.Scalar], _ regex: RegexProgram, _ budget: inout CostBudget
  ) throws(Failure) -> Value {
    var found = ""
    try regex.forEachMatch(in: text, groups: 0, budget: &budget) { (places, _) throws(Failure) in
      found = String(scalars: text[group: 0, in: places] ?? [])
      return false
    }
    return .string(found)
  }

  private static func findAll(
    _ text: [Unicode.Scalar], _ regex: RegexProgram, _ most: Int64, _ budget: inout CostBudget
  ) throws(Failure) -> Value {
    guard most != 0 else { return .list([Value]()) }
    var found: [Value] = []
    try regex.forEachMatch(in: text, groups: 0, budget: &budget) { (places, budget) throws(Failure) in
      try budget.charge(1)
      found.append(.string(String(scalars: text[group: 0, in: places] ?? [])))
      return found.count != most
    }
    return .list(found)
  }

  private static func replace(
    _ text: [Unicode.Scalar], _ regex: RegexProgram, _ template: [Unicode.Scalar], _ most: Int64,
    _ budget: inout CostBudget
  ) throws(Failure) -> Value {
    var out: [Unicode.Scalar] = []
    var position = 0
    var left = most < 0 ? Int64.max : most
    var replacement: RegexReplacement?
    let groups = min(regex.groupCount, RegexReplacement.highestGroup)
    if left > 0 {
      try regex.forEachMatch(in: text, groups: groups, budget: &budget) { (places, budget) throws(Failure) in
        // It is read no earlier than now: a wrong one does no harm where nothing matches.
        if replacement == nil {
          replacement = try RegexReplacement(template, groupCount: regex.groupCount)
        }
        out += text[position..<Int(places[0])]
        let before = out.count
        try replacement?.append(to: &out, text, places, &budget)
        try budget.charge(UInt64((out.count - before) / 10 + 1))
        position = Int(places[1])
        left -= 1
        return left > 0
      }
    }
    return .string(String(scalars: out + text[position...]))
  }

  private static func extract(
    _ text: [Unicode.Scalar], _ regex: RegexProgram, _ budget: inout CostBudget
  ) throws(Failure) -> Value {
    let group = try onlyGroup(of: regex)
    var found: String?
    try regex.forEachMatch(in: text, groups: group, budget: &budget) { (places, _) throws(Failure) in
      found = extracted(text[group: group, in: places], group)
      return false
    }
    return .optional(found.map(Value.string))
  }

  private static func extractAll(
    _ text: [Unicode.Scalar], _ regex: RegexProgram, _ budget: inout CostBudget
  ) throws(Failure) -> Value {
    let group = try onlyGroup(of: regex)
    var found: [Value] = []
    try regex.forEachMatch(in: text, groups: group, budget: &budget) { (places, budget) throws(Failure) in
      try budget.charge(1)
      if let part = extracted(text[group: group, in: places], group) { found.append(.string(part)) }
      return true
    }
    return .list(found)
  }

  /// 1 for a pattern with one group, 0 for one without.
  private static func onlyGroup(of regex: RegexProgram) throws(Failure) -> Int {
    guard regex.groupCount <= 1 else {
      throw .invalid(
        "the regular expression has \(regex.groupCount) groups; at most one is allowed, write the others as '(?:…)'"
      )
    }
    return regex.groupCount
  }

  /// A match as a whole counts even if it is empty, a group does not.
  private static func extracted(_ part: ArraySlice<Unicode.Scalar>?, _ group: Int) -> String? {
    guard let part, group == 0 || !part.isEmpty else { return nil }
    return String(scalars: part)
  }
}

/// The functions that find and replace.
enum RegexFunction: UInt8, Sendable {
  case find, findAll, replace, extract, extractAll

  /// As it is written.
  var name: String {
    switch self {
    case .find: "find"
    case .findAll: "findAll"
    case .replace: "regex.replace"
    case .extract: "regex.extract"
    case .extractAll: "regex.extractAll"
    }
  }

  /// Whether these are a text, a pattern, the replacement where there is one, and perhaps a number.
  func accepts(_ arguments: [Value]) -> Bool {
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .string where index < (self == .replace ? 3 : 2): break
      case .int where index >= (self == .replace ? 3 : 2): break
      default: return false
      }
    }
    return true
  }
}

/// What `regex.replace` puts in the place of a match: text, and groups as `\0` to `\9`.
private struct RegexReplacement {
  private enum Part {
    case text(ArraySlice<Unicode.Scalar>)
    case group(Int)
  }

  private var parts: [Part] = []

  static let highestGroup = 9

  init(_ template: [Unicode.Scalar], groupCount: Int) throws(EvaluationError) {
    var rest = template[...]
    while let mark = rest.firstIndex(of: "\\") {
      parts.append(.text(rest[..<mark]))
      rest = rest[(mark + 1)...]
      guard let next = rest.popFirst(), next == "\\" || next.value &- 0x30 < 10 else {
        throw .invalid("after a '\\' in a replacement stands the number of a group, or another '\\'")
      }
      if next == "\\" {
        parts.append(.text(["\\"]))
        continue
      }
      let group = Int(next.value &- 0x30)
      guard group <= groupCount else {
        throw .invalid(
          "the replacement has '\\\(group)', but the regular expression has \(groupCount) groups")
      }
      parts.append(.group(group))
    }
    parts.append(.text(rest))
  }

  func append(
    to out: inout [Unicode.Scalar], _ text: [Unicode.Scalar], _ places: [Int32], _ budget: inout CostBudget
  ) throws(EvaluationError) {
    for part in parts {
      let piece: ArraySlice<Unicode.Scalar>
      switch part {
      case .text(let fixed): piece = fixed
      case .group(let group): piece = text[group: group, in: places] ?? []
      }
      try budget.chargeTraversal(piece.count)
      out += piece
    }
  }
}

extension [Unicode.Scalar] {
  /// What a group matched; `nil` where it took no part.
  fileprivate subscript(group group: Int, in places: [Int32]) -> ArraySlice<Unicode.Scalar>? {
    guard group * 2 + 1 < places.count, places[group * 2] >= 0, places[group * 2 + 1] >= 0 else { return nil }
    return self[Int(places[group * 2])..<Int(places[group * 2 + 1])]
  }
}
