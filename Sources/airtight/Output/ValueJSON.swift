import CEL
import Documents
import Reports

/// Values of expressions from and to plain JSON.
enum ValueJSON {
  /// A JSON node as a value: whole numbers are ints, what is beyond them is a uint or a double. Walks with a work
  /// list.
  static func value(of node: DocumentNode) -> Value {
    var waiting: [Step] = [.value(node)]
    var made: [Value] = []
    while let step = waiting.popLast() {
      switch step {
      case .list(let count):
        let elements = Array(made.suffix(count))
        made.removeLast(count)
        made.append(.list(elements))
      case .map(let keys):
        let values = made.suffix(keys.count)
        let fields = Array(zip(keys, values))
        made.removeLast(keys.count)
        made.append(.map(.native(NativeMap(fields: fields))))
      case .value(let node):
        switch node.kind {
        case .mapping:
          let pairs = Array(node.pairs)
          waiting.append(.map(pairs.map { $0.key.text ?? "" }))
          waiting += pairs.reversed().map { .value($0.value) }
        case .sequence:
          waiting.append(.list(node.count))
          waiting += node.elements.reversed().map(Step.value)
        case .scalar, .alias: made.append(scalar(node))
        }
      }
    }
    return made.last ?? .null
  }

  private enum Step {
    case value(DocumentNode)
    /// The values made last are its elements.
    case list(Int)
    /// The values made last are those of its keys.
    case map([String])
  }

  private static func scalar(_ node: DocumentNode) -> Value {
    switch node.scalar {
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .uint(let number): .uint(number)
    case .double(let number): .double(number)
    case .bigInteger(let digits): Double(digits).map(Value.double) ?? .string(digits)
    case .string(let text): .string(text)
    case .null, nil: .null
    }
  }

  /// Writes a value as JSON: bytes in base64, times and what else JSON has no form for as their text, an optional as
  /// what it holds or null. Walks with a work list.
  static func write(_ value: Value, _ json: inout JSONWriter) {
    var waiting: [Output] = [.value(value)]
    while let step = waiting.popLast() {
      switch step {
      case .endObject: json.endObject()
      case .endArray: json.endArray()
      case .key(let key): json.key(named: key)
      case .value(.optional(let wrapped?)): waiting.append(.value(wrapped))
      case .value(.list(let list)):
        json.beginArray()
        waiting.append(.endArray)
        waiting += list.elements.reversed().map(Output.value)
      case .value(.map(let map)):
        json.beginObject()
        waiting.append(.endObject)
        for key in map.keys.reversed() {
          guard let value = try? map.value(forKey: key) else { continue }
          waiting += [.value(value), .key(name(of: key))]
        }
      case .value(let value): leaf(value, &json)
      }
    }
  }

  private enum Output {
    case value(Value)
    case key(String)
    case endArray, endObject
  }

  private static func name(of key: Value) -> String {
    if case .string(let text) = key { text } else { key.description }
  }

  private static func leaf(_ value: Value, _ json: inout JSONWriter) {
    switch value {
    case .null, .optional, .list, .map: json.null()
    case .bool(let flag): json.bool(flag)
    case .int(let number): json.number(number)
    case .uint(let number): json.number(number)
    case .double(let number):
      if number.isFinite { json.number(written: number.description) } else { json.string(number.description) }
    case .string(let text): json.string(text)
    case .bytes(let bytes): json.string(Base64.encode(bytes))
    case .timestamp(let time): json.string(time.description)
    case .duration(let span): json.string(span.description)
    case .type(let type): json.string(type.name)
    case .opaque(let value): json.string(value.text)
    case .unknown(let set): json.array(set.names) { $0.string($1) }
    }
  }
}
