import Documents
import Inventory
import SourceText

/// Private endpoint rules stand in their own list and inside the configuration; one of the two is enough.
enum DuplicateRules {
  /// How many names a thread hashes in one go.
  private static let partSize = 4096

  /// The resources without the later ones of equal rule id; the one from the rules' own list is kept.
  ///
  /// - Parameter jobs: threads; at least 1.
  static func removed(from resources: [Resource], jobs: Int) -> [Resource] {
    let rules = resources.indices.filter {
      resources[$0].kind == .privateEndpointRule && !resources[$0].name.isEmpty
    }
    var isLeftOut = [Bool](repeating: false, count: rules.isEmpty ? 0 : resources.count)
    var isAnyLeftOut = false
    // The places in `rules` by hash, which several threads can find, -1 where there is none; at least half of them are free.
    let hashes = hashes(of: rules, in: resources, jobs: jobs)
    var size = 16
    while size < 2 * rules.count { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for (place, index) in rules.enumerated() {
      var slot = hashes[place] & (size - 1)
      while slots[slot] >= 0, !isSame(place, Int(slots[slot])) { slot = (slot + 1) & (size - 1) }
      let kept = slots[slot]
      slots[slot] = Int32(place)
      guard kept >= 0 else { continue }
      isAnyLeftOut = true
      if resources[rules[Int(kept)]].node.count < resources[index].node.count {
        isLeftOut[rules[Int(kept)]] = true
      } else {
        isLeftOut[index] = true
        slots[slot] = kept
      }
    }
    func isSame(_ place: Int, _ other: Int) -> Bool {
      hashes[place] == hashes[other] && resources[rules[place]].name == resources[rules[other]].name
    }
    if !isAnyLeftOut { return resources }
    return resources.indices.lazy.filter { !isLeftOut[$0] }.map { resources[$0] }
  }

  private static func hashes(of rules: [Int], in resources: [Resource], jobs: Int) -> [Int] {
    let parts = Parallel.map((rules.count + partSize - 1) / partSize, jobs: jobs) { number in
      rules[number * partSize..<Swift.min((number + 1) * partSize, rules.count)].map {
        resources[$0].name.hashValue
      }
    }
    return Array(parts.joined())
  }
}
