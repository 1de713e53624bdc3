/// The alias of an Azure Private Link Service: `prefix.GUID.region.azure.privatelinkservice`.
///
/// Equal whatever the case. It stands in `resource_id` of a rule where the provider does not give its ARM id.
package struct PrivateLinkServiceAlias: Hashable, Sendable, CustomStringConvertible {
  /// The name that the service's owner chose, in lower case.
  package let prefix: String
  package let guid: GUID
  package let region: AzureRegion

  package init?(_ text: some StringProtocol) {
    let suffix = ".azure.privatelinkservice"
    let text = ASCII.lowercased(text)
    guard text.hasSuffix(suffix) else { return nil }
    let parts = text.dropLast(suffix.utf8.count).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 3, !parts.contains(where: \.isEmpty),
      let region = AzureRegion(parts[parts.count - 1]),
      !parts[parts.count - 1].contains(" "), let guid = GUID(parts[parts.count - 2])
    else { return nil }
    prefix = parts.dropLast(2).joined(separator: ".")
    self.guid = guid
    self.region = region
  }

  package var description: String { "\(prefix).\(guid).\(region).azure.privatelinkservice" }
}
