import Glibc
import SourceText

/// When one file has been judged for long enough.
struct FileDeadline: Sendable {
  private let seconds: Double
  /// By the clock that only runs forward.
  private let end: Double

  /// - Parameter seconds: from now on; as many as there are where it is infinite.
  init(seconds: Double) {
    self.seconds = seconds
    end = seconds == .infinity ? seconds : Self.now + seconds
  }

  var hasPassed: Bool { end != .infinity && Self.now > end }

  /// What is told of a file that took too long.
  var problem: SourceProblem {
    SourceProblem(
      "judging it took longer than \(seconds.formatted) s; what was left has no findings (--max-file-time)")
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Double {
  /// Without a fraction where it has none.
  fileprivate var formatted: String {
    Int(exactly: self).map(String.init) ?? "\(self)"
  }
}
