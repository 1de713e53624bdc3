/// Why an expression has no value.
public struct EvaluationError: Error, Sendable, Equatable {
  /// What callers may want to treat differently.
  public enum Code: String, Sendable {
    case noSuchKey
    case indexOutOfRange
    case undeclaredReference
    case noMatchingOverload
    case overflow
    case divideByZero
    case invalidArgument
    case duplicateKey
    case costLimitExceeded
    /// A limit other than the cost's, such as that of a regular expression's size.
    case limitExceeded
  }

  public let code: Code
  /// One sentence without a final period.
  public let message: String
  /// Where the part of the expression begins that failed: 0-based, in UTF-8 bytes.
  public let offset: Int

  public init(_ code: Code, _ message: String, offset: Int = 0) {
    self.code = code
    self.message = message
    self.offset = offset
  }

  /// The same error at a place in the expression.
  func at(_ offset: UInt32) -> EvaluationError { EvaluationError(code, message, offset: Int(offset)) }
}

extension EvaluationError: CustomStringConvertible {
  public var description: String { "\(message) (at byte \(offset))" }
}

extension EvaluationError {
  static func noOverload(_ function: String, _ arguments: Value...) -> EvaluationError {
    let types = arguments.map(\.typeName).joined(separator: ", ")
    return EvaluationError(.noMatchingOverload, "no form of '\(function)' takes (\(types))")
  }

  static func overflow(_ what: String) -> EvaluationError {
    EvaluationError(.overflow, "\(what) overflows")
  }

  static func invalid(_ message: String) -> EvaluationError { EvaluationError(.invalidArgument, message) }
}
