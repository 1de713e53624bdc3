import Foundation
import Glibc

/// The binary under test, run as a process that may have no more than 512 MiB.
///
/// `AIRTIGHT_BINARY` names a release binary, which has two seconds (see `Yardstick`); without it the debug binary beside the test bundle
/// is run, which takes up to thirty times as long and is given that. Under AddressSanitizer, which takes more of both, a run may take
/// 4 GiB and a minute: it watches what the bombs make the program do, not how fast.
struct Airtight {
  /// How a run ended.
  struct Run {
    /// The exit status; 128 and more for a signal, as shells have it.
    var status: Int32
    var output: String
    var errors: String
    /// Seconds of the clock, or of the processor for all threads where these are less: other work on the machine is no fault of the run.
    var time: Double
  }

  static let release = ProcessInfo.processInfo.environment["AIRTIGHT_BINARY"]
  static let binary =
    release ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/airtight"
  /// Whether the binary is a release.
  static var isRelease: Bool { release != nil }
  /// Whether the tests, and with them the binary, were built with AddressSanitizer.
  static let isSanitized = dlsym(nil, "__asan_init") != nil
  /// Seconds that a bomb may take.
  static var mostTime: Double { isRelease && !isSanitized ? 2 * Yardstick.slowness : 60 }

  /// The folder that it runs in.
  var folder: String

  /// Starts a run; `output` and `errors` go to the given files, or to `run.out` and `run.err` in a folder beside the run's own.
  func start(_ arguments: [String], output: String? = nil, input: Int32? = nil) throws -> Child {
    // 512 MiB of memory that can be written to; the address space itself is larger, because the allocator reserves some. The sanitizer
    // reserves more than that for its own notes, and is given a limit of what it uses.
    let limit =
      Self.isSanitized
      ? "ASAN_OPTIONS=$ASAN_OPTIONS:hard_rss_limit_mb=4096; export ASAN_OPTIONS" : "ulimit -d 524288"
    let line = limit + "; cd \"$0\" && exec \"$@\""
    return try Child(
      ["/bin/sh", "-c", line, folder, Self.binary] + arguments, output: output ?? folder + ".out",
      errors: folder + ".err", input: input)
  }

  /// Runs and waits. A check that took too long is tried twice more, and the shortest run counts: a processor that others use,
  /// too, takes more time for the same work.
  func run(_ arguments: String..., input: Int32? = nil) throws -> Run { try run(arguments, input: input) }

  /// The same, with the arguments in an array.
  func run(_ arguments: [String], input: Int32? = nil) throws -> Run {
    var best = try finish(try start(arguments, input: input))
    for _ in 0..<2 where arguments.first == "check" && input == nil && best.time >= Self.mostTime {
      let again = try finish(try start(arguments))
      if again.time < best.time { best = again }
    }
    return best
  }

  /// Waits for a run.
  func finish(_ child: Child) throws -> Run {
    let (status, time) = child.wait()
    let output = FileManager.default.contents(atPath: folder + ".out") ?? Data()
    let errors = FileManager.default.contents(atPath: folder + ".err") ?? Data()
    return Run(
      status: status, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self), time: time)
  }
}

/// A process that was started; its signals are as a shell's child has them.
struct Child {
  let id: pid_t
  private let start = ContinuousClock.now

  init(_ arguments: [String], output: String, errors: String, input: Int32? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (all, none) = (sigset_t(), sigset_t())
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let failure = posix_spawn(&child, arguments[0], &actions, &attributes, &words, environ)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EPERM) }
    id = child
  }

  func signal(_ signal: Int32) { kill(id, signal) }

  /// The exit status and the seconds that it took; a process that waits for something is killed in the end.
  func wait() -> (status: Int32, time: Double) {
    var status: Int32 = 0
    var usage = rusage()
    let most = Duration.seconds(60)
    while wait4(id, &status, WNOHANG, &usage) != id {
      if ContinuousClock.now - start > most { kill(id, SIGKILL) }
      usleep(5000)
    }
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    return (Self.code(status), Swift.min(elapsed, Self.seconds(usage)))
  }

  private static func code(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func seconds(_ usage: rusage) -> Double {
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
