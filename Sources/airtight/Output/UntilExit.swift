/// Values that are there until the process ends: to give the memory of a large result back takes as long as writing a part of its
/// report, and nobody gains by it.
enum UntilExit {
  private final class Kept<Value> {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  static func keep<Value>(_ value: Value) { _ = Unmanaged.passRetained(Kept(value)) }
}
