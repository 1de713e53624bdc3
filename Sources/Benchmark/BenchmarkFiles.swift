import FoundationEssentials

/// The files that a benchmark reads.
enum BenchmarkFiles {
  /// The files below a folder, sorted; the path itself where it is a file.
  static func all(below path: String) -> [String] {
    var found: [String] = []
    var waiting = [path]
    while let path = waiting.popLast() {
      if let names = try? FileManager.default.contentsOfDirectory(atPath: path) {
        waiting += names.filter { !$0.hasPrefix(".") }.map { path + "/" + $0 }
      } else {
        found.append(path)
      }
    }
    return found.sorted()
  }
}
