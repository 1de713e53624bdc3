import Glibc

/// Sizes and texts: section "List of Standard Definitions" of the language definition.
enum StandardLibrary {
  static let overloads: [Overload] = [
    .global("size", .string, gives: .int, .one(size)),
    .global("size", .bytes, gives: .int, .one(size)),
    .global("size", .listA, gives: .int, .one(size)),
    .global("size", .mapAB, gives: .int, .one(size)),
    .member(.string, "size", gives: .int, .one(size)),
    .member(.bytes, "size", gives: .int, .one(size)),
    .member(.listA, "size", gives: .int, .one(size)),
    .member(.mapAB, "size", gives: .int, .one(size)),
    .member(.string, "startsWith", .string, gives: .bool, .special(.textTest(.start))),
    .member(.string, "endsWith", .string, gives: .bool, .special(.textTest(.end))),
    .member(.string, "contains", .string, gives: .bool, .special(.textTest(.anywhere))),
    .member(.string, "matches", .string, gives: .bool, .special(.matches)),
    .global("matches", .string, .string, gives: .bool, .special(.matches)),
  ]

  private static func size(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .string(let text):
      try budget.chargeTraversal(text.utf8.count)
      return .int(Int64(text.scalarCount))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    case .list(let list): return .int(Int64(list.count))
    case .map(let map): return .int(Int64(map.count))
    default: throw .noOverload("size", value)
    }
  }

  /// Whether a text holds another one at a place.
  static func test(
    _ place: ByteSearch.Where, _ budget: inout CostBudget, _ text: Value, _ part: Value
  ) throws(EvaluationError) -> Value {
    guard case .string(let text) = text, case .string(let part) = part else {
      throw .noOverload(place.functionName, text, part)
    }
    try place.charge(&budget, part.utf8.count, text.utf8.count)
    return .bool(ByteSearch.holds(part, in: text, place))
  }
}

extension ByteSearch.Where {
  var functionName: String {
    switch self {
    case .start: "startsWith"
    case .end: "endsWith"
    case .anywhere: "contains"
    }
  }

  /// Spends what looking for a text of so many bytes in another costs.
  func charge(_ budget: inout CostBudget, _ part: Int, _ text: Int) throws(EvaluationError) {
    if self == .anywhere {
      try budget.chargeSearch(of: part, in: text)
    } else {
      try budget.chargeTraversal(part)
    }
  }
}

extension CostBudget {
  /// Spends what looking for one text in another costs at worst.
  mutating func chargeSearch(of part: Int, in text: Int) throws(EvaluationError) {
    let (product, overflowed) = (part / 10 + 1).multipliedReportingOverflow(by: text / 10 + 1)
    try charge(overflowed ? UInt64.max : UInt64(clamping: product))
  }
}

/// Finds bytes in bytes. In UTF-8 that also finds text in text: no character's bytes begin within another's.
enum ByteSearch {
  enum Where: BitwiseCopyable { case start, end, anywhere }

  /// Whether a text holds another one.
  static func holds(_ part: String, in text: String, _ place: Where) -> Bool {
    var (part, text) = (part, text)
    return text.withUTF8 { text in part.withUTF8 { part in holds(part, in: text, place) } }
  }

  /// Whether a text holds another one.
  static func holds(
    _ part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, _ place: Where
  ) -> Bool {
    guard part.count <= text.count else { return false }
    guard let head = part.baseAddress, let start = text.baseAddress, !part.isEmpty else { return true }
    let last = start + (text.count - part.count)
    switch place {
    case .start: return memcmp(start, head, part.count) == 0
    case .end: return memcmp(last, head, part.count) == 0
    case .anywhere: return holds(part, from: start, through: last)
    }
  }

  /// Whether a text, which is not empty, stands at one of the places from one on through another.
  private static func holds(
    _ part: UnsafeBufferPointer<UInt8>, from start: UnsafePointer<UInt8>, through last: UnsafePointer<UInt8>
  ) -> Bool {
    guard let head = part.baseAddress else { return true }
    var place = start
    while place <= last, let found = memchr(place, Int32(head.pointee), last - place + 1) {
      if memcmp(found, head, part.count) == 0 { return true }
      place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return false
  }

  /// The 0-based index of the first occurrence at or after an index.
  static func first(of part: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard part.count <= text.count, start <= text.count - part.count else { return nil }
    guard let head = part.first else { return start }
    for index in max(0, start)...(text.count - part.count) where text[index] == head {
      if text[index..<index + part.count].elementsEqual(part) { return index }
    }
    return nil
  }

  /// The 0-based index of the last occurrence at or before an index.
  static func last(of part: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard part.count <= text.count else { return nil }
    var index = min(start, text.count - part.count)
    while index >= 0 {
      if text[index..<index + part.count].elementsEqual(part) { return index }
      index -= 1
    }
    return nil
  }
}

extension String {
  /// How many Unicode scalars there are: the bytes of UTF-8 that go no scalar on.
  var scalarCount: Int {
    withLentBytes { bytes in bytes.reduce(0) { $0 &+ ($1 & 0xC0 == 0x80 ? 0 : 1) } }
  }
}
