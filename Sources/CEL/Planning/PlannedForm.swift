/// One form of a function, ready to be called: which values it takes, and what it does with them.
struct PlannedForm: Sendable {
  let implementation: Implementation
  private let first: ValueKinds
  private let second: ValueKinds
  private let parameters: [CELType]

  init(_ form: Callee.Form) {
    implementation = form.implementation
    parameters = form.parameters
    first = form.parameters.first.map(ValueKinds.init(accepting:)) ?? []
    second = form.parameters.dropFirst().first.map(ValueKinds.init(accepting:)) ?? []
  }

  @inline(__always)
  func takes(_ value: Value) -> Bool {
    let kind = ValueKinds(of: value)
    return first.contains(kind) && (kind != .opaque || parameters[0].accepts(value))
  }

  @inline(__always)
  func takes(_ left: Value, _ right: Value) -> Bool {
    let (leftKind, rightKind) = (ValueKinds(of: left), ValueKinds(of: right))
    return first.contains(leftKind) && second.contains(rightKind)
      && (leftKind != .opaque || parameters[0].accepts(left))
      && (rightKind != .opaque || parameters[1].accepts(right))
  }

  func takes(_ values: [Value]) -> Bool { zip(parameters, values).allSatisfy { $0.accepts($1) } }
}

/// Kinds of values, whatever is in them.
private struct ValueKinds: OptionSet, BitwiseCopyable {
  let rawValue: UInt16

  static let opaque = ValueKinds(rawValue: 1 << 13)

  @inline(__always)
  init(rawValue: UInt16) { self.rawValue = rawValue }

  @inline(__always)
  init(of value: Value) {
    let bit: UInt16 =
      switch value {
      case .null: 0
      case .bool: 1
      case .int: 2
      case .uint: 3
      case .double: 4
      case .string: 5
      case .bytes: 6
      case .list: 7
      case .map: 8
      case .timestamp: 9
      case .duration: 10
      case .type: 11
      case .optional: 12
      case .opaque: 13
      case .unknown: 14
      }
    rawValue = 1 << bit
  }

  /// The kinds of values that a type accepts; of opaque values the type has to be asked itself.
  init(accepting type: CELType) {
    let bits: UInt16 =
      switch type {
      case .dyn, .parameter: UInt16.max
      case .null: 1 << 0
      case .bool: 1 << 1
      case .int: 1 << 2
      case .uint: 1 << 3
      case .double: 1 << 4
      case .string: 1 << 5
      case .bytes: 1 << 6
      case .list: 1 << 7
      case .map, .object: 1 << 8
      case .timestamp: 1 << 9
      case .duration: 1 << 10
      case .type: 1 << 11
      case .optional: 1 << 12
      case .opaque: 1 << 13
      }
    rawValue = bits
  }
}
