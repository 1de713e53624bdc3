import Documents
import Networking

/// A property of a Private Link Service that is not what its Service's annotations ask for (section 2.1 of the Azure
/// reference). The controller writes the annotations' values at its next sync.
struct PrivateLinkDrift {
  /// The suffix of the annotation: `azure-pls-visibility`.
  let annotation: String
  /// Where the live value stands: `visibility.subscriptions`.
  let field: String
  /// What differs, in words: `visibility`.
  let what: String
  let asked: String
  let live: String

  var description: String { "\(what) is \(live), and the Service asks for \(asked)" }

  /// All differences, visibility and automatic approval first. What nobody can know is none.
  ///
  /// - Parameter countsAbsent: whether lists that the Service does not ask for are empty ones, as they are to the controller.
  static func all(
    service: DocumentNode, live: DocumentNode, countsAbsent: Bool = false
  ) -> [PrivateLinkDrift] {
    let service = GatewayService(service)
    guard service.asksForPrivateLink else { return [] }
    return [
      list(
        service, "azure-pls-visibility", live.at("visibility", "subscriptions"), "visibility",
        collapses: true,
        countsAbsent: countsAbsent),
      list(
        service, "azure-pls-auto-approval", live.at("autoApproval", "subscriptions"), "automatic approval",
        field: "autoApproval", countsAbsent: countsAbsent),
      proxy(service, live), names(service, live), addressCount(service, live),
    ].compactMap { $0 }
  }

  /// A list of subscriptions; among those that may see the service an asterisk stands for all.
  private static func list(
    _ service: GatewayService, _ annotation: String, _ node: DocumentNode?, _ what: String,
    field: String? = nil, collapses: Bool = false, countsAbsent: Bool
  ) -> PrivateLinkDrift? {
    let isAbsent = service.node(of: annotation) == nil && service.createsPrivateLinkService
    guard let written = service.annotation(annotation) ?? (isAbsent && countsAbsent ? "" : nil),
      node?.unknownName == nil
    else { return nil }
    let tokens = Set(written.split(separator: " ").map { $0.lowercased() })
    let asked: Set<String> = collapses && tokens.contains("*") ? ["*"] : tokens
    let live = texts(node)
    guard asked != live else { return nil }
    return PrivateLinkDrift(
      annotation: annotation, field: (field ?? what) + ".subscriptions", what: what, asked: shown(asked),
      live: shown(live))
  }

  private static func proxy(_ service: GatewayService, _ live: DocumentNode) -> PrivateLinkDrift? {
    guard let written = service.annotation("azure-pls-proxy-protocol"),
      live["enableProxyProtocol"]?.unknownName == nil
    else { return nil }
    let asked = GatewayService.isTrue(written)
    let has = live["enableProxyProtocol"]?.bool ?? false
    guard asked != has else { return nil }
    return PrivateLinkDrift(
      annotation: "azure-pls-proxy-protocol", field: "enableProxyProtocol", what: "the PROXY protocol",
      asked: asked ? "true" : "false", live: has ? "true" : "false")
  }

  private static func names(_ service: GatewayService, _ live: DocumentNode) -> PrivateLinkDrift? {
    guard let written = service.annotation("azure-pls-fqdns"), live["fqdns"]?.unknownName == nil else {
      return nil
    }
    let asked = Set(written.split(separator: " ").map { DomainText.normal(String($0)) })
    let has = Set(live["fqdns"]?.elements.compactMap { $0.text.map(DomainText.normal) } ?? [])
    guard asked != has else { return nil }
    return PrivateLinkDrift(
      annotation: "azure-pls-fqdns", field: "fqdns", what: "the list of names", asked: shown(asked),
      live: shown(has))
  }

  /// Addresses are added by the controller, and never removed, so that fewer than asked for are the drift.
  private static func addressCount(_ service: GatewayService, _ live: DocumentNode) -> PrivateLinkDrift? {
    guard let written = service.annotation("azure-pls-ip-configuration-ip-address-count"),
      let asked = Int(written),
      (1...8).contains(asked), let list = live["ipConfigurations"], list.isSequence, list.count > 0,
      list.count != asked
    else { return nil }
    return PrivateLinkDrift(
      annotation: "azure-pls-ip-configuration-ip-address-count", field: "ipConfigurations",
      what: "the number of addresses", asked: String(asked), live: String(list.count))
  }

  private static func texts(_ list: DocumentNode?) -> Set<String> {
    Set(list?.elements.compactMap { $0.text?.lowercased() } ?? [])
  }

  private static func shown(_ values: Set<String>) -> String {
    values.isEmpty ? "empty" : values.sorted().prefix(10).joined(separator: " ")
  }
}
