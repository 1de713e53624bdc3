package import SourceText

/// One change that a fix means to make to a document, said by what stands in it and not by its text: how it is written
/// follows from the text around it, and whether a file reads as was meant can be checked afterwards.
package enum Change: Hashable, Sendable {
  /// Puts another value in the place of a scalar.
  case set(ChangeTarget, ChangedValue)
  /// Adds a member to the mapping that the target is; of several names the first ones are mappings that are not there yet.
  case insert(ChangeTarget, names: [String], ChangedValue)
  /// Gives a member another key.
  case rename(ChangeTarget, to: String)
  /// Takes out a member or an element.
  case remove(ChangeTarget)
  /// Makes a string of a scalar that was written without quotes.
  case quote(ChangeTarget)
  /// Adds text right behind a value of a zone file or an SQL text.
  case append(ChangeTarget, String)

  /// What is changed.
  package var target: ChangeTarget {
    switch self {
    case .set(let target, _), .insert(let target, _, _), .rename(let target, _), .remove(let target),
      .quote(let target),
      .append(let target, _):
      target
    }
  }
}

/// A value of a document, named by where it stands.
package struct ChangeTarget: Hashable, Sendable {
  /// The name of the member in the resource's shape; empty for an element and for the resource itself.
  package var name: String
  /// Where the member's key stands; `nil` for an element and for the resource itself.
  package var key: ByteSpan?
  /// Where the value stands.
  package var value: ByteSpan

  package init(name: String, key: ByteSpan?, value: ByteSpan) {
    self.name = name
    self.key = key
    self.value = value
  }
}

/// A scalar that a fix writes.
package enum ChangedValue: Hashable, Sendable {
  case string(String)
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case null
}

/// A fix that is not offered, and why.
package struct WithheldFix: Hashable, Sendable {
  package var title: String
  package var safety: Fix.Safety
  /// One line, without a final period.
  package var reason: String

  package init(title: String, safety: Fix.Safety, reason: String) {
    self.title = title
    self.safety = safety
    self.reason = reason
  }
}
