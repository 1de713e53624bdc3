import ArgumentParser
import Engine
import Reports

/// A format, and the file that it goes to; no file is standard output.
struct ReportTarget: Equatable {
  var format: ReportFormat
  var file: String?

  /// Reads `--format` and `--output`: each format may name its own file (`sarif=report.sarif`), `--output` names the
  /// file of the last one, and `-` is standard output.
  ///
  /// - Throws: a format that is not known, a file that is named twice, or two reports on standard output that would
  ///   make one another unreadable.
  static func all(formats: [String], output: String?) throws -> [ReportTarget] {
    var targets: [ReportTarget] = []
    for written in formats.isEmpty ? [ReportFormat.text.rawValue] : formats {
      let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let format = ReportFormat(rawValue: String(parts[0])) else {
        throw ValidationError("'\(written)' is no format; allowed are \(ReportFormat.names)")
      }
      let file = parts.count > 1 ? String(parts[1]) : nil
      if file?.isEmpty == true { throw ValidationError("'\(written)' names no file") }
      targets.append(ReportTarget(format: format, file: file))
    }
    if let output, let last = targets.last {
      if let file = last.file {
        throw ValidationError("the format \(last.format.rawValue) has two files: \(file) and \(output)")
      }
      targets[targets.count - 1].file = output
    }
    for index in targets.indices where targets[index].file == "-" { targets[index].file = nil }
    try validate(targets)
    return targets
  }

  private static func validate(_ targets: [ReportTarget]) throws {
    var files: Set<String> = []
    for file in targets.compactMap(\.file) where !files.insert(file).inserted {
      throw ValidationError("two formats go to the file \(file)")
    }
    // Annotations are lines of a log, and may stand in one with the text.
    let printed = targets.filter { $0.file == nil && $0.format != .github }.map(\.format.rawValue)
    guard printed.count < 2 else {
      throw ValidationError(
        "\(printed.joined(separator: " and ")) would both go to standard output; write FORMAT=FILE for all but one"
      )
    }
  }

  /// Writes a report to its place; `false`, with a message on standard error, where that fails.
  func write(_ report: OutputBuffer) -> Bool {
    guard let file else { return StandardOutput.write(report.bytes) }
    do throws(FileReplacement.Failure) {
      try FileReplacement.write(report.bytes, to: file)
      return true
    } catch {
      StandardError.write("airtight: \(file): the report cannot be written: \(error.reason)\n")
      return false
    }
  }
}

extension ReportFormat {
  /// The names of all formats, as the help and messages list them. Each start of a check makes them for its help: `joined` would have the
  /// runtime look for what conforms to what.
  static var names: String {
    allCases.dropFirst().reduce(into: allCases[0].rawValue) { names, format in
      names += ", "
      names += format.rawValue
    }
  }
}
