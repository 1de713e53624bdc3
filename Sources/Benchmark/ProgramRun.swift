@preconcurrency import Glibc

/// One run of a program.
struct ProgramRun {
  /// From start to end.
  var time: Duration
  /// What it wrote to standard output, as far as it was kept.
  var output = ""

  /// Runs a program, with what it writes to standard error thrown away; `nil` where it cannot be started.
  ///
  /// - Parameter isKept: whether the first 4096 bytes of its standard output are kept; all is thrown away otherwise.
  init?(_ arguments: [String], isKept: Bool = false) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in ends where end >= 0 { close(end) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    if isKept { posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO) }
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let clock = ContinuousClock()
    let start = clock.now
    var child = pid_t()
    guard posix_spawn(&child, arguments[0], &actions, nil, &words, environ) == 0 else { return nil }
    close(ends[1])
    ends[1] = -1
    if isKept {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(ends[0], &bytes, bytes.count)
      output = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
    var status: Int32 = 0
    guard waitpid(child, &status, 0) == child else { return nil }
    time = start.duration(to: clock.now)
  }

  /// The most memory that a program had, in bytes; `nil` where perl is missing or the program does not run.
  ///
  /// Linux counts to a program what the process had that started it (`exec_mmap` keeps the old peak), and this one has read whole
  /// corpora. So perl forks, with 2 MiB, and asks `wait4` for `ru_maxrss`, which stands behind four words of times.
  static func peakMemory(_ arguments: [String]) -> Int? {
    #if arch(x86_64)
      let wait4 = 61
    #else
      let wait4 = 260
    #endif
    let script =
      "my $p = fork; if (!$p) { open STDOUT, '>/dev/null'; exec @ARGV or exit 127 }"
      + "my ($s, $u) = (\"\\0\" x 8, \"\\0\" x 256); syscall(\(wait4), $p, $s, 0, $u) > 0 or die;"
      + "die if unpack('l', $s) == 127 << 8; print unpack('x32 q', $u)"
    let run = ProgramRun(["/usr/bin/perl", "-e", script] + arguments, isKept: true)
    return run.flatMap { Int($0.output) }.map { $0 * 1024 }
  }
}
