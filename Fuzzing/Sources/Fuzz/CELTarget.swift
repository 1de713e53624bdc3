import CEL

/// Parses, checks and evaluates an expression, with and without types, over values of every kind.
///
/// Beside not trapping, it must hold that every place lies within the expression, that a value can be written, and that
/// no evaluation spends more than its budget.
enum CELTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let source = String(decoding: bytes, as: UTF8.self)
    for environment in Inputs.environments {
      let program: Program
      do throws(CompileError) {
        program = try Program(source, environment: environment)
      } catch {
        precondition(!error.issues.isEmpty)
        for issue in error.issues {
          precondition(
            issue.offset >= 0 && issue.length >= 0 && issue.offset + issue.length <= source.utf8.count)
        }
        continue
      }
      for variables in Inputs.variables {
        do throws(EvaluationError) {
          let (value, cost) = try program.measure(variables)
          precondition(cost <= environment.limits.cost)
          _ = value.description
        } catch {
          precondition(error.offset >= 0 && error.offset <= source.utf8.count)
        }
      }
    }
  }
}

private enum Inputs {
  static let environments: [Environment] = {
    var checked = Environment(
      variables: ["x": .dyn, "m": .dyn, "n": .list(.int), "s": .string], container: "a.b")
    checked.limits.cost = 20_000
    var unchecked = checked
    unchecked.checksTypes = false
    unchecked.container = ""
    return [checked, unchecked]
  }()

  private static let map = Value.map(
    .native(
      NativeMap([
        (.string("a"), .int(1)), (.int(2), .list([.string("x"), .unknown(UnknownSet("u")), .double(.nan)])),
        (.bool(true), .bytes([0, 255])),
      ])))
  private static let numbers = Value.list([.int(Int64.min), .int(0), .int(Int64.max)])

  static let variables: [[Value]] = [
    [.int(1), map, numbers, .string("aé😀\u{0}b")],
    [.unknown(UnknownSet("x")), map, numbers, .unknown(UnknownSet("s"))],
    [.optional(map), .list([.uint(UInt64.max), .null, .optional(nil)]), .list([]), .string("")],
    [.string("10.0.0.0/8"), .double(-0.0)],
  ]
}
