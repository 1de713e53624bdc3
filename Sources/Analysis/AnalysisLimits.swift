package import Inventory

/// What an analysis of an estate may cost: things in files may be related to one another as often as their numbers' product.
package struct AnalysisLimits: Sendable {
  /// Links between resources.
  package var links = 1_000_000
  /// Names that private paths may have. Databricks has at most 10 in a private endpoint rule, 100 rules in a configuration and 10
  /// configurations in a region.
  package var hostnames = 10_000

  package init() {}
}

/// Why an estate was not analysed to its end: there was too much of something.
package struct AnalysisExcess: Error, Sendable, Equatable {
  /// The resource that was one too many.
  package let resource: ResourceID
  /// What is too much, what is allowed, and what was not done for it.
  package let message: String

  /// - Parameter option: the option of the command line that sets the limit.
  init(_ resource: ResourceID, moreThan limit: Int, _ things: String, option: String) {
    self.resource = resource
    message = "more than \(limit) \(things); rules that look at several resources are not applied (\(option))"
  }
}
