import Synchronization

/// A line on the terminal about how far a run has come, shown once it has taken a second.
final class Progress: Sendable {
  private struct State {
    var shownAt: UInt64 = 0
    var isShown = false
  }

  private let start = Machine.nanoseconds
  private let state = Mutex(State())

  /// Shows the count, at most ten times a second.
  func show(_ done: Int, of all: Int) {
    let now = Machine.nanoseconds
    guard now - start > 1_000_000_000 else { return }
    state.withLock { state in
      guard now - state.shownAt > 100_000_000 else { return }
      state.shownAt = now
      state.isShown = true
      StandardError.write("\r\u{1B}[Kairtight: \(done) of \(all) files")
    }
  }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      if state.isShown { StandardError.write("\r\u{1B}[K") }
      state.isShown = false
    }
  }
}
