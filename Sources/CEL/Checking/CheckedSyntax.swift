/// A variable that a macro declares, and those around it.
struct Scope: Sendable {
  let name: String
  let comprehension: Int32
  /// Whether it is the second variable of the macro.
  let isSecond: Bool
  /// The variable that is declared next around this one; -1 where there is none.
  let parent: Int32
  /// How many variables are declared around it.
  let slot: Int
}

/// What is known about a `Syntax`: what its names stand for, and the types of its nodes.
struct CheckedSyntax: Sendable {
  /// What a name or call stands for.
  enum Resolution: Sendable {
    /// Nothing to look up, or, of a selection, an ordinary field.
    case none
    /// A declared variable, by its slot.
    case variable(Int)
    /// A variable of a macro, by its index in `scopes`.
    case local(Int32)
    /// The name of a type.
    case type(CELType)
    /// A function that is declared under a name (of `functionNames`), whatever its arguments.
    /// `isNamespace` where the target is part of the name.
    case functionName(Int32, isNamespace: Bool)
    /// A function, by its index in `callees`.
    case function(Int, isNamespace: Bool)
    /// A name that nothing is declared for.
    case undeclared
  }

  var syntax: Syntax
  /// Whether a node is part of the expression. Those that a macro or a qualified name has used up are not.
  var isReachable: [Bool]
  /// Whether a node is the operand of a selection.
  var isSelectedFrom: [Bool]
  /// The innermost variable of a macro around each node, by its index in `scopes`; -1 where there is none.
  var innermostScopes: [Int32]
  var resolutions: [Resolution]
  var types: [CELType]
  var scopes: [Scope] = []
  /// The index in `scopes` of the first variable of each macro.
  var scopeOfComprehension: [Int32]
  var functionNames: [String] = []
  var callees: [Callee] = []
  var resultType: CELType = .dyn

  init(_ syntax: Syntax) {
    self.syntax = syntax
    let count = syntax.nodes.count
    isReachable = Array(repeating: false, count: count)
    isSelectedFrom = Array(repeating: false, count: count)
    innermostScopes = Array(repeating: -1, count: count)
    resolutions = Array(repeating: .none, count: count)
    types = Array(repeating: .dyn, count: count)
    scopeOfComprehension = Array(repeating: -1, count: syntax.comprehensions.count)
  }
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
