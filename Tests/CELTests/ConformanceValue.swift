import CEL
import Foundation

/// Reads the values and types of the conformance suite's own notation: `{"int":"5"}`, `{"map":[[k,v]]}`, `list(int)`.
enum ConformanceValue {
  static func read(_ json: Any?) -> Value? {
    guard let fields = json as? [String: Any], let (kind, content) = fields.first else { return nil }
    switch (kind, content) {
    case ("null", _): return .null
    case ("bool", let value as Bool): return .bool(value)
    case ("int", let value as String): return Int64(value).map(Value.int)
    case ("uint", let value as String): return UInt64(value).map(Value.uint)
    case ("double", let value as String): return Double(value).map(Value.double)
    case ("string", let value as String): return .string(value)
    case ("bytes", let value as String): return Data(base64Encoded: value).map { .bytes(Array($0)) }
    case ("list", let elements as [Any]):
      let values = elements.compactMap(read)
      return values.count == elements.count ? .list(values) : nil
    case ("map", let entries as [[Any]]): return map(entries)
    case ("timestamp", let value as String): return Timestamp(rfc3339: value).map(Value.timestamp)
    case ("duration", let value as String): return TimeSpan(value).map(Value.duration)
    case ("type", let value as String): return type(value).map(Value.type)
    default: return nil
    }
  }

  private static func map(_ entries: [[Any]]) -> Value? {
    var read: [NativeMap.Entry] = []
    for entry in entries where entry.count == 2 {
      guard let key = Self.read(entry[0]).flatMap(MapKey.init), let value = Self.read(entry[1]) else {
        return nil
      }
      read.append((key, value))
    }
    return read.count == entries.count ? .map(.native(NativeMap(read))) : nil
  }

  static func type(_ text: String) -> CELType? {
    let name = text.prefix { $0 != "(" }
    let inner = text.dropFirst(name.count + 1).dropLast()
    switch name {
    case "null_type", "null": return .null
    case "bool": return .bool
    case "int": return .int
    case "uint": return .uint
    case "double": return .double
    case "string": return .string
    case "bytes": return .bytes
    case "timestamp", "google.protobuf.Timestamp": return .timestamp
    case "duration", "google.protobuf.Duration": return .duration
    case "dyn": return .dyn
    case "type": return .type(.dyn)
    case "list": return inner.isEmpty ? .list(.dyn) : type(String(inner)).map(CELType.list)
    case "map":
      guard let comma = inner.firstIndex(of: ",") else { return .map(key: .dyn, value: .dyn) }
      let value = inner[inner.index(after: comma)...].drop { $0 == " " }
      guard let key = type(String(inner[..<comma])), let value = type(String(value)) else { return nil }
      return .map(key: key, value: value)
    default: return nil
    }
  }
}
