@preconcurrency import Glibc

/// A user's own program, run to its end or stopped at its limits.
///
/// What it reads was written by whoever wrote the inputs, so it gets no shell, no input, few variables of the environment, a
/// time limit, and a limit for what it writes. It runs in a process group of its own, which is ended as a whole.
package struct ToolProcess: Sendable {
  package struct Limits: Hashable, Sendable {
    /// Seconds after which it is stopped.
    package var seconds: Int
    /// Bytes of standard output beyond which it is stopped.
    package var output: Int
    /// Bytes of standard error that are kept; more is read and dropped.
    package var errors: Int

    package init(seconds: Int = 30, output: Int = 64 << 20, errors: Int = 16 << 10) {
      self.seconds = seconds
      self.output = output
      self.errors = errors
    }
  }

  package enum Outcome: Hashable, Sendable {
    /// It ended by itself, with this exit status; 128 and more for a signal, as shells have it.
    case ended(Int32)
    case tookTooLong
    case wroteTooMuch
    /// It could not be started: the system's words.
    case notStarted(String)
  }

  package private(set) var outcome: Outcome
  package private(set) var output: [UInt8] = []
  package private(set) var errors: [UInt8] = []

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - program: its absolute path.
  ///   - environment: all of it, `NAME=value` each.
  package init(_ program: String, _ arguments: [String], environment: [String], limits: Limits = Limits()) {
    var (out, err): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&out) == 0, pipe(&err) == 0 else {
      outcome = .notStarted("no pipe: \(String(cString: strerror(errno)))")
      for end in out + err where end >= 0 { close(end) }
      return
    }
    for end in out + err { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var child = pid_t()
    let failure = Self.spawn(&child, program, arguments, environment, out: out[1], err: err[1])
    close(out[1])
    close(err[1])
    defer { for end in [out[0], err[0]] where end >= 0 { close(end) } }
    guard failure == 0 else {
      outcome = .notStarted(String(cString: strerror(failure)))
      return
    }
    let deadline = Self.now() + Int64(limits.seconds) * 1000
    outcome = .ended(0)
    if let stopped = read(out: out[0], err: err[0], limits, until: deadline) { outcome = stopped }
    let isStopped = outcome != .ended(0)
    if isStopped { kill(-child, SIGKILL) }
    if let status = Self.wait(for: child, until: isStopped ? .max : deadline) {
      if !isStopped { outcome = .ended(status) }
    } else {
      outcome = .tookTooLong
      kill(-child, SIGKILL)
      _ = Self.wait(for: child, until: .max)
    }
    // What it left behind in its group ends with it.
    kill(-child, SIGKILL)
  }

  private static func spawn(
    _ child: inout pid_t, _ program: String, _ arguments: [String], _ environment: [String], out: Int32,
    err: Int32
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var failure = posix_spawn(&child, program, &actions, &attributes, &words, &variables)
    // A program that has just been written is busy for as long as a child that another thread is starting has it open.
    for _ in 0..<Self.attempts where failure == ETXTBSY {
      usleep(10_000)
      failure = posix_spawn(&child, program, &actions, &attributes, &words, &variables)
    }
    return failure
  }

  /// How often a busy program is tried once more, every 10 ms.
  private static let attempts = 100

  /// Reads both pipes to their ends; why it was given up, where it was.
  private mutating func read(out: Int32, err: Int32, _ limits: Limits, until deadline: Int64) -> Outcome? {
    var waiting = [
      pollfd(fd: out, events: Int16(POLLIN), revents: 0), pollfd(fd: err, events: Int16(POLLIN), revents: 0),
    ]
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while waiting.contains(where: { $0.fd >= 0 }) {
      let left = deadline - Self.now()
      if left <= 0 { return .tookTooLong }
      let ready = poll(&waiting, nfds_t(waiting.count), Int32(clamping: left))
      if ready < 0, errno != EINTR { return .notStarted(String(cString: strerror(errno))) }
      for index in waiting.indices where ready > 0 && waiting[index].fd >= 0 && waiting[index].revents != 0 {
        let got = chunk.withUnsafeMutableBytes { Glibc.read(waiting[index].fd, $0.baseAddress, $0.count) }
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          // poll passes over what is negative.
          waiting[index].fd = -1
          continue
        }
        if index == 0 {
          if output.count + got > limits.output { return .wroteTooMuch }
          output += chunk[..<got]
        } else {
          errors += chunk[..<Swift.min(got, Swift.max(0, limits.errors - errors.count))]
        }
      }
    }
    return nil
  }

  /// The exit status; `nil` where the process has not ended by then.
  private static func wait(for child: pid_t, until deadline: Int64) -> Int32? {
    var status: Int32 = 0
    while true {
      let ended = waitpid(child, &status, deadline == .max ? 0 : WNOHANG)
      if ended == child { break }
      if ended < 0, errno != EINTR { return 126 }
      if ended == 0 {
        if now() >= deadline { return nil }
        usleep(2000)
      }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Milliseconds of a clock that nobody sets.
  package static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
