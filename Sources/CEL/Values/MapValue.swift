/// A map: held here, or read from an adapter.
public enum MapValue: Sendable {
  case native(NativeMap)
  case adapted(any MapAdapter, node: UInt32)

  /// How many entries there are.
  public var count: Int {
    switch self {
    case .native(let map): map.entries.count
    case .adapted(let adapter, let node): adapter.count(ofMap: node)
    }
  }

  /// The keys, in the order in which they were written.
  public var keys: [Value] {
    switch self {
    case .native(let map): map.entries.map(\.key.value)
    case .adapted(let adapter, let node): adapter.keys(ofMap: node).map(Value.string)
    }
  }

  /// The value of a key; `nil` where there is none, also for a key that no map can have, such as a list.
  ///
  /// - Throws: what the adapter throws.
  public func value(forKey key: Value) throws(EvaluationError) -> Value? {
    switch self {
    case .native(let map):
      guard let key = MapKey(key) else { return nil }
      return map[key]
    case .adapted(let adapter, let node):
      guard case .string(let key) = key else { return nil }
      return try adapter.value(inMap: node, forKey: key)
    }
  }

  func value(forField field: FieldName) throws(EvaluationError) -> Value? {
    switch self {
    case .native(let map): map[field: field.text]
    case .adapted(let adapter, let node): try adapter.value(inMap: node, forField: field)
    }
  }
}

/// A map that an expression or its caller made: entries in the order in which they were written.
public struct NativeMap: Sendable {
  public typealias Entry = (key: MapKey, value: Value)

  private let storage: NativeMapStorage

  /// A map of these entries; the first of two equal keys counts.
  public init(_ entries: [Entry]) { storage = NativeMapStorage(entries) }

  /// A map with string keys.
  public init(fields: [(String, Value)]) { self.init(fields.map { (.string($0.0), $0.1) }) }

  public var entries: [Entry] { storage.entries }

  /// Whether two entries had the same key.
  var hasDuplicates: Bool { storage.hasDuplicates }

  public subscript(key: MapKey) -> Value? {
    if storage.index.isEmpty {
      for entry in storage.entries where entry.key == key { return entry.value }
      return nil
    }
    return storage.index[key].map { storage.entries[$0].value }
  }

  subscript(field field: String) -> Value? { self[.string(field)] }
}

final class NativeMapStorage: Sendable {
  let entries: [NativeMap.Entry]
  /// Where each key is in `entries`; left empty for small maps, which are searched.
  let index: [MapKey: Int]
  let hasDuplicates: Bool

  private static let searched = 8

  init(_ entries: [NativeMap.Entry]) {
    self.entries = entries
    if entries.count <= Self.searched {
      index = [:]
      hasDuplicates = entries.indices.contains { later in
        entries[..<later].contains { $0.key == entries[later].key }
      }
      return
    }
    var index: [MapKey: Int] = [:]
    index.reserveCapacity(entries.count)
    var duplicates = false
    for (place, entry) in entries.enumerated() {
      if index[entry.key] == nil { index[entry.key] = place } else { duplicates = true }
    }
    self.index = index
    hasDuplicates = duplicates
  }
}
