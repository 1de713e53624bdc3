/// The types that occur in the declarations of the built-in functions, as one byte each, so that the tables of
/// functions cost nothing to set up.
enum TypeCode: UInt8, Sendable {
  /// No further parameter.
  case none
  case null, bool, int, uint, double, string, bytes, timestamp, duration, dyn, type
  /// The type variables of a declaration.
  case a, b
  case listA, listB, mapAB, optionalA, optionalB
  case listInt, listUint, listDouble, listString, listBool, listBytes, listTimestamp, listDuration, listDyn
  case listListA, listMapAB, mapIntString, mapStringListString
  case optionalString, optionalListString, optionalMapIntString
  case ip, cidr, url, quantity, semver, namedFormat, optionalNamedFormat

  /// The type, where the type variables are `parameter(base)` and `parameter(base + 1)`.
  func type(base: Int) -> CELType {
    switch self {
    case .none, .dyn: .dyn
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type(.parameter(base))
    case .a: .parameter(base)
    case .b: .parameter(base + 1)
    case .ip: .opaque("net.IP")
    case .cidr: .opaque("net.CIDR")
    case .url: .opaque("kubernetes.URL")
    case .quantity: .opaque("kubernetes.Quantity")
    case .semver: .opaque("kubernetes.Semver")
    case .namedFormat: .opaque("kubernetes.NamedFormat")
    default: composite(base: base)
    }
  }

  private func composite(base: Int) -> CELType {
    switch self {
    case .listA: .list(.parameter(base))
    case .listB: .list(.parameter(base + 1))
    case .mapAB: .map(key: .parameter(base), value: .parameter(base + 1))
    case .optionalA: .optional(.parameter(base))
    case .optionalB: .optional(.parameter(base + 1))
    case .listInt: .list(.int)
    case .listUint: .list(.uint)
    case .listDouble: .list(.double)
    case .listString: .list(.string)
    case .listBool: .list(.bool)
    case .listBytes: .list(.bytes)
    case .listTimestamp: .list(.timestamp)
    case .listDuration: .list(.duration)
    case .listListA: .list(.list(.parameter(base)))
    case .listMapAB: .list(.map(key: .parameter(base), value: .parameter(base + 1)))
    case .mapIntString: .map(key: .int, value: .string)
    case .mapStringListString: .map(key: .string, value: .list(.string))
    case .optionalString: .optional(.string)
    case .optionalListString: .optional(.list(.string))
    case .optionalMapIntString: .optional(.map(key: .int, value: .string))
    case .optionalNamedFormat: .optional(.opaque("kubernetes.NamedFormat"))
    default: .list(.dyn)
    }
  }

  /// Whether the type contains type variables.
  var isGeneric: Bool {
    switch self {
    case .a, .b, .listA, .listB, .mapAB, .optionalA, .optionalB, .listListA, .listMapAB, .type: true
    default: false
    }
  }
}

extension CELType {
  /// Whether a value can be one of this type, going by its kind alone and not by what it contains.
  func accepts(_ value: Value) -> Bool {
    switch (self, value) {
    case (.dyn, _), (.parameter, _): true
    case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double): true
    case (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration): true
    case (.list, .list), (.map, .map), (.optional, .optional), (.type, .type): true
    case (.object, .map): true
    case (.opaque(let name), .opaque(let value)): value.typeName == name
    default: false
    }
  }
}
