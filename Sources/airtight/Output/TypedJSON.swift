import CEL
import Documents
import Reports
import SourceText

/// Values of expressions in JSON that keeps their types: an object of one member, whose name is the type.
///
/// `{"int":"5"}`, `{"uint":"5"}`, `{"double":"0.5"}`, `{"string":"a"}`, `{"bytes":"YQ=="}` (base64), `{"bool":true}`,
/// `{"null":true}`, `{"list":[v]}`, `{"map":[[k,v]]}`, `{"timestamp":"2009-02-13T23:31:30Z"}`, `{"duration":"1.5s"}`,
/// `{"type":"int"}`, `{"unknown":["name"]}`.
enum TypedJSON {
  /// Whether a node has the form of a typed value; what is inside is looked at one level deep.
  static func isTyped(_ node: DocumentNode) -> Bool {
    guard let (kind, content) = member(of: node) else { return false }
    switch kind {
    case "bool": return content.bool != nil
    case "null": return content.bool == true
    case "list": return content.kind == .sequence && content.elements.allSatisfy { member(of: $0) != nil }
    case "map": return content.kind == .sequence && content.elements.allSatisfy { $0.count == 2 }
    case "unknown": return content.kind == .sequence
    default: return content.string != nil
    }
  }

  /// Reads a typed value. Walks with a work list.
  ///
  /// - Throws: `SourceProblem` at the first node that is none.
  static func read(_ node: DocumentNode) throws(SourceProblem) -> Value {
    var waiting: [Step] = [.value(node)]
    var made: [Value] = []
    while let step = waiting.popLast() {
      switch step {
      case .list(let count):
        let elements = Array(made.suffix(count))
        made.removeLast(count)
        made.append(.list(elements))
      case .map(let node, let count):
        let values = Array(made.suffix(2 * count))
        made.removeLast(2 * count)
        made.append(try map(values, node))
      case .value(let node):
        guard let (kind, content) = member(of: node) else { throw problem(node) }
        switch kind {
        case "list" where content.kind == .sequence:
          waiting.append(.list(content.count))
          waiting += content.elements.reversed().map(Step.value)
        case "map" where content.kind == .sequence:
          waiting.append(.map(content, content.count))
          for pair in content.elements.reversed() {
            guard pair.kind == .sequence, pair.count == 2 else { throw problem(pair) }
            waiting += pair.elements.reversed().map(Step.value)
          }
        default: made.append(try leaf(kind, content))
        }
      }
    }
    return made.last ?? .null
  }

  private enum Step {
    case value(DocumentNode)
    /// The values made last are its elements.
    case list(Int)
    /// The values made last are its keys and values in turns.
    case map(DocumentNode, Int)
  }

  private static let kinds: Set<String> = [
    "null", "bool", "int", "uint", "double", "string", "bytes", "list", "map", "timestamp", "duration",
    "type",
    "unknown",
  ]

  private static func member(of node: DocumentNode) -> (kind: String, content: DocumentNode)? {
    guard node.isMapping, node.count == 1, let pair = node.pairs.first(where: { _ in true }),
      let kind = pair.key.text, kinds.contains(kind)
    else { return nil }
    return (kind, pair.value)
  }

  private static func map(_ values: [Value], _ node: DocumentNode) throws(SourceProblem) -> Value {
    var entries: [NativeMap.Entry] = []
    for index in stride(from: 0, to: values.count, by: 2) {
      guard let key = MapKey(values[index]) else {
        throw SourceProblem("a map's key is a bool, int, uint or string", at: node.span)
      }
      entries.append((key, values[index + 1]))
    }
    return .map(.native(NativeMap(entries)))
  }

  private static func leaf(_ kind: String, _ content: DocumentNode) throws(SourceProblem) -> Value {
    let text = content.string ?? ""
    let value: Value? =
      switch kind {
      case "null": .null
      case "bool": content.bool.map(Value.bool)
      case "string": content.string.map(Value.string)
      case "int": Int64(text).map(Value.int)
      case "uint": UInt64(text).map(Value.uint)
      case "double": Double(text).map(Value.double)
      case "bytes": Base64.decode(text).map(Value.bytes)
      case "timestamp": Timestamp(rfc3339: text).map(Value.timestamp)
      case "duration": TimeSpan(text).map(Value.duration)
      case "type": CELType(text).map(Value.type)
      case "unknown": UnknownSet(content.elements.compactMap(\.string)).map(Value.unknown)
      default: nil
      }
    guard let value else { throw problem(content, kind) }
    return value
  }

  private static func problem(_ node: DocumentNode, _ kind: String? = nil) -> SourceProblem {
    guard let kind else {
      return SourceProblem(
        "this is no typed value; allowed is an object of one member such as {\"int\":\"5\"}", at: node.span)
    }
    return SourceProblem("this is no value of type '\(kind)'", at: node.span)
  }
}

extension TypedJSON {
  /// Writes a typed value. Walks with a work list.
  static func write(_ value: Value, _ json: inout JSONWriter) {
    var waiting: [Output] = [.value(value)]
    while let step = waiting.popLast() {
      switch step {
      case .endObject: json.endObject()
      case .endArray: json.endArray()
      case .beginArray: json.beginArray()
      case .value(.list(let list)):
        open("list", &json, &waiting)
        waiting += list.elements.reversed().map(Output.value)
      case .value(.map(let map)):
        open("map", &json, &waiting)
        for key in map.keys.reversed() {
          let value = (try? map.value(forKey: key)) ?? .null
          waiting += [.endArray, .value(value), .value(key), .beginArray]
        }
      case .value(.optional(let wrapped?)):
        json.beginObject()
        json.key("optional")
        waiting += [.endObject, .value(wrapped)]
      case .value(let value): leaf(value, &json)
      }
    }
  }

  private enum Output {
    case value(Value)
    case beginArray, endArray, endObject
  }

  private static func open(_ kind: StaticString, _ json: inout JSONWriter, _ waiting: inout [Output]) {
    json.beginObject()
    json.key(kind)
    json.beginArray()
    waiting += [.endObject, .endArray]
  }

  private static func leaf(_ value: Value, _ json: inout JSONWriter) {
    json.object { json in
      switch value {
      case .null: json.member("null", true)
      case .bool(let flag): json.member("bool", flag)
      case .int(let number): json.member("int", String(number))
      case .uint(let number): json.member("uint", String(number))
      case .double(let number): json.member("double", number.description)
      case .string(let text): json.member("string", text)
      case .bytes(let bytes): json.member("bytes", Base64.encode(bytes))
      case .timestamp(let time): json.member("timestamp", time.description)
      case .duration(let span): json.member("duration", span.description)
      case .type(let type): json.member("type", type.name)
      case .opaque(let value):
        json.member("opaque") { json in
          json.key(named: value.typeName)
          json.string(value.text)
        }
      case .unknown(let set): json.member("unknown", strings: set.names)
      case .optional, .list, .map:
        json.key("optional")
        json.null()
      }
    }
  }
}
