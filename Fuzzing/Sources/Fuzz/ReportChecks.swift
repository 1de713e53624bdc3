import Findings
import JSONSyntax
import Reports
import SourceText

/// What holds for whatever is told to people and machines.
struct ReportChecks {
  let sources: [String: SourceFile]
  private let lines: [String: LineIndex]

  init(sources: [String: SourceFile]) {
    self.sources = sources
    lines = sources.mapValues { LineIndex($0.bytes) }
  }

  /// A place is in its file.
  func place(_ place: Place) {
    guard let range = place.range, let source = sources[place.path], let index = lines[place.path] else {
      return
    }
    self.range(range, index, source)
  }

  private func range(_ range: SourceRange, _ index: LineIndex, _ source: SourceFile) {
    if range.end < range.start { fatalError("ends before it begins: \(range) in \(source.path)") }
    for position in [range.start, range.end] {
      guard (1...index.count).contains(position.line), position.column >= 1 else {
        fatalError("\(position) is not in \(source.path), which has \(index.count) lines")
      }
      let line = index.bytes(ofLine: position.line, in: source.bytes)
      // One behind the last character, and the line break's own characters.
      if position.column > line.count + 3 { fatalError("\(position) is behind its line in \(source.path)") }
    }
  }

  func result(_ result: CheckResult) {
    for finding in result.findings {
      place(finding.place)
      for related in finding.related { place(related.place) }
      for fix in finding.fixes {
        for edit in fix.edits { place(Place(path: edit.path, range: edit.range)) }
      }
      precondition(!finding.message.isEmpty, "a finding without a message")
      precondition(finding.fingerprint.description.utf8.count == 16, "a fingerprint of another length")
    }
    for input in result.inputs {
      for problem in input.problems { place(problem.place) }
    }
    for hop in result.paths.flatMap(\.hops) + result.features.flatMap(\.steps) {
      for related in hop.evidence { place(related.place) }
    }
  }

  /// Whether a rule met an error that no object may bring it to.
  ///
  /// A field of another type than its API gives it, or one that the API always gives and that is not there, is the object's
  /// fault: that is told, and nothing better can be said of it.
  static func isFault(_ problem: InputProblem) -> Bool {
    let faults = [
      "is defined by itself", "divide by zero", "modulus by zero", "overflows", "out of range",
      "the limit of",
    ]
    return isOfRule(problem) && faults.contains(where: problem.message.contains)
  }

  /// Whether a problem is one that a rule had with an object.
  static func isOfRule(_ problem: InputProblem) -> Bool {
    problem.message.hasPrefix("the rule ") && problem.message.contains(" could not judge ")
  }

  /// A report of a result can be written, and holds what its reader takes.
  func report(_ result: CheckResult, _ format: ReportFormat) {
    var buffer = OutputBuffer()
    format.write(result, options: ReportOptions(toolVersion: "0.0.0"), into: &buffer)
    text(buffer.bytes, of: format.rawValue, isJSON: format == .json || format == .sarif || format == .gitlab)
  }

  /// A report is UTF-8 without characters that steer a terminal, and JSON where it says so.
  func text(_ bytes: [UInt8], of name: String, isJSON: Bool = false) {
    guard let text = String(validating: bytes, as: UTF8.self) else { fatalError("\(name): no UTF-8") }
    // Most reports are plain ASCII, and large.
    if bytes.contains(where: { $0 < 0x20 ? $0 != 0x0A : $0 > 0x7E }) {
      for scalar in text.unicodeScalars where scalar != "\n" && Self.steers(scalar) {
        // Machines read these formats, and JSON has escapes for the worst.
        if isJSON ? scalar.value >= 0x20 : scalar == "\t" { continue }
        fatalError("\(name): U+\(String(scalar.value, radix: 16)) stands in it")
      }
    }
    guard isJSON else { return }
    let reading = JSONReader.read(SourceFile(path: name, text: text))
    if reading.isRefused || !reading.problems.isEmpty { fatalError("\(name): \(reading.problems)") }
  }

  /// Control characters, and those that change the order of a line. (UAX #9, section 2.)
  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
