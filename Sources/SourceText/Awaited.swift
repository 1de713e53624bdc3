import Dispatch
import Synchronization

/// Values whose last use is over.
package enum Discarded {
  /// Gives back the memory of a large value on another thread, while this one goes on.
  package static func elsewhere(_ value: some Sendable) {
    DispatchQueue.global().async { _ = value }
  }
}

/// A value that another thread makes meanwhile.
package final class Awaited<Value: Sendable>: Sendable {
  private let group = DispatchGroup()
  private let made = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  /// Begins to make the value.
  package init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
    DispatchQueue.global().async(group: group) { [self] in
      let value = make()
      made.withLock { $0 = value }
    }
  }

  /// The value, which is waited for.
  package var value: Value {
    group.wait()
    return made.withLock { $0 } ?? make()
  }
}
