// Arguments taken out of values. The types have been compared already, so that the errors are for safety only.

extension Value {
  var text: String {
    get throws(EvaluationError) {
      guard case .string(let text) = self else { throw .noOverload("string", self) }
      return text
    }
  }

  var integer: Int64 {
    get throws(EvaluationError) {
      guard case .int(let number) = self else { throw .noOverload("int", self) }
      return number
    }
  }

  var elements: [Value] {
    get throws(EvaluationError) {
      guard case .list(let list) = self else { throw .noOverload("list", self) }
      return list.elements
    }
  }
}

extension CostBudget {
  /// The elements of a list; spends a unit for each.
  mutating func elements(of list: Value) throws(EvaluationError) -> [Value] {
    let elements = try list.elements
    try charge(UInt64(elements.count))
    return elements
  }

  /// The Unicode scalars of a string; spends what walking over it costs.
  mutating func scalars(of text: Value) throws(EvaluationError) -> [Unicode.Scalar] {
    let text = try text.text
    try chargeTraversal(text.utf8.count)
    return Array(text.unicodeScalars)
  }
}

extension String {
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
