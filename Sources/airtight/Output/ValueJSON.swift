import CEL
import Documents
import Reports

/// Values of expressions from and to JSON.
enum ValueJSON {
  /// A JSON node as a value; whole numbers are ints. Nesting is bounded by the reader's depth limit.
  static func value(of node: DocumentNode) -> Value {
    switch node.kind {
    case .mapping:
      return .map(
        .native(NativeMap(fields: node.pairs.map { ($0.key.text ?? "", value(of: $0.value)) })))
    case .sequence: return .list(node.elements.map(value(of:)))
    case .scalar, .alias: break
    }
    switch node.scalar {
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(number)
    case .uint(let number): return .uint(number)
    case .double(let number): return .double(number)
    case .string(let text), .bigInteger(let text): return .string(text)
    case .null, nil: return .null
    }
  }

  /// Writes a value as JSON; what JSON has no form for is written as its text.
  static func write(_ value: Value, _ json: inout JSONWriter) {
    switch value {
    case .null: json.null()
    case .bool(let flag): json.bool(flag)
    case .int(let number): json.number(number)
    case .uint(let number): json.number(number)
    case .double(let number):
      if number.isFinite {
        json.number(written: Rendering.double(number))
      } else {
        json.string(Rendering.double(number))
      }
    case .string(let text): json.string(text)
    case .bytes(let bytes): json.array(bytes) { $0.number($1) }
    case .list(let list): json.array(list.elements) { write($1, &$0) }
    case .map(let map):
      json.object { json in
        for key in map.keys {
          guard let value = try? map.value(forKey: key) else { continue }
          json.key(Rendering.text(of: key))
          write(value, &json)
        }
      }
    case .type(let type): json.string(type.name)
    case .optional(let inner):
      if let inner { write(inner, &json) } else { json.null() }
    default: json.string(value.typeName)
    }
  }
}
