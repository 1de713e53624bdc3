import CEL
import Glibc
import Synchronization

/// An expression that several rules may have: what it comes to for a resource is found once, however many of them ask. Of 60 rules for a Service,
/// 22 begin with the same condition.
final class SharedExpression: Sendable {
  let program: LazyProgram
  /// Its place in a subject's memory; -1 while one rule alone has it, and for one that sees what differs from rule to rule.
  private let place = Atomic(-1)
  private let isOfResource: Bool

  private static let places = Atomic(0)

  fileprivate init(_ text: String) {
    program = LazyProgram(text)
    isOfResource = text.withCString { strstr($0, "params") == nil && strstr($0, "variables") == nil }
  }

  /// Notes that one more rule has it.
  fileprivate func share() {
    guard isOfResource, place.load(ordering: .relaxed) < 0 else { return }
    place.store(Self.places.wrappingAdd(1, ordering: .relaxed).oldValue, ordering: .relaxed)
  }

  /// What it comes to for a subject.
  ///
  /// - Throws: why there is no value.
  func value(_ values: RuleValues, _ memory: SubjectMemory) throws(EvaluationError) -> Value {
    let place = place.load(ordering: .relaxed)
    if place < 0 { return try program.evaluate(values) }
    if let known = memory[place] { return known }
    let value = try program.evaluate(values)
    // A list is kept with its elements, which are texts that would be made anew.
    let kept = if case .list(let list) = value { Value.list(list.elements) } else { value }
    memory[place] = kept
    return kept
  }
}

/// The expressions of a library's rules, by their text.
final class SharedExpressions: Sendable {
  private let known = Mutex<[String: SharedExpression]>([:])

  func expression(_ text: String) -> SharedExpression {
    known.withLock { known in
      if let expression = known[text] {
        expression.share()
        return expression
      }
      let expression = SharedExpression(text)
      known[text] = expression
      return expression
    }
  }
}

/// What shared expressions came to for the resource that a subject shows.
final class SubjectMemory {
  private var values: [Value] = []
  /// The resource for which each value was found, by its number.
  private var resources: [UInt64] = []
  private var resource: UInt64 = 1

  /// Forgets all: another resource is shown.
  func clear() { resource += 1 }

  subscript(place: Int) -> Value? {
    get { place < values.count && resources[place] == resource ? values[place] : nil }
    set {
      guard let newValue else { return }
      if place >= values.count {
        let count = place + 1 - values.count
        values += Array(repeating: .null, count: count)
        resources += Array(repeating: 0, count: count)
      }
      values[place] = newValue
      resources[place] = resource
    }
  }
}
