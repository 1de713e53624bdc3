import CLibYAML
import FoundationEssentials

/// What the machine can do with the same bytes, to measure against: nothing is built, nothing is judged.
enum RawLoops {
  /// Opens, reads and adds up every byte of some files.
  static func readBytes(_ paths: [String]) -> Int {
    var sum = 0
    for path in paths {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      data.withUnsafeBytes { bytes in for byte in bytes { sum &+= Int(byte) } }
    }
    return sum
  }

  /// Lets libyaml make its events of some files, one after the other, and drops each.
  static func events(_ paths: [String]) -> Int {
    var count = 0
    for path in paths {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      data.withUnsafeBytes { bytes in
        guard let base = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_input_string(&parser, base, bytes.count)
        var isDone = false
        while !isDone {
          var event = yaml_event_t()
          guard yaml_parser_parse(&parser, &event) == 1 else { return }
          isDone = event.type == YAML_STREAM_END_EVENT
          yaml_event_delete(&event)
          count += 1
        }
      }
    }
    return count
  }
}
