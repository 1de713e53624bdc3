package import Findings
package import Inventory
import Loaders
import SourceText

/// The whole inventory of some files, kept as a whole: for commands that show it rather than judge it.
package struct Estate: Sendable {
  package let inventory: Inventory
  /// What is wrong with the files themselves.
  package private(set) var problems: [InputProblem] = []

  /// - Parameters:
  ///   - files: as `FileDiscovery` found them.
  ///   - fileSizeLimit: bytes; a larger file is refused.
  package init(_ files: [InputFile], fileSizeLimit: Int = 256 << 20) {
    var resources: [Resource] = []
    var zones: [InventoryZone] = []
    var (listed, partial): (Set<ResourceKind>, Set<ResourceKind>) = ([], [])
    let roots = IncludeRoots(paths: files.map(\.path), limit: fileSizeLimit)
    for (index, file) in files.enumerated() {
      do throws(SourceProblem) {
        let source = try file.source(limit: fileSizeLimit)
        let loaded = file.load(source, includes: roots.read)
        var places = PlaceFinder(source, rendered: file.rendered)
        problems += loaded.problems.filter { $0.severity == .error }.map { places.problem($0) }
        listed.formUnion(loaded.listed)
        partial.formUnion(loaded.partial)
        for var zone in loaded.zones {
          zone.file = index
          zones.append(zone)
        }
        let policies = loaded.unrenderedPolicy.map { [$0] } ?? []
        for var resource in loaded.resources + policies {
          resource.file = index
          resources.append(resource)
        }
      } catch {
        problems.append(InputProblem(isError: true, message: error.message, place: Place(path: file.path)))
      }
    }
    inventory = Inventory(resources, zones: zones, seen: listed, partial: partial)
  }
}
