import CEL
import Dispatch
import Foundation
import Synchronization
import Testing

/// The deepest expressions that are allowed, on a stack of 512 KiB.
@Suite struct NestingTests {
  /// Expressions that are nested `levels` deep, each in another way; the innermost level is an operand.
  static let shapes: [(name: String, make: @Sendable (Int) -> String)] = [
    ("parentheses", { String(repeating: "(", count: $0 - 1) + "x" + String(repeating: ")", count: $0 - 1) }),
    ("lists", { String(repeating: "[", count: $0 - 1) + "x" + String(repeating: "]", count: $0 - 1) }),
    ("maps", { String(repeating: "{1: ", count: $0 - 1) + "x" + String(repeating: "}", count: $0 - 1) }),
    ("calls", { String(repeating: "dyn(", count: $0 - 1) + "x" + String(repeating: ")", count: $0 - 1) }),
    ("types", { String(repeating: "type(", count: $0 - 1) + "x" + String(repeating: ")", count: $0 - 1) }),
    ("sums", { Array(repeating: "x", count: $0).joined(separator: "+") }),
    (
      "sums to the right",
      { String(repeating: "x+(", count: $0 - 1) + "x" + String(repeating: ")", count: $0 - 1) }
    ),
    (
      "logic",
      {
        String(repeating: "x==1&&(x==1||(", count: ($0 - 2) / 2) + "x==1"
          + String(repeating: "))", count: ($0 - 2) / 2)
      }
    ),
    ("conditions", { String(repeating: "x==1?x:", count: $0 - 2) + "x" }),
    ("selections", { "m" + String(repeating: ".?a", count: $0 - 1) }),
    ("strict selections", { "m" + String(repeating: ".a", count: $0 - 1) }),
    ("indices", { "m" + String(repeating: "[x]", count: $0 - 2) }),
    (
      "indices in indices",
      { String(repeating: "m[", count: ($0 - 1) / 2) + "x" + String(repeating: "]", count: ($0 - 1) / 2) }
    ),
    ("negations", { String(repeating: "!", count: $0 - 2) + "(x==1)" }),
    ("signs", { String(repeating: "-", count: $0 - 1) + "x" }),
    ("macros on macros", { "[x]" + String(repeating: ".map(y, y)", count: $0 - 2) }),
    ("sorts on sorts", { "[x]" + String(repeating: ".sortBy(y, y)", count: $0 - 2) }),
    ("finds on finds", { "string(x)" + String(repeating: ".find('1')", count: $0 - 2) }),
    ("or", { "m.?a" + String(repeating: ".or(m.?a)", count: $0 - 2) }),
  ]

  @Test(arguments: shapes.indices) func deepestExpression(_ index: Int) {
    let shape = Self.shapes[index]
    let outcome = onSmallStack { Self.run(shape.make(250)) }
    #expect(outcome != "too deep", "\(shape.name): \(outcome)")
    #expect(onSmallStack { Self.run(shape.make(253)) } == "too deep", "\(shape.name)")
  }

  @Test(arguments: shapes.indices) func farTooDeepExpression(_ index: Int) {
    #expect(onSmallStack { Self.run(String(Self.shapes[index].make(20_000).prefix(99_000))) } != "")
  }

  /// Each macro's list is nested as deep as possible as well.
  @Test func deepestMacros() {
    let nested: @Sendable (Int) -> String = { count in
      (0..<count).reduce("m.?a.orValue(x) == x") { inner, _ in "[x].exists(y, x == x && (\(inner)))" }
    }
    #expect(onSmallStack { Self.run(nested(32)) } == "bool")
    #expect(onSmallStack { Self.run(nested(33)) } == "too deep")
    let sum = Array(repeating: "x", count: 150).joined(separator: "+") + " > 0"
    let nestedSum = (0..<32).reduce(sum) { inner, _ in "[x].all(y, \(inner))" }
    #expect(onSmallStack { Self.run(nestedSum) } == "bool")
    let binds: @Sendable (Int) -> String = { count in
      (0..<count).reduce("x") { inner, _ in "cel.bind(y, x, \(inner))" }
    }
    #expect(onSmallStack { Self.run(binds(32)) } == "int")
  }

  private static func run(_ source: String) -> String {
    let environment = Environment(variables: ["x": .int, "m": .dyn])
    do {
      let map = Value.map(.native(NativeMap([])))
      return try Program(source, environment: environment).evaluate([.int(1), map]).typeName
    } catch let error as CompileError {
      return error.issues[0].message.contains("too deeply") ? "too deep" : error.description
    } catch { return "\(error)" }
  }

  /// 512 KiB; AddressSanitizer puts space around every variable, so that its frames are many times as large.
  private static let stackSize = dlsym(nil, "__asan_init") == nil ? 512 * 1024 : 16 * 1024 * 1024

  /// What the work gives, done on a thread with a stack of 512 KiB.
  private func onSmallStack(_ work: @escaping @Sendable () -> String) -> String {
    let outcome = Outcome()
    let thread = Thread {
      let text = work()
      outcome.text.withLock { $0 = text }
      outcome.done.signal()
    }
    thread.stackSize = Self.stackSize
    thread.start()
    outcome.done.wait()
    return outcome.text.withLock { $0 }
  }

  private final class Outcome: Sendable {
    let text = Mutex("")
    let done = DispatchSemaphore(value: 0)
  }
}
