import Engine
import Glibc
import Synchronization

/// Standard output and files, written in large pieces.
enum StandardOutput {
  private static let failed = Atomic(false)

  /// Whether something could not be written: then the run ends with `Status.usage`, and says so once.
  static var hasFailed: Bool { failed.load(ordering: .relaxed) }

  /// `false`, with a message on standard error, where not all could be written. A reader that has gone is no failure.
  @discardableResult
  static func write(_ bytes: [UInt8]) -> Bool {
    // No hole in what was written, should there be room again.
    if hasFailed { return false }
    if FileWriter.write(bytes, toDescriptor: STDOUT_FILENO) || errno == EPIPE { return true }
    let reason = String(cString: strerror(errno))
    if failed.exchange(true, ordering: .relaxed) { return false }
    StandardError.write("airtight: standard output cannot be written: \(reason)\n")
    return false
  }

  static func write(_ text: String) { write(Array(text.utf8)) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether text there may have colours: a terminal that has them, and no `NO_COLOR` (https://no-color.org).
  static var takesColours: Bool {
    isTerminal && (Machine.variable("NO_COLOR") ?? "").isEmpty && Machine.variable("TERM") != "dumb"
  }

  /// The width of the terminal in columns; 100 where there is none.
  static var width: Int {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 100 }
    return Int(size.ws_col)
  }
}

enum StandardError {
  static func write(_ text: String) { FileWriter.write(Array(text.utf8), toDescriptor: STDERR_FILENO) }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// The environment and the machine.
enum Machine {
  static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The processors that are online, at least 1.
  static var processors: Int { Swift.max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The day in UTC; by `SOURCE_DATE_EPOCH` where that is set, as reproducible builds have it.
  static var today: CalendarDate {
    CalendarDate(secondsSinceEpoch: variable("SOURCE_DATE_EPOCH").flatMap { Int($0) } ?? time(nil))
  }

  /// Nanoseconds of a clock that only runs forward.
  static var nanoseconds: UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
  }
}
