/// A map of an adapter that somebody else keeps: the variable or the value that a chain of selections begins with.
///
/// To call a method of an adapter counts a reference to it, unless the compiler sees what keeps it; so it is called by its type, and
/// is itself a pointer.
struct LentMap {
  private let type: any MapAdapter.Type
  private let adapter: UnsafeRawPointer
  var node: UInt32
  /// Whether an optional field has led to it.
  var isPresent = false

  init(_ adapter: any MapAdapter, node: UInt32) {
    type = Swift.type(of: adapter)
    self.adapter = UnsafeRawPointer(Unmanaged.passUnretained(adapter as AnyObject).toOpaque())
    self.node = node
  }

  /// The map as a value, which keeps the adapter.
  var value: Value { .map(.adapted(type.kept(adapter), node: node)) }

  func value(forField field: FieldName) throws(EvaluationError) -> Value? {
    try type.value(adapter, inMap: node, forField: field)
  }

  func map(forField field: FieldName) -> UInt32? { type.map(adapter, inMap: node, forField: field) }

  func has(_ field: FieldName) -> Bool? { type.has(adapter, inMap: node, field: field) }

  func compare(_ field: FieldName, with text: FieldName) -> TextComparison {
    type.compare(adapter, inMap: node, forField: field, with: text)
  }

  func text(forField field: FieldName) -> LentText { type.text(adapter, inMap: node, forField: field) }
}

// An adapter has these by itself.
extension MapAdapter {
  public static func kept(_ adapter: UnsafeRawPointer) -> any MapAdapter {
    Unmanaged<Self>.fromOpaque(adapter).takeUnretainedValue()
  }

  public static func value(
    _ adapter: UnsafeRawPointer, inMap node: UInt32, forField field: FieldName
  ) throws(EvaluationError) -> Value? {
    try lent(adapter) { adapter in
      Result { () throws(EvaluationError) in try adapter.value(inMap: node, forField: field) }
    }.get()
  }

  public static func map(_ adapter: UnsafeRawPointer, inMap node: UInt32, forField field: FieldName)
    -> UInt32?
  {
    lent(adapter) { $0.map(inMap: node, forField: field) }
  }

  public static func has(_ adapter: UnsafeRawPointer, inMap node: UInt32, field: FieldName) -> Bool? {
    lent(adapter) { $0.has(inMap: node, field: field) }
  }

  public static func compare(
    _ adapter: UnsafeRawPointer, inMap node: UInt32, forField field: FieldName, with text: FieldName
  ) -> TextComparison {
    lent(adapter) { $0.compare(inMap: node, forField: field, with: text) }
  }

  public static func text(_ adapter: UnsafeRawPointer, inMap node: UInt32, forField field: FieldName)
    -> LentText
  {
    lent(adapter) { $0.text(inMap: node, forField: field) }
  }

  @inline(__always)
  private static func lent<Answer>(_ adapter: UnsafeRawPointer, _ ask: (Self) -> Answer) -> Answer {
    Unmanaged<Self>.fromOpaque(adapter)._withUnsafeGuaranteedRef(ask)
  }
}
