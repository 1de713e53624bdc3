import CLibYAML
package import SourceText

/// The event stream of a source in yaml-test-suite's notation, one event a line.
package enum YAMLEventNotation {
  /// The lines up to the end or to the first problem.
  ///
  /// - Parameter isHidden: whether the text at an offset is not shown.
  package static func lines(of source: SourceFile, hiding isHidden: (Int) -> Bool = { _ in false }) -> (
    lines: [String], problem: SourceProblem?
  ) {
    var lines: [String] = []
    let problem = source.bytes.withUnsafeBufferPointer { bytes -> SourceProblem? in
      do throws(SourceProblem) {
        var parser = try YAMLParser(bytes, isASCII: source.isASCII)
        var more = true
        while more {
          more = try parser.next { (event, marks) throws(SourceProblem) in
            let offset = textOffset(of: event, &marks)
            if let line = line(event, isHidden: offset >= 0 && isHidden(offset)) { lines.append(line) }
            return event.type != YAML_STREAM_END_EVENT && event.type != YAML_NO_EVENT
          }
        }
        return nil
      } catch {
        return error
      }
    }
    return (lines, problem)
  }

  /// Where a scalar's text begins, behind its opening quote; -1 for what is no scalar.
  private static func textOffset(of event: borrowing YAMLEvent, _ marks: inout MarkOffsets) -> Int {
    guard event.type == YAML_SCALAR_EVENT else { return -1 }
    let style = event.event.data.scalar.style
    let isQuoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
    return marks.offset(of: event.event.start_mark) + (isQuoted ? 1 : 0)
  }

  private static func line(_ event: borrowing YAMLEvent, isHidden: Bool) -> String? {
    let data = event.event.data
    switch event.type {
    case YAML_STREAM_START_EVENT: return "+STR"
    case YAML_STREAM_END_EVENT: return "-STR"
    case YAML_DOCUMENT_START_EVENT: return data.document_start.implicit != 0 ? "+DOC" : "+DOC ---"
    case YAML_DOCUMENT_END_EVENT: return data.document_end.implicit != 0 ? "-DOC" : "-DOC ..."
    case YAML_MAPPING_START_EVENT:
      let flow = data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? " {}" : ""
      return "+MAP" + flow + properties(data.mapping_start.anchor, data.mapping_start.tag)
    case YAML_SEQUENCE_START_EVENT:
      let flow = data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? " []" : ""
      return "+SEQ" + flow + properties(data.sequence_start.anchor, data.sequence_start.tag)
    case YAML_MAPPING_END_EVENT: return "-MAP"
    case YAML_SEQUENCE_END_EVENT: return "-SEQ"
    case YAML_ALIAS_EVENT: return "=ALI *" + (data.alias.anchor.map { String(cString: $0) } ?? "")
    case YAML_SCALAR_EVENT:
      return "=VAL" + properties(data.scalar.anchor, data.scalar.tag) + " " + mark(data.scalar.style)
        + (isHidden ? "(sensitive)" : escaped(String(decoding: event.text, as: UTF8.self)))
    default: return nil
    }
  }

  private static func properties(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?
  ) -> String {
    (anchor.map { " &" + String(cString: $0) } ?? "") + (tag.map { " <" + String(cString: $0) + ">" } ?? "")
  }

  private static func mark(_ style: yaml_scalar_style_t) -> String {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: "'"
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: "\""
    case YAML_LITERAL_SCALAR_STYLE: "|"
    case YAML_FOLDED_SCALAR_STYLE: ">"
    default: ":"
    }
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      case "\u{8}": out += "\\b"
      case "\0": out += "\\0"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
