/// Somebody else's maps, read as they are needed.
///
/// One object answers for all maps of a document: the number that goes with each call is the map's place in it, as
/// the adapter gave it in `MapValue.adapted`. So walking down a tree makes no objects. An adapted map has string
/// keys only. Any value may be `Value.unknown`.
public protocol MapAdapter: AnyObject, Sendable {
  /// How many entries the map has.
  func count(ofMap node: UInt32) -> Int

  /// The value of a key that stands in the expression; `nil` where the map has no such key.
  ///
  /// - Throws: what the evaluation of the whole expression shall fail with.
  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value?

  /// The value of a key that was computed; `nil` where the map has no such key.
  ///
  /// - Throws: what the evaluation of the whole expression shall fail with.
  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value?

  /// All keys, in the map's own order.
  func keys(ofMap node: UInt32) -> [String]

  /// The place of the map that a key stands for which is in the expression; `nil` where there is no such key, the value is no
  /// map of this adapter, or the adapter cannot tell without making the value.
  func map(inMap node: UInt32, forField field: FieldName) -> UInt32?

  /// Whether the map has a key that stands in the expression; `nil` where the adapter has to make the value to tell.
  func has(inMap node: UInt32, field: FieldName) -> Bool?

  /// How the value of a key that stands in the expression compares with a text that does, too.
  func compare(inMap node: UInt32, forField field: FieldName, with text: FieldName) -> TextComparison

  /// The text that a key stands for which is in the expression, lent for as long as the adapter is there.
  func text(inMap node: UInt32, forField field: FieldName) -> LentText

  // The same of an adapter that the caller keeps (`LentMap`): its object is given as a pointer. They are there by themselves.

  static func kept(_ adapter: UnsafeRawPointer) -> any MapAdapter

  static func value(
    _ adapter: UnsafeRawPointer, inMap node: UInt32, forField field: FieldName
  ) throws(EvaluationError) -> Value?

  static func map(_ adapter: UnsafeRawPointer, inMap node: UInt32, forField field: FieldName) -> UInt32?

  static func has(_ adapter: UnsafeRawPointer, inMap node: UInt32, field: FieldName) -> Bool?

  static func compare(
    _ adapter: UnsafeRawPointer, inMap node: UInt32, forField field: FieldName, with text: FieldName
  ) -> TextComparison

  static func text(_ adapter: UnsafeRawPointer, inMap node: UInt32, forField field: FieldName) -> LentText
}

/// A text that an adapter shows where it stands.
public enum LentText: @unchecked Sendable {
  /// Its bytes in UTF-8.
  case text(UnsafeBufferPointer<UInt8>)
  /// There is no such key.
  case absent
  /// The value is no text, or has to be made to tell.
  case unclear
}

/// What an adapter tells of a value and a text without making the value.
public enum TextComparison: Sendable {
  case equal
  /// The value is another text, or no text and no unknown.
  case different
  /// There is no such value, or one that has to be looked at.
  case unclear
}

extension MapAdapter {
  public func map(inMap node: UInt32, forField field: FieldName) -> UInt32? { nil }

  public func has(inMap node: UInt32, field: FieldName) -> Bool? { nil }

  public func compare(
    inMap node: UInt32, forField field: FieldName, with text: FieldName
  ) -> TextComparison { .unclear }

  public func text(inMap node: UInt32, forField field: FieldName) -> LentText { .unclear }
}

/// Somebody else's lists, read as they are needed; see `MapAdapter` for the number.
public protocol ListAdapter: AnyObject, Sendable {
  /// How many elements the list has.
  func count(ofList node: UInt32) -> Int

  /// The element at a 0-based index; `nil` where there is none.
  func element(ofList node: UInt32, at index: Int) -> Value?

  /// All elements in order.
  func elements(ofList node: UInt32) -> [Value]

  /// Lends the elements' texts in order, until the body gives `false`.
  ///
  /// - Returns: whether the list was gone through to its end; not where an element is no text, or has to be made to tell.
  func eachText(ofList node: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool

  /// Whether a text is among the elements; `nil` where they have to be gone through to tell.
  func contains(_ text: String, inList node: UInt32) -> Bool?
}

extension ListAdapter {
  public func elements(ofList node: UInt32) -> [Value] {
    (0..<count(ofList: node)).compactMap { element(ofList: node, at: $0) }
  }

  public func eachText(ofList node: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool { false }

  public func contains(_ text: String, inList node: UInt32) -> Bool? { nil }
}

/// A value of an extension's own type, such as an IP address.
public protocol OpaqueValue: AnyObject, Sendable {
  /// The type's name, such as `net.IP`; the same for all values of the type.
  var typeName: String { get }

  /// The value as a reader would write it.
  var text: String { get }

  /// Whether the other one is the same value; one of another type never is.
  func isEqual(to other: any OpaqueValue) -> Bool
}
