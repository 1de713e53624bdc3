/// An Azure Resource Manager id, compared without regard to the case of ASCII letters, segment by segment.
///
/// `/subscriptions/…[/resourceGroups/…][/providers/NS/type/name[/subtype/name…]]`; Azure's own services write
/// `resourcegroups` and `resourceGroups` for the same thing.
package struct ARMResourceID: Sendable {
  /// The segments as written, without the leading slash.
  private let segments: [Substring]
  /// Where `providers` stands among the segments; `nil` for a subscription or a resource group.
  private let provider: Int?
  package let subscription: GUID
  /// The id in lower case, for joins.
  package let key: String

  /// Reads an id; `nil` if it is not one. One trailing slash is let through.
  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/"), !text.utf8.contains(where: { $0 <= 0x20 }) else { return nil }
    var segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if segments.last?.isEmpty == true { segments.removeLast() }
    guard segments.count >= 2, !segments.contains(where: \.isEmpty), same(segments[0], "subscriptions"),
      let subscription = GUID(segments[1])
    else { return nil }
    var next = 2
    if segments.count > next, same(segments[next], "resourceGroups") {
      guard segments.count > next + 1 else { return nil }
      next += 2
    }
    if segments.count == next {
      provider = nil
    } else {
      guard ARMResourceID.isProviderPath(segments[next...]), let last = segments.lastIndex(where: isProviders)
      else { return nil }
      provider = last
    }
    self.segments = segments
    self.subscription = subscription
    key = ASCII.lowercased("/" + segments.joined(separator: "/"))
  }

  /// Whether segments are one or more of `providers/NS/type/name[/subtype/name…]`.
  private static func isProviderPath(_ segments: ArraySlice<Substring>) -> Bool {
    var index = segments.startIndex
    guard isProviders(segments[index]) else { return false }
    while index < segments.endIndex {
      index += isProviders(segments[index]) ? 2 : 0
      guard index + 1 < segments.endIndex else { return false }
      while index < segments.endIndex, !isProviders(segments[index]) {
        guard index + 1 < segments.endIndex else { return false }
        index += 2
      }
    }
    return true
  }

  /// The resource group as written; `nil` for what stands directly in a subscription.
  package var resourceGroup: String? {
    segments.count > 3 && same(segments[2], "resourceGroups") ? String(segments[3]) : nil
  }

  /// The provider's namespace as written, such as `Microsoft.Network`; of the innermost, where one extends another.
  package var providerNamespace: String? { provider.map { String(segments[$0 + 1]) } }

  /// The type with its namespace as written, such as `Microsoft.Network/loadBalancers/frontendIPConfigurations`.
  package var type: String? {
    guard let provider else { return nil }
    var parts = [segments[provider + 1]]
    for index in stride(from: provider + 2, to: segments.count, by: 2) { parts.append(segments[index]) }
    return parts.joined(separator: "/")
  }

  /// The last name: of the resource, or of the group or subscription.
  package var name: String { segments.last.map(String.init) ?? "" }

  /// The id of what this is part of: the resource above a subresource, or the group or subscription.
  package var parent: ARMResourceID? {
    let count = segments.count - (provider == segments.count - 4 ? 4 : 2)
    return count >= 2 ? ARMResourceID("/" + segments[..<count].joined(separator: "/")) : nil
  }

  /// Whether the resource is of a type such as `Microsoft.Network/privateLinkServices`, in any case.
  package func isOf(type other: some StringProtocol) -> Bool {
    type.map { same($0, other) } ?? false
  }
}

private func isProviders(_ segment: Substring) -> Bool { same(segment, "providers") }

/// Whether two texts are equal but for the case of ASCII letters.
private func same(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
  a.utf8.lazy.map(ASCII.lowercased).elementsEqual(b.utf8.lazy.map(ASCII.lowercased))
}

extension ARMResourceID: Hashable, CustomStringConvertible {
  package static func == (a: Self, b: Self) -> Bool { a.key == b.key }

  package func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// The id as written, without a trailing slash.
  package var description: String { "/" + segments.joined(separator: "/") }
}
