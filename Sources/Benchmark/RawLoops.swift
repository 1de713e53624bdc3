import CLibYAML
import FoundationEssentials
@preconcurrency import Glibc

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

/// One run of a program.
struct ProgramRun {
  /// From start to end.
  var time: Duration
  /// Bytes that it had in memory at most.
  var peakMemory: Int

  /// Runs a program with its output thrown away; `nil` where it cannot be started.
  init?(_ arguments: [String]) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let clock = ContinuousClock()
    let start = clock.now
    var child = pid_t()
    guard posix_spawn(&child, arguments[0], &actions, nil, &words, environ) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(child, &status, 0, &usage) == child else { return nil }
    time = start.duration(to: clock.now)
    peakMemory = usage.ru_maxrss * 1024
  }
}
