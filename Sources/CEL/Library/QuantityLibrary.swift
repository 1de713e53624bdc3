/// Quantities of resources: Kubernetes' `kubernetes.quantity` library.
enum QuantityLibrary {
  static let overloads: [Overload] = [
    .global("quantity", .string, gives: .quantity, .one(quantity)),
    .global("isQuantity", .string, gives: .bool, .one(isQuantity)),
    .member(.quantity, "isInteger", gives: .bool, .one(isInteger)),
    .member(.quantity, "asInteger", gives: .int, .one(asInteger)),
    .member(.quantity, "asApproximateFloat", gives: .double, .one(asApproximateFloat)),
    .member(.quantity, "sign", gives: .int, .one(sign)),
    .global("sign", .quantity, gives: .int, .one(sign)),
    .member(.quantity, "add", .quantity, gives: .quantity, .two(add)),
    .member(.quantity, "add", .int, gives: .quantity, .two(add)),
    .member(.quantity, "sub", .quantity, gives: .quantity, .two(sub)),
    .member(.quantity, "sub", .int, gives: .quantity, .two(sub)),
    .member(.quantity, "isLessThan", .quantity, gives: .bool, .two(isLessThan)),
    .member(.quantity, "isGreaterThan", .quantity, gives: .bool, .two(isGreaterThan)),
    .member(.quantity, "compareTo", .quantity, gives: .int, .two(compareTo)),
  ]

  typealias Failure = EvaluationError

  private static func quantity(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    let text = try text.text
    try budget.chargeTraversal(text.utf8.count)
    do { return .opaque(QuantityValue(try DecimalQuantity(text))) } catch {
      switch error {
      case .malformed:
        throw .invalid("\(text.celLiteral) is no quantity; write it as '1.5Gi', '200m' or '1e3'")
      case .tooLarge: throw .overflow("quantity(\(text.celLiteral))")
      }
    }
  }

  private static func isQuantity(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    let text = try text.text
    try budget.chargeTraversal(text.utf8.count)
    return .bool((try? DecimalQuantity(text)) != nil)
  }

  private static func isInteger(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    .bool(try value.quantity.whole != nil)
  }

  private static func asInteger(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    let quantity = try value.quantity
    guard let number = quantity.whole else {
      throw EvaluationError(.overflow, "the quantity \(quantity) is no int")
    }
    return .int(number)
  }

  private static func asApproximateFloat(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value
  {
    .double(try value.quantity.double)
  }

  private static func sign(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    .int(try value.quantity.sign)
  }

  private static func add(_ budget: inout CostBudget, _ left: Value, _ right: Value) throws(Failure) -> Value
  {
    try sum(try left.quantity, try right.quantity, "add")
  }

  private static func sub(_ budget: inout CostBudget, _ left: Value, _ right: Value) throws(Failure) -> Value
  {
    try sum(try left.quantity, try right.quantity.negated, "sub")
  }

  private static func sum(
    _ left: DecimalQuantity, _ right: DecimalQuantity, _ name: String
  ) throws(Failure) -> Value {
    guard let sum = left.adding(right) else { throw .overflow("\(name)()") }
    return .opaque(QuantityValue(sum))
  }

  private static func isLessThan(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    .bool(try left.quantity < right.quantity)
  }

  private static func isGreaterThan(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    .bool(try left.quantity > right.quantity)
  }

  private static func compareTo(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    let (left, right) = (try left.quantity, try right.quantity)
    return .int(left < right ? -1 : left == right ? 0 : 1)
  }
}

/// A quantity as a value. Two are equal if they are the same number, however they were written.
private final class QuantityValue: OpaqueValue {
  let quantity: DecimalQuantity

  init(_ quantity: DecimalQuantity) { self.quantity = quantity }

  var typeName: String { "kubernetes.Quantity" }
  var text: String { quantity.description }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? QuantityValue)?.quantity == quantity }
}

extension Value {
  /// A quantity, or an integer as one.
  fileprivate var quantity: DecimalQuantity {
    get throws(EvaluationError) {
      if case .int(let number) = self { return DecimalQuantity(number) }
      guard case .opaque(let value) = self, let quantity = value as? QuantityValue else {
        throw .noOverload("quantity", self)
      }
      return quantity.quantity
    }
  }
}
