import Foundation

/// A JSON value that a test reads from an export, or puts into a plan.
indirect enum JSONText: Hashable, Codable, Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case list([JSONText])
  case object([String: JSONText])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Int.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let list = try? value.decode([JSONText].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSONText].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// The same bytes for the same value: members in the order of their keys, one on each line.
  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  // MARK: Reading

  /// A member; null where there is none.
  subscript(key: String) -> JSONText {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  var elements: [JSONText] { if case .list(let list) = self { list } else { [] } }
  var string: String? { if case .string(let text) = self { text } else { nil } }
  var isTrue: Bool { self == .bool(true) }
  var isNull: Bool { self == .null }

  static func texts(_ list: [String]) -> JSONText { .list(list.map(JSONText.string)) }
}

extension JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral elements: JSONText...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSONText)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}
