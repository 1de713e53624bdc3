/// What a function does: by its number of arguments, the receiver included.
enum Implementation: Sendable {
  typealias Failure = EvaluationError

  case one(@Sendable (inout CostBudget, Value) throws(Failure) -> Value)
  case two(@Sendable (inout CostBudget, Value, Value) throws(Failure) -> Value)
  case three(@Sendable (inout CostBudget, Value, Value, Value) throws(Failure) -> Value)
  case many(@Sendable (inout CostBudget, [Value]) throws(Failure) -> Value)
  /// Not a function at all: the planner makes something of its own out of it.
  case special(SpecialForm)
}

extension Implementation {
  /// What the host's function does.
  init(_ body: FunctionDeclaration.Body) {
    switch body {
    case .one(let body): self = .one { (_, argument) throws(Failure) in try body(argument) }
    case .many(let body): self = .many { (_, arguments) throws(Failure) in try body(arguments) }
    }
  }
}

/// Functions that do not evaluate all their arguments, or that do some of their work when they are compiled.
enum SpecialForm: Sendable {
  case dyn
  case optionalOr, optionalOrValue, optionalHasValue, optionalValue
  /// `startsWith`, `endsWith`, `contains`.
  case textTest(ByteSearch.Where)
  case matches
  case regex(RegexFunction)
}

/// One form of a built-in function: its name and types, and what it does.
struct Overload: Sendable {
  let name: StaticString
  /// Whether it is written `target.name(…)`; the target is the first parameter.
  let isMember: Bool
  let arity: Int
  private let parameters: (TypeCode, TypeCode, TypeCode, TypeCode, TypeCode)
  let result: TypeCode
  let implementation: Implementation

  private init(
    _ name: StaticString, isMember: Bool,
    _ parameters: (TypeCode, TypeCode, TypeCode, TypeCode, TypeCode), _ result: TypeCode,
    _ implementation: Implementation
  ) {
    self.name = name
    self.isMember = isMember
    self.parameters = parameters
    self.result = result
    self.implementation = implementation
    let (first, second, third, fourth, fifth) = parameters
    arity =
      first == .none
      ? 0 : second == .none ? 1 : third == .none ? 2 : fourth == .none ? 3 : fifth == .none ? 4 : 5
  }

  /// A form that is written `name(…)`.
  static func global(
    _ name: StaticString, _ first: TypeCode = .none, _ second: TypeCode = .none, _ third: TypeCode = .none,
    _ fourth: TypeCode = .none, _ fifth: TypeCode = .none, gives result: TypeCode,
    _ implementation: Implementation
  ) -> Overload {
    Overload(name, isMember: false, (first, second, third, fourth, fifth), result, implementation)
  }

  /// A form that is written `target.name(…)`.
  static func member(
    _ target: TypeCode, _ name: StaticString, _ second: TypeCode = .none, _ third: TypeCode = .none,
    _ fourth: TypeCode = .none, _ fifth: TypeCode = .none, gives result: TypeCode,
    _ implementation: Implementation
  ) -> Overload {
    Overload(name, isMember: true, (target, second, third, fourth, fifth), result, implementation)
  }

  func parameter(_ index: Int) -> TypeCode {
    switch index {
    case 0: parameters.0
    case 1: parameters.1
    case 2: parameters.2
    case 3: parameters.3
    default: parameters.4
    }
  }

  func types(base: Int) -> [CELType] { (0..<arity).map { parameter($0).type(base: base) } }

  var isGeneric: Bool { (0..<arity).contains { parameter($0).isGeneric } || result.isGeneric }
}

/// All built-in functions, found by name.
struct FunctionTable: Sendable {
  static let builtIn = FunctionTable([
    StandardLibrary.overloads, ConversionLibrary.overloads, TimeLibrary.overloads, OptionalLibrary.overloads,
    StringLibrary.overloads, ListLibrary.overloads, SetLibrary.overloads, MathLibrary.overloads,
    EncoderLibrary.overloads, NetworkLibrary.overloads, URLLibrary.overloads, QuantityLibrary.overloads,
    SemverLibrary.overloads, FormatLibrary.overloads, RegexLibrary.overloads, MapLibrary.overloads,
  ])

  let overloads: [Overload]
  private let heads: [Int16]
  private let next: [Int16]
  private static let buckets = 512

  init(_ libraries: [[Overload]]) {
    overloads = Array(libraries.joined())
    var heads = [Int16](repeating: -1, count: Self.buckets)
    var next = [Int16](repeating: -1, count: overloads.count)
    for index in overloads.indices.reversed() {
      let name = overloads[index].name
      let bucket = Self.bucket(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
      next[index] = heads[bucket]
      heads[bucket] = Int16(index)
    }
    self.heads = heads
    self.next = next
  }

  /// The forms of a function, in the order in which they are declared.
  func forms(of name: String) -> [Overload] {
    var found: [Overload] = []
    forEachForm(of: name) { overload in
      found.append(overload)
      return true
    }
    return found
  }

  func hasForm(of name: String, isMember: Bool) -> Bool {
    var isFound = false
    forEachForm(of: name) { overload in
      isFound = overload.isMember == isMember
      return !isFound
    }
    return isFound
  }

  /// Visits the forms of a function until the body gives `false`.
  private func forEachForm(of name: String, _ body: (Overload) -> Bool) {
    var name = name
    name.withUTF8 { bytes in
      var index = heads[Self.bucket(bytes)]
      while index >= 0 {
        let own = overloads[Int(index)].name
        let isSame =
          own.utf8CodeUnitCount == bytes.count
          && UnsafeBufferPointer(start: own.utf8Start, count: bytes.count).elementsEqual(bytes)
        if isSame, !body(overloads[Int(index)]) { return }
        index = next[Int(index)]
      }
    }
  }

  private static func bucket(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash % UInt32(buckets))
  }
}
