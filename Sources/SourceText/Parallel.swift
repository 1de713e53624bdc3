import Dispatch
import Synchronization

/// Work that comes in numbered parts, on several threads.
package enum Parallel {
  /// What the parts give, in their order, whichever thread made them.
  ///
  /// - Parameters:
  ///   - count: how many parts there are; they are numbered from 0, and begun in this order.
  ///   - jobs: threads; at least 1.
  ///   - state: what a thread keeps from one part to the next; it gets the thread's number, from 0.
  package static func map<State: ~Copyable, Result: Sendable>(
    _ count: Int, jobs: Int, state: @Sendable (Int) -> State,
    _ body: @Sendable (inout State, Int) -> Result
  ) -> [Result] {
    let threads = Swift.min(jobs, count)
    guard threads > 1 else {
      var own = state(0)
      return (0..<count).map { body(&own, $0) }
    }
    let next = Atomic<Int>(0)
    let done = Mutex<[(number: Int, result: Result)]>([])
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      var own = state(thread)
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        let result = body(&own, number)
        done.withLock { $0.append((number, result)) }
      }
    }
    return done.withLock { $0.sorted { $0.number < $1.number }.map(\.result) }
  }

  /// The same without anything that a thread keeps.
  package static func map<Result: Sendable>(
    _ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    map(count, jobs: jobs, state: { _ in () }) { _, number in body(number) }
  }
}
