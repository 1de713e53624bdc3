/// URLs: Kubernetes' `kubernetes.urls` library.
enum URLLibrary {
  static let overloads: [Overload] = [
    .global("url", .string, gives: .url, .one(url)),
    .global("isURL", .string, gives: .bool, .one(isURL)),
    .member(.url, "getScheme", gives: .string, .one(part { $0.scheme })),
    .member(.url, "getHost", gives: .string, .one(part { $0.host })),
    .member(.url, "getHostname", gives: .string, .one(part { $0.hostname })),
    .member(.url, "getPort", gives: .string, .one(part { $0.port })),
    .member(.url, "getEscapedPath", gives: .string, .one(part { $0.escapedPath })),
    .member(.url, "getQuery", gives: .mapStringListString, .one(getQuery)),
  ]

  private static func url(_ budget: inout CostBudget, _ text: Value) throws(EvaluationError) -> Value {
    let text = try text.text
    try budget.chargeTraversal(text.utf8.count)
    return .opaque(URLValue(try ParsedURL(text)))
  }

  private static func isURL(_ budget: inout CostBudget, _ text: Value) throws(EvaluationError) -> Value {
    let text = try text.text
    try budget.chargeTraversal(text.utf8.count)
    return .bool((try? ParsedURL(text)) != nil)
  }

  private static func part(_ part: @escaping @Sendable (ParsedURL) -> String) -> TimeLibrary.One {
    { (budget: inout CostBudget, value: Value) throws(EvaluationError) -> Value in
      let text = part(try value.url)
      try budget.chargeTraversal(text.utf8.count)
      return .string(text)
    }
  }

  private static func getQuery(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    let url = try value.url
    try budget.charge(30)
    try budget.charge(UInt64(clamping: url.query?.count ?? 0))
    let entries = url.parameters.map { parameter in
      (parameter.key, Value.list(parameter.values.map(Value.string)))
    }
    return .map(.native(NativeMap(fields: entries)))
  }
}

/// A URL as a value. Two are equal if they are the same text when put together again.
private final class URLValue: OpaqueValue {
  let url: ParsedURL
  let text: String

  init(_ url: ParsedURL) {
    self.url = url
    text = url.description
  }

  var typeName: String { "kubernetes.URL" }

  func isEqual(to other: any OpaqueValue) -> Bool {
    (other as? URLValue)?.text.hasSameScalars(as: text) ?? false
  }
}

extension Value {
  fileprivate var url: ParsedURL {
    get throws(EvaluationError) {
      guard case .opaque(let value) = self, let url = value as? URLValue else {
        throw .noOverload("url", self)
      }
      return url.url
    }
  }
}
