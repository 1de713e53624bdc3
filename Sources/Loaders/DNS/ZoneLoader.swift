import Inventory
import Networking
import SourceText
import ZoneSyntax

/// Reads a master file as a zone of the inventory.
enum ZoneLoader {
  /// - Parameter jobs: threads; at least 1.
  static func load(
    _ source: SourceFile, limits: ZoneLimits, includes: ZoneIncludes?, jobs: Int
  ) -> LoadedFile {
    let content = ZoneReader.read(source, limits: limits, includes: includes, parts: .init(jobs: jobs))
    var loaded = LoadedFile(format: .zone)
    loaded.problems = content.allProblems
    loaded.documents = 1
    guard !content.records.isEmpty else { return loaded }
    let zone = InventoryZone(content, visibility: visibility(of: content), path: source.path)
    loaded.zones = [zone]
    loaded.resources = [zone.resource]
    return loaded
  }

  /// The name servers of public DNS hosts, by the suffix of the SOA's first field.
  private static let publicServers = [
    ".azure-dns.com.", ".azure-dns.net.", ".azure-dns.org.", ".azure-dns.info.",
  ]

  /// Azure's exports name Azure's own servers in the SOA: those of private zones or those of public ones.
  private static func visibility(of content: ZoneFile) -> InventoryZone.Visibility {
    if content.isAzurePrivate { return .private }
    guard let soa = content.records.firstIndex(where: { $0.type == .soa }),
      let server = content.target(of: soa)?.key
    else { return .unspecified }
    return publicServers.contains { server.hasSuffix($0) } ? .public : .unspecified
  }
}
