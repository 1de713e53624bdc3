import Analysis
import Dispatch
package import Findings
import Inventory
package import Rules
import SourceText
import Synchronization

/// A whole run: files in parallel, then everything that needs more than one object, then the results in order.
package struct CheckRun: Sendable {
  private let library: RuleLibrary
  private let options: CheckOptions
  private let selection: RuleSelection

  /// - Throws: a rule named in the options that does not exist.
  package init(_ library: RuleLibrary, _ options: CheckOptions) throws(CheckFailure) {
    let known = Set(library.entries.map(\.id))
    if let unknown = options.only.union(options.skip).sorted().first(where: { !known.contains($0) }) {
      throw .unknownRule(unknown)
    }
    self.library = library
    self.options = options
    selection = RuleSelection(library, only: options.only, skip: options.skip)
  }

  /// - Throws: a path that is not there, nothing to check, or a fault in a rule file.
  package func result() throws(CheckFailure) -> CheckResult {
    let (files, missing) = FileDiscovery.files(
      below: options.paths, filter: options.filter, render: options.render)
    if let first = missing.first { throw .noSuchPath(first) }
    if files.isEmpty { throw .nothingToCheck }
    let (outcomes, tallies) = check(files)
    if let fault = outcomes.lazy.compactMap(\.fault).first { throw .badRule(fault) }
    var results = ResultCollector(library, selection, tallies)
    let included = Set(outcomes.flatMap { $0.zones.flatMap(\.includedPaths) })
    for outcome in outcomes { results.add(outcome.withoutParts(included)) }
    try results.addCrossObjectRules(files, options)
    results.suppress(options)
    return results.finish()
  }

  /// The files' outcomes in the files' order, whichever worker made them, and how often rules judged what.
  private func check(_ files: [InputFile]) -> ([FileOutcome], RuleTallies) {
    let jobs = files.count < 16 ? 1 : Swift.max(1, Swift.min(options.jobs, files.count))
    var included = IncludeRoots(paths: options.paths, limit: options.maximumFileSize)
    included.overlay = options.overlay
    let roots = included
    let next = Atomic<Int>(0)
    let done = Mutex((outcomes: [FileOutcome?](repeating: nil, count: files.count), tallies: RuleTallies()))
    @Sendable func work() {
      let library = jobs == 1 ? self.library : self.library.forThread()
      var checker = FileCheck(library, selection, limit: options.maximumFileSize, roots: roots)
      checker.overlay = options.overlay
      checker.limits = options.limits
      checker.showsLines = options.showsLines
      checker.fileTime = options.fileTime
      checker.jobs = jobs == 1 ? Swift.max(options.jobs, 1) : 1
      var outcomes: [(Int, FileOutcome)] = []
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < files.count else { break }
        outcomes.append((index, checker.check(files[index], index: index)))
        options.progress?(index + 1, files.count)
      }
      done.withLock { done in
        for (index, outcome) in outcomes { done.outcomes[index] = outcome }
        done.tallies.add(checker.tallies)
      }
    }
    if jobs == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: jobs) { _ in work() }
    }
    return done.withLock { ($0.outcomes.compactMap(\.self), $0.tallies) }
  }
}
