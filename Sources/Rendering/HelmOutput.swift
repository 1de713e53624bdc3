/// What `helm template` writes: documents, each below a line `# Source: chart/templates/file.yaml`.
package enum HelmOutput {
  /// The output with the template that each line comes from.
  ///
  /// - Parameters:
  ///   - description: the chart's `Chart.yaml`, where lines are put of which nothing is known.
  ///   - template: the file that a path below the chart names; `nil` for one that is not there. The path is what the output
  ///     says, and whoever wrote the chart can write such lines, too.
  package static func text(
    _ bytes: [UInt8], description: RenderedText.File, template: (String) -> RenderedText.File?
  ) -> RenderedText {
    let lines = TextLines.split(bytes)
    var files = [description]
    var places: [String: Int] = [:]
    /// The lines that come from each file, by its place in `files`.
    var byFile: [Int: [Int]] = [:]
    var origins: [RenderedText.Origin] = []
    var file = 0
    for (index, line) in lines.enumerated() {
      if line.starts(with: "---".utf8) { file = 0 }
      if let path = source(line) {
        if let known = places[path] {
          file = known
        } else if let found = template(path) {
          file = files.count
          files.append(found)
          places[path] = file
        }
      }
      origins.append(RenderedText.Origin(file: file, line: 0))
      if file > 0 { byFile[file, default: []].append(index) }
    }
    for (file, own) in byFile {
      let found = LineMatch.lines(of: own.map { lines[$0] }, in: files[file].lines)
      for (index, line) in zip(own, found) { origins[index].line = line }
    }
    return RenderedText(bytes: bytes, files: files, origins: origins)
  }

  /// The path below the chart that a line tells; the first step is the chart's name.
  private static func source(_ line: ArraySlice<UInt8>) -> String? {
    let mark = "# Source: "
    guard line.starts(with: mark.utf8) else { return nil }
    let path = String(decoding: TextLines.trimmed(line.dropFirst(mark.utf8.count)), as: UTF8.self)
    let steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard !steps.isEmpty, steps.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
    return steps.joined(separator: "/")
  }
}
