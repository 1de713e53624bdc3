import CLibYAML
import SourceText

/// libyaml's event parser over one source, as a Swift value that owns the C parser.
///
/// The source's bytes must outlive it: it is made inside `withUnsafeBufferPointer` and never leaves the closure.
struct YAMLParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var marks: MarkOffsets

  /// - Throws: a problem if libyaml cannot allocate its buffers.
  init(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) throws(SourceProblem) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    marks = MarkOffsets(bytes, isASCII: isASCII)
    guard yaml_parser_initialize(parser) != 0 else {
      throw SourceProblem("out of memory; the YAML reader needs some 100 KiB")
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deinitialize(count: 1)
    parser.deallocate()
  }

  /// Reads the next event and lends it; it is freed when `body` returns.
  ///
  /// - Throws: the parser's complaint, with its place, or what `body` throws.
  mutating func next<Result>(
    _ body: (borrowing YAMLEvent, inout MarkOffsets) throws(SourceProblem) -> Result
  ) throws(SourceProblem) -> Result {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) != 0 else { throw problem() }
    defer { yaml_event_delete(&event) }
    return try body(YAMLEvent(event), &marks)
  }

  private mutating func problem() -> SourceProblem {
    let parser = parser.pointee
    let what = parser.problem.map { String(cString: $0) } ?? "not YAML"
    if parser.error == YAML_READER_ERROR {
      let offset = Int(parser.problem_offset)
      return SourceProblem(
        "\(what); a file is UTF-8, or UTF-16 with a byte-order mark, without control characters",
        at: ByteSpan(offset..<offset + 1))
    }
    let offset = marks.offset(of: parser.problem_mark)
    let context = parser.context.map { " " + String(cString: $0) } ?? ""
    return SourceProblem(
      YAMLSyntaxHint.explain("\(what)\(context)", at: offset, in: marks.bytes),
      at: ByteSpan(offset..<Swift.min(offset + 1, marks.bytes.count)))
  }
}

/// An event of libyaml's, lent for the time of a closure.
struct YAMLEvent: ~Copyable {
  let event: yaml_event_t

  init(_ event: yaml_event_t) { self.event = event }

  var type: yaml_event_type_t { event.type }

  /// A scalar's text after unescaping and folding.
  var text: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length)
  }
}

/// Turns libyaml's marks, which count characters, into byte offsets.
///
/// Marks come almost in order, so a cursor walks from the last one; in ASCII there is nothing to walk.
struct MarkOffsets {
  let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var characters = 0
  private var cursor = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) {
    self.bytes = bytes
    self.isASCII = isASCII
  }

  /// The 0-based byte offset of a mark.
  @inline(__always)
  mutating func offset(of mark: yaml_mark_t) -> Int {
    isASCII ? Swift.min(Int(mark.index), bytes.count) : walk(to: Int(mark.index))
  }

  private mutating func walk(to target: Int) -> Int {
    while characters < target, cursor < bytes.count {
      cursor += 1
      while cursor < bytes.count, bytes[cursor] & 0xC0 == 0x80 { cursor += 1 }
      characters += 1
    }
    while characters > target, cursor > 0 {
      cursor -= 1
      while cursor > 0, bytes[cursor] & 0xC0 == 0x80 { cursor -= 1 }
      characters -= 1
    }
    return cursor
  }
}
