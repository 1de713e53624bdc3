// Texts of a document that are looked at where they stand. A rule mostly asks whether a field's text begins with, ends with or holds a
// text of the expression; a value of it would be made only to be thrown away.

/// A call of `contains`, `startsWith` or `endsWith` with a text that stands in the expression.
struct TextTest: Sendable, BitwiseCopyable {
  /// The step of the text that is looked at.
  let operand: NodeID
  /// The chain that it is, or that it brings into lower case, if it does one of these.
  let lent: NodeID?
  let isLowered: Bool
  let place: ByteSearch.Where
  /// The other text's place among the fields.
  let part: Int32
}

extension Evaluator {
  /// A field's text that a document lends, and what it costs to get there.
  typealias PaidText = (bytes: UnsafeBufferPointer<UInt8>, cost: UInt64)

  /// The longest text that is brought into lower case on the stack.
  private static let mostLowered = 1024

  static func textTest(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.value(of: try self.textTest(step))
  }

  mutating func textTest(_ step: Step) throws(EvaluationError) -> Truth {
    let test = plan.textTests[Int(step.first)]
    try budget.charge(1)
    guard let lent = test.lent, let text = lentText(lent),
      !test.isLowered || text.bytes.count <= min(Self.mostLowered, limits.valueSize)
    else { return try self.test(evaluate(test.operand), test, step.offset) }
    try budget.charge(text.cost)
    if test.isLowered {
      try budget.charge(1)
      try budget.chargeTraversal(text.bytes.count)
    }
    let part = plan.fields[Int(test.part)].bytes
    do { try test.place.charge(&budget, part.count, text.bytes.count) } catch { throw error.at(step.offset) }
    return Truth(
      test.isLowered
        ? Self.holds(lowered: text.bytes, part, test.place)
        : ByteSearch.holds(part, in: text.bytes, test.place))
  }

  private mutating func test(
    _ value: Value, _ test: TextTest, _ offset: UInt32
  ) throws(EvaluationError) -> Truth {
    let part = plan.fields[Int(test.part)]
    guard case .string(let text) = value else {
      if case .unknown = value { return truth(of: value) }
      throw EvaluationError.noOverload(test.place.functionName, value, .string(part.text)).at(offset)
    }
    do { try test.place.charge(&budget, part.bytes.count, text.utf8.count) } catch { throw error.at(offset) }
    return Truth(text.withLentBytes { ByteSearch.holds(part.bytes, in: $0, test.place) })
  }

  private static func holds(
    lowered text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>, _ place: ByteSearch.Where
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { lowered in
      for index in 0..<text.count {
        let byte = text[index]
        lowered[index] = byte ^ (byte &- UInt8(ascii: "A") < 26 ? 0x20 : 0)
      }
      return ByteSearch.holds(part, in: UnsafeBufferPointer(lowered), place)
    }
  }

  /// The text of `a.b.c`, or of `a.?b.c.orValue('')`, where a document lends it; `nil` where a value has to be made to tell.
  mutating func lentText(_ id: NodeID) -> PaidText? {
    let step = plan.steps[Int(id)]
    if step.operation == .chain { return lentField(step, otherwise: nil) }
    guard step.kind == .chainOrValue else { return nil }
    guard let found = lentField(plan.steps[Int(step.first)], otherwise: plan.steps[Int(step.second)]) else {
      return nil
    }
    return (found.bytes, found.cost + 1)
  }

  /// - Parameter otherwise: what counts where the field is not there; `nil` for a chain that is no optional.
  private mutating func lentField(_ chain: Step, otherwise: Step?) -> PaidText? {
    guard var map = lentMap(chain.first) else { return nil }
    let last = Int(chain.second + chain.third) - 1
    for position in Int(chain.second)..<last {
      let link = plan.links[position]
      guard !link.hasKey,
        let next = map.map(forField: plan.fields[Int(link.operand)])
      else { return nil }
      map.node = next
      map.isPresent = map.isPresent || link.kind == .optionalField
    }
    let link = plan.links[last]
    let isOptional = map.isPresent || link.kind == .optionalField
    guard !link.hasKey, isOptional == (otherwise != nil) else { return nil }
    let cost = UInt64(chain.third) + 1
    switch map.text(forField: plan.fields[Int(link.operand)]) {
    case .text(let bytes): return (bytes, cost)
    case .absent:
      guard let otherwise, otherwise.kind == .constant,
        case .string("") = plan.constants[Int(otherwise.first)]
      else { return nil }
      return (UnsafeBufferPointer(start: nil, count: 0), cost)
    case .unclear: return nil
    }
  }
}

// MARK: Sums

extension Evaluator {
  /// Adds what stands in some additions to a text: bytes are put behind bytes, and one text is made in the end.
  mutating func texts(_ first: String, _ additions: Range<Int>) throws(EvaluationError) -> Value {
    var sum: [UInt8] = []
    // Messages, which most sums are, are seldom longer.
    sum.reserveCapacity(first.utf8.count + 256)
    sum += first.utf8
    for position in additions {
      let addition = plan.steps[Int(plan.children[position])]
      try budget.charge(1)
      if let other = try append(addition.second, to: &sum) {
        let value = try apply(addition, .string(String(decoding: sum, as: UTF8.self)), other)
        return try values(value, position + 1..<additions.upperBound)
      }
      try budget.chargeTraversal(sum.count)
      if sum.count > limits.valueSize { throw tooLarge(addition.offset) }
    }
    return .string(String(decoding: sum, as: UTF8.self))
  }

  /// Appends the text that a step gives.
  ///
  /// - Returns: the step's value, if it is no text.
  private mutating func append(_ id: NodeID, to sum: inout [UInt8]) throws(EvaluationError) -> Value? {
    let step = plan.steps[Int(id)]
    if step.operation == .conditional {
      switch try truth(step.first) {
      case .yes: return try append(step.second, to: &sum)
      case .no: return try append(step.third, to: &sum)
      case .other: return try Self.otherwise(value(of: .other), "?:", step.offset)
      }
    }
    if let text = lentText(id) {
      try budget.charge(text.cost)
      sum.append(contentsOf: text.bytes)
      return nil
    }
    let value = try evaluate(id)
    guard case .string(let text) = value else { return value }
    Self.append(text, to: &sum)
    return nil
  }

  // Apart from what recurs, which would else have room on the stack for it.
  private static func append(_ text: String, to sum: inout [UInt8]) {
    text.withLentBytes { sum.append(contentsOf: $0) }
  }
}
