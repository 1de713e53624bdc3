// Values as the language would write them.

extension Value: CustomStringConvertible {
  /// The value in the language's own notation: `'text'`, `[1, 2u]`, `timestamp('…')`.
  ///
  /// What is nested deeper than 32 levels is shown as `…`.
  public var description: String { description(levels: 32) }

  private func description(levels: Int) -> String {
    guard levels > 0 else { return "…" }
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return String(value)
    case .uint(let value): return "\(value)u"
    case .double(let value): return value.celLiteral
    case .string(let value): return value.celLiteral
    case .bytes(let value): return "b" + value.celLiteral
    case .timestamp(let value): return "timestamp('\(value)')"
    case .duration(let value): return "duration('\(value)')"
    case .type(let value): return value.name
    case .optional(nil): return "optional.none()"
    case .optional(let value?): return "optional.of(\(value.description(levels: levels - 1)))"
    case .opaque(let value): return "\(value.typeName)(\(value.text.celLiteral))"
    case .unknown(let set): return "unknown(\(set.names.joined(separator: ", ")))"
    case .list(let list):
      return "[" + list.elements.map { $0.description(levels: levels - 1) }.joined(separator: ", ") + "]"
    case .map(let map): return Value.description(map, levels: levels - 1)
    }
  }

  private static func description(_ map: MapValue, levels: Int) -> String {
    let entries = map.keys.map { key in
      let value = (try? map.value(forKey: key)) ?? .null
      return "\(key): \(value.description(levels: levels))"
    }
    return "{" + entries.joined(separator: ", ") + "}"
  }
}

extension Double {
  /// The number so that it reads back as a double.
  fileprivate var celLiteral: String {
    if isNaN { return "double('NaN')" }
    if isInfinite { return self < 0 ? "double('-Infinity')" : "double('Infinity')" }
    return description
  }
}

extension String {
  /// The text as a string literal with single quotes.
  var celLiteral: String {
    var out = "'"
    for scalar in unicodeScalars {
      switch scalar {
      case "'", "\\": out += "\\" + String(scalar)
      default: out += scalar.value < 0x20 || scalar.value == 0x7F ? scalar.celEscape : String(scalar)
      }
    }
    return out + "'"
  }
}

extension Unicode.Scalar {
  /// A control character as an escape sequence.
  var celEscape: String {
    switch self {
    case "\u{07}": return "\\a"
    case "\u{08}": return "\\b"
    case "\u{0C}": return "\\f"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\u{0B}": return "\\v"
    default:
      let digits = String(value, radix: 16)
      return "\\x" + String(repeating: "0", count: max(0, 2 - digits.count)) + digits
    }
  }
}

extension [UInt8] {
  fileprivate var celLiteral: String {
    var out = "'"
    for byte in self {
      let scalar = Unicode.Scalar(byte)
      switch byte {
      case 0x27, 0x5C: out += "\\" + String(scalar)
      case 0x20..<0x7F: out += String(scalar)
      default: out += scalar.celEscape
      }
    }
    return out + "'"
  }
}
