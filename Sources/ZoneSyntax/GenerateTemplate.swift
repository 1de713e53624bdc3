import Networking
import SourceText

/// The left or right side of a `$GENERATE`: text in which `$` stands for the counter.
struct GenerateTemplate {
  enum Failure: Error {
    case modifier
    case overflow
  }

  private enum Part {
    case text([UInt8])
    case counter(Modifier)
  }

  /// `${offset,width,base}`.
  private struct Modifier {
    var offset: Int64 = 0
    var width = 0
    var base = UInt8(ascii: "d")
  }

  private var parts: [Part] = []

  /// Reads a template. `$$` is a dollar sign; a backslash and what follows it are copied.
  init(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
    var plain: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: "\\") {
        plain.append(byte)
        if index < text.count {
          plain.append(text[index])
          index += 1
        }
      } else if byte != UInt8(ascii: "$") {
        plain.append(byte)
      } else if index < text.count, text[index] == UInt8(ascii: "$") {
        plain.append(byte)
        index += 1
      } else {
        parts.append(.text(plain))
        plain = []
        parts.append(.counter(try GenerateTemplate.modifier(text, &index)))
      }
    }
    parts.append(.text(plain))
  }

  /// The modifier behind a dollar sign, if there is one.
  private static func modifier(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(Failure)
    -> Modifier
  {
    var modifier = Modifier()
    guard index < text.count, text[index] == UInt8(ascii: "{") else { return modifier }
    guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")) else { throw .modifier }
    let fields = text[(index + 1)..<close].split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    index = close + 1
    guard (1...3).contains(fields.count) else { throw .modifier }
    var digits = fields[0]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    guard let offset = ZoneNumber.decimal(UnsafeBufferPointer(rebasing: digits)) else { throw .modifier }
    modifier.offset = isNegative ? -Int64(offset) : Int64(offset)
    if fields.count > 1 {
      guard let width = ZoneNumber.decimal(UnsafeBufferPointer(rebasing: fields[1])), width <= 127 else {
        throw .modifier
      }
      modifier.width = Int(width)
    }
    if fields.count > 2 {
      guard fields[2].count == 1, let base = fields[2].first, "doxXnN".utf8.contains(base) else {
        throw .modifier
      }
      modifier.base = base
    }
    return modifier
  }

  /// Writes the template with a counter put in.
  func append(_ counter: UInt32, to output: inout [UInt8]) throws(Failure) {
    for part in parts {
      switch part {
      case .text(let text): output += text
      case .counter(let modifier):
        guard let value = Int32(exactly: Int64(counter) + modifier.offset) else { throw .overflow }
        GenerateTemplate.append(value, modifier, to: &output)
      }
    }
  }

  private static func append(_ value: Int32, _ modifier: Modifier, to output: inout [UInt8]) {
    let bits = UInt32(bitPattern: value)
    switch modifier.base {
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      appendNibbles(bits, modifier.width, uppercase: modifier.base == UInt8(ascii: "N"), to: &output)
    case UInt8(ascii: "o"): appendPadded(String(bits, radix: 8), modifier.width, to: &output)
    case UInt8(ascii: "x"): appendPadded(String(bits, radix: 16), modifier.width, to: &output)
    case UInt8(ascii: "X"):
      appendPadded(String(bits, radix: 16, uppercase: true), modifier.width, to: &output)
    default:
      if value < 0 { output.append(UInt8(ascii: "-")) }
      appendPadded(String(value.magnitude), modifier.width - (value < 0 ? 1 : 0), to: &output)
    }
  }

  private static func appendPadded(_ digits: String, _ width: Int, to output: inout [UInt8]) {
    for _ in 0..<Swift.max(0, width - digits.utf8.count) { output.append(UInt8(ascii: "0")) }
    output += digits.utf8
  }

  /// Hexadecimal digits, lowest first, with dots between them; the width counts the dots, as in BIND.
  private static func appendNibbles(_ value: UInt32, _ width: Int, uppercase: Bool, to output: inout [UInt8])
  {
    var (value, width) = (value, width)
    repeat {
      output += String(value & 15, radix: 16, uppercase: uppercase).utf8
      value >>= 4
      width -= 1
      if width > 0 || value != 0 {
        output.append(UInt8(ascii: "."))
        width -= 1
      }
    } while value != 0 || width > 0
  }
}
