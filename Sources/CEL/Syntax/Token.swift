/// A token of the language, with the place where it stands: 0-based UTF-8 byte offsets.
struct Token: Equatable {
  enum Kind: Equatable {
    case identifier(String)
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// An operator or a bracket, as written.
    case symbol(String)
    case end
  }

  var kind: Kind
  var start: Int
  var end: Int

  /// The token as an error message shows it.
  var description: String {
    switch kind {
    case .identifier(let name): "'\(name)'"
    case .int, .uint, .double: "a number"
    case .string: "a string"
    case .bytes: "bytes"
    case .symbol(let text): "'\(text)'"
    case .end: "the end of the expression"
    }
  }
}
