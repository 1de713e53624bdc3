/// What the checker found out about each node of a `Syntax`.
struct CheckedSyntax: Sendable {
  /// What a name or call stands for.
  enum Resolution: Sendable {
    /// Nothing to look up, or, of a selection, an ordinary field.
    case none
    /// A declared variable, by its slot.
    case variable(Int)
    /// The variable of a macro, by how many of them were open where it was made.
    case local(Int)
    /// The name of a type.
    case type(CELType)
    /// A function, by its index in `callees`. `isNamespace` where the target is part of the name.
    case function(Int, isNamespace: Bool)
    /// A name that nothing is declared for; only where checking is off.
    case undeclared
  }

  var syntax: Syntax
  var types: [CELType]
  var resolutions: [Resolution]
  var callees: [Callee] = []
  var resultType: CELType = .dyn
}

/// A function as one call sees it: the forms that may apply to the arguments, in order.
struct Callee: Sendable {
  struct Form: Sendable {
    let parameters: [CELType]
    let implementation: Implementation
  }

  let name: String
  let forms: [Form]
}
