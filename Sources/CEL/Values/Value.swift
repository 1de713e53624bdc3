/// A value of the Common Expression Language.
///
/// Lists and maps are either held here or read lazily from somebody else's data (`ListAdapter`, `MapAdapter`).
/// Section "Values" of the language definition (google/cel-spec, doc/langdef.md).
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list(ListValue)
  case map(MapValue)
  case timestamp(Timestamp)
  case duration(TimeSpan)
  case type(CELType)
  /// A value that may be absent: `nil` is `optional.none()`.
  indirect case optional(Value?)
  case opaque(any OpaqueValue)
  /// A value that nobody can know yet; it names what it stands for.
  case unknown(UnknownSet)
}

extension Value {
  /// A list of values held here.
  public static func list(_ elements: [Value]) -> Value { .list(.native(elements)) }

  /// The run-time type; element types are not looked at, so a list is `list(dyn)`.
  public var type: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list(.dyn)
    case .map: .map(key: .dyn, value: .dyn)
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type(.dyn)
    case .optional: .optional(.dyn)
    case .opaque(let value): .opaque(value.typeName)
    case .unknown: .dyn
    }
  }

  /// The name of the run-time type as `type()` shows it: `int`, `list`, `google.protobuf.Timestamp`.
  public var typeName: String {
    if case .unknown = self { return "unknown" }
    return type.name
  }

  /// Whether this is `true`; anything else, errors and unknowns included, is not.
  public var isTrue: Bool {
    if case .bool(true) = self { return true }
    return false
  }
}
