/// Semantic versions: Kubernetes' `kubernetes.Semver` library.
enum SemverLibrary {
  static let overloads: [Overload] = [
    .global("semver", .string, gives: .semver, .one(semver)),
    .global("semver", .string, .bool, gives: .semver, .two(semver)),
    .global("isSemver", .string, gives: .bool, .one(isSemver)),
    .global("isSemver", .string, .bool, gives: .bool, .two(isSemver)),
    .member(.semver, "major", gives: .int, .one(number("major") { $0.major })),
    .member(.semver, "minor", gives: .int, .one(number("minor") { $0.minor })),
    .member(.semver, "patch", gives: .int, .one(number("patch") { $0.patch })),
    .member(.semver, "isLessThan", .semver, gives: .bool, .two(isLessThan)),
    .member(.semver, "isGreaterThan", .semver, gives: .bool, .two(isGreaterThan)),
    .member(.semver, "compareTo", .semver, gives: .int, .two(compareTo)),
  ]

  typealias Failure = EvaluationError

  private static func semver(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    try semver(&budget, text, .bool(false))
  }

  private static func semver(
    _ budget: inout CostBudget, _ text: Value, _ isNormalized: Value
  ) throws(Failure) -> Value {
    guard let version = try version(&budget, text, isNormalized) else {
      throw .invalid(
        "\(try text.text.celLiteral) is no semantic version; write it as '1.2.3' or '1.2.3-rc.1'")
    }
    return .opaque(SemverValue(version))
  }

  private static func isSemver(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    try isSemver(&budget, text, .bool(false))
  }

  private static func isSemver(
    _ budget: inout CostBudget, _ text: Value, _ isNormalized: Value
  ) throws(Failure) -> Value {
    .bool(try version(&budget, text, isNormalized) != nil)
  }

  private static func version(
    _ budget: inout CostBudget, _ text: Value, _ isNormalized: Value
  ) throws(Failure) -> SemanticVersion? {
    guard case .bool(let isNormalized) = isNormalized else { throw .noOverload("semver", text, isNormalized) }
    let text = try text.text
    try budget.chargeTraversal(text.utf8.count)
    return SemanticVersion(text, isNormalized: isNormalized)
  }

  private static func number(
    _ name: String, _ get: @escaping @Sendable (SemanticVersion) -> UInt64
  ) -> TimeLibrary.One {
    { (_: inout CostBudget, value: Value) throws(Failure) -> Value in
      guard let number = Int64(exactly: get(try value.version)) else { throw .overflow("\(name)()") }
      return .int(number)
    }
  }

  private static func isLessThan(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    .bool(try order(&budget, left, right) == .less)
  }

  private static func isGreaterThan(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    .bool(try order(&budget, left, right) == .greater)
  }

  private static func compareTo(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    switch try order(&budget, left, right) {
    case .less: .int(-1)
    case .greater: .int(1)
    default: .int(0)
    }
  }

  private static func order(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(Failure) -> Ordering {
    let (left, right) = (try left.version, try right.version)
    try budget.chargeTraversal(min(left.text.utf8.count, right.text.utf8.count))
    return left.order(to: right)
  }
}

/// A semantic version as a value. Two are equal if neither precedes the other, so that build metadata do not count.
private final class SemverValue: OpaqueValue {
  let version: SemanticVersion

  init(_ version: SemanticVersion) { self.version = version }

  var typeName: String { "kubernetes.Semver" }
  var text: String { version.text }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? SemverValue)?.version == version }
}

extension Value {
  fileprivate var version: SemanticVersion {
    get throws(EvaluationError) {
      guard case .opaque(let value) = self, let version = value as? SemverValue else {
        throw .noOverload("semver", self)
      }
      return version.version
    }
  }
}
