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
    // By the hash of the name, which several threads can find; another name of the same hash goes to the next number.
    var best: [Int: Int] = [:]
    best.reserveCapacity(rules.count)
    for (index, hash) in zip(rules, hashes(of: rules, in: resources, jobs: jobs)) {
      var key = hash
      while let kept = best[key], resources[kept].name != resources[index].name { key &+= 1 }
      guard let kept = best.updateValue(index, forKey: key) else { continue }
      isAnyLeftOut = true
      if resources[kept].node.count < resources[index].node.count {
        isLeftOut[kept] = true
      } else {
        isLeftOut[index] = true
        best[key] = kept
      }
    }
    if !isAnyLeftOut { return resources }
    return resources.indices.lazy.filter { !isLeftOut[$0] }.map { resources[$0] }
  }

  private static func hashes(of rules: [Int], in resources: [Resource], jobs: Int) -> some Sequence<Int> {
    Parallel.map((rules.count + partSize - 1) / partSize, jobs: jobs) { number in
      rules[number * partSize..<Swift.min((number + 1) * partSize, rules.count)].map {
        resources[$0].name.hashValue
      }
    }.joined()
  }
}
