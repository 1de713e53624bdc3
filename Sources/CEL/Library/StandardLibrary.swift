/// The functions of the language itself, by name, form and number of arguments.
enum StandardLibrary {
  static let functions: [FunctionKey: FunctionImplementation] = {
    var table: [FunctionKey: FunctionImplementation] = [:]
    for function in [core, conversions, StringLibrary.functions, OptionalLibrary.functions].joined() {
      table[FunctionKey(name: function.name, isMember: function.isMember, arity: function.arity)] =
        function.body
    }
    return table
  }()

  private static let core: [Function] = [
    Function("size", arity: 1) { (values) throws(EvaluationError) in try size(values[0]) },
    Function("size", isMember: true, arity: 1) { (values) throws(EvaluationError) in try size(values[0]) },
    Function("type", arity: 1) { (values) throws(EvaluationError) in .type(values[0].type) },
    Function("dyn", arity: 1) { (values) throws(EvaluationError) in values[0] },
    Function("-_", arity: 1) { (values) throws(EvaluationError) in try negated(values[0]) },
    Function("matches", isMember: true, arity: 2) { (values) throws(EvaluationError) in
      try matches(values)
    },
    Function("matches", arity: 2) { (values) throws(EvaluationError) in try matches(values) },
  ]

  private static func size(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .string(let text): return .int(Int64(text.unicodeScalars.count))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    case .list(let list): return .int(Int64(list.count))
    case .map(let map): return .int(Int64(map.count))
    default: throw EvaluationError.noOverload("size", value)
    }
  }

  private static func negated(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number):
      guard number != .min else { throw EvaluationError.overflow("-\(number)") }
      return .int(-number)
    case .double(let number): return .double(-number)
    default: throw EvaluationError.noOverload("-", value)
    }
  }

  private static func matches(_ values: [Value]) throws(EvaluationError) -> Value {
    guard case .string(let text) = values[0], case .string(let pattern) = values[1] else {
      throw EvaluationError.noOverload("matches", values[0], values[1])
    }
    return .bool(try RegularExpression(pattern).isFound(in: text))
  }
}

// Conversions.
extension StandardLibrary {
  private static let conversions: [Function] = [
    Function("int", arity: 1) { (values) throws(EvaluationError) in try toInt(values[0]) },
    Function("uint", arity: 1) { (values) throws(EvaluationError) in try toUInt(values[0]) },
    Function("double", arity: 1) { (values) throws(EvaluationError) in try toDouble(values[0]) },
    Function("string", arity: 1) { (values) throws(EvaluationError) in try toString(values[0]) },
    Function("bytes", arity: 1) { (values) throws(EvaluationError) in try toBytes(values[0]) },
    Function("bool", arity: 1) { (values) throws(EvaluationError) in try toBool(values[0]) },
  ]

  private static func toInt(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .int: return value
    case .uint(let number):
      if let whole = Int64(exactly: number) { return .int(whole) }
      throw EvaluationError.overflow("int(\(number))")
    case .double(let number):
      if number > -9_223_372_036_854_775_808, number < 9_223_372_036_854_775_808 {
        return .int(Int64(number))
      }
      throw EvaluationError.overflow("int(\(number))")
    case .string(let text):
      if let whole = Int64(text) { return .int(whole) }
      throw EvaluationError.invalid("int() of a string that is no whole number")
    case .timestamp(let time): return .int(time.seconds)
    default: throw EvaluationError.noOverload("int", value)
    }
  }

  private static func toUInt(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .uint: return value
    case .int(let number):
      if let whole = UInt64(exactly: number) { return .uint(whole) }
      throw EvaluationError.overflow("uint(\(number))")
    case .double(let number):
      if number >= 0, number < 18_446_744_073_709_551_616 { return .uint(UInt64(number)) }
      throw EvaluationError.overflow("uint(\(number))")
    case .string(let text):
      if let whole = UInt64(text) { return .uint(whole) }
      throw EvaluationError.invalid("uint() of a string that is no whole number")
    default: throw EvaluationError.noOverload("uint", value)
    }
  }

  private static func toDouble(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .double: return value
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    case .string(let text):
      if let number = Double(text) { return .double(number) }
      throw EvaluationError.invalid("double() of a string that is no number")
    default: throw EvaluationError.noOverload("double", value)
    }
  }

  private static func toString(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .string: return value
    case .int, .uint, .double, .bool: return .string(Rendering.text(of: value))
    case .bytes(let bytes):
      if let text = String(validating: bytes, as: UTF8.self) { return .string(text) }
      throw EvaluationError.invalid("string() of bytes that are no UTF-8")
    default: throw EvaluationError.noOverload("string", value)
    }
  }

  private static func toBytes(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .bytes: return value
    case .string(let text): return .bytes(Array(text.utf8))
    default: throw EvaluationError.noOverload("bytes", value)
    }
  }

  private static func toBool(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .bool: return value
    case .string("true"), .string("True"), .string("TRUE"), .string("t"), .string("1"): return .bool(true)
    case .string("false"), .string("False"), .string("FALSE"), .string("f"), .string("0"): return .bool(false)
    case .string: throw EvaluationError.invalid("bool() of a string that is neither true nor false")
    default: throw EvaluationError.noOverload("bool", value)
    }
  }
}
