/// What a scalar stands for.
package enum ScalarValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  /// A whole number above `Int64.max`.
  case uint(UInt64)
  case double(Double)
  /// A whole number too large for 64 bits: its decimal digits, with the sign.
  case bigInteger(String)
  case string(String)

  /// A plain scalar of a syntax. A zone file's and an SQL text's scalars are strings.
  package init(plain text: UnsafeBufferPointer<UInt8>, syntax: DocumentSyntax) {
    switch syntax {
    case .yaml: self = YAMLScalarResolution.resolve(text)
    case .json: self = JSONScalarResolution.resolve(text)
    case .zone, .sql: self = .string(String(decoding: text, as: UTF8.self))
    }
  }

  /// A scalar with an explicit YAML tag; a tag that does not fit the text, or is unknown, leaves a string.
  package init(tag: String, text: String, plain: Bool) {
    switch tag {
    case "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:null":
      self = text.utf8.withContiguousStorageIfAvailable(YAMLScalarResolution.resolve) ?? .string(text)
    case "tag:yaml.org,2002:float":
      let value = text.utf8.withContiguousStorageIfAvailable(YAMLScalarResolution.resolve)
      if case .int(let whole) = value { self = .double(Double(whole)) } else { self = value ?? .string(text) }
    default:
      self = .string(text)
    }
  }
}
