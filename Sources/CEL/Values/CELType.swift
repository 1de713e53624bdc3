/// A type of the language, as variables and functions declare it and the checker deduces it.
public indirect enum CELType: Hashable, Sendable {
  case null
  case bool
  case int
  case uint
  case double
  case string
  case bytes
  case timestamp
  case duration
  /// Any type; what it is shows during evaluation.
  case dyn
  case list(CELType)
  case map(key: CELType, value: CELType)
  case optional(CELType)
  /// The type of types: `type(int)` is the type of the name `int`.
  case type(CELType)
  /// A type of an extension, by its name, such as `net.IP`.
  case opaque(String)
  /// A map with declared fields, by the name of the `ObjectType` in the environment.
  case object(String)
  /// A type variable of a function's declaration, such as the `A` of `size(list(A))`: any type, the same one
  /// wherever the number is the same.
  case parameter(Int)

  /// The name without parameters, as a type value shows it.
  public var name: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .dyn: "dyn"
    case .list: "list"
    case .map: "map"
    case .optional: "optional_type"
    case .type: "type"
    case .opaque(let name), .object(let name): name
    case .parameter(let number): "T\(number)"
    }
  }
}

extension CELType: CustomStringConvertible {
  /// The type with its parameters: `map(string, list(int))`.
  public var description: String {
    switch self {
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .optional(let wrapped): "optional_type(\(wrapped))"
    case .type(.dyn): "type"
    case .type(let wrapped): "type(\(wrapped))"
    default: name
    }
  }
}
