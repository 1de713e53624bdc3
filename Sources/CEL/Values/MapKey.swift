/// A key of a map. Numbers are the same key where they are the same number, whatever their type.
public enum MapKey: Sendable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case string(String)

  /// The key that a value stands for: a bool, a string, or a whole number; `nil` for anything else.
  public init?(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = .uint(value)
    case .string(let value): self = .string(value)
    case .double(let value):
      if let whole = value.wholeInt {
        self = .int(whole)
      } else if let whole = value.wholeUint {
        self = .uint(whole)
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// The key as a value.
  public var value: Value {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .uint(let value): .uint(value)
    case .string(let value): .string(value)
    }
  }
}

extension MapKey: Hashable {
  public static func == (left: MapKey, right: MapKey) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.uint(let left), .uint(let right)): left == right
    case (.int(let left), .uint(let right)): left == right
    case (.uint(let left), .int(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(UInt64(bitPattern: value))
    case .uint(let value): hasher.combine(value)
    case .string(let value): for byte in value.utf8 { hasher.combine(byte) }
    }
  }
}

extension String {
  /// Whether the two have the same Unicode scalars. The language does not normalise, Swift's `==` does.
  func hasSameScalars(as other: String) -> Bool {
    self == other && utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

extension Double {
  /// The number as an integer, if it is a whole one in range.
  var wholeInt: Int64? {
    guard self >= -0x1p63, self < 0x1p63 else { return nil }
    let whole = Int64(self)
    return Double(whole) == self ? whole : nil
  }

  /// The number as an integer that is not negative, if it is a whole one in range.
  var wholeUint: UInt64? {
    guard self >= 0, self < 0x1p64 else { return nil }
    let whole = UInt64(self)
    return Double(whole) == self ? whole : nil
  }
}
