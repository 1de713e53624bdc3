import Glibc

/// The signals by which a user, a terminal or a service ends a run.
package enum Interruption {
  /// What makes the run end unless it is told otherwise.
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Does something that must not be left half done: a signal that comes meanwhile ends the run afterwards.
  ///
  /// For the main thread: the threads of a run take no such signals, because Dispatch blocks them in its own.
  static func held<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var set = sigset_t()
    var before = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }

  /// Makes a reader that has gone and a file that may not grow an error of the write and not the end of the run: the other
  /// reports are still written.
  package static func ignoreSignalsOfWriting() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// The signals that a child process gets back as they were.
  static var ignored: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGPIPE)
    sigaddset(&set, SIGXFSZ)
    return set
  }
}
