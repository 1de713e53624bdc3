import CEL

// What an expression without variables comes to, as text.

/// The value.
func value(_ source: String) throws -> String {
  try Program(source, environment: Environment()).evaluate().description
}

/// The message of the evaluation's error; `nil` if there is none.
func evaluationError(_ source: String) -> String? {
  guard let program = try? Program(source, environment: Environment()) else { return "does not compile" }
  do {
    _ = try program.evaluate()
    return nil
  } catch { return error.message }
}

/// The message of the first issue of the compilation; `nil` if there is none.
func compileError(_ source: String) -> String? {
  do {
    _ = try Program(source, environment: Environment())
    return nil
  } catch { return error.issues.first?.message }
}

/// What the evaluation costs, in units; `nil` if it fails.
func cost(_ source: String) -> UInt64? {
  try? Program(source, environment: Environment()).measure().cost
}
