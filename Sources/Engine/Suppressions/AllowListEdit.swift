import Documents
import Findings
import Rules
import SourceText
import YAMLSyntax

/// Entries put into the configuration's `allow`.
struct AllowListEdit {
  /// An entry as it is to be written.
  struct Entry: Hashable {
    var rule: String
    var resource: String?
    var path: String?
  }

  private let configuration: Configuration
  private let reason: String

  init(_ configuration: Configuration, reason: String) {
    self.configuration = configuration
    self.reason = reason
  }

  /// The entries that accept some findings, each once; and the findings that neither a resource nor a file names.
  func entries(for findings: [Finding]) -> (entries: [Entry], left: [Finding]) {
    let folder = IgnoreRules.components(RunScope.absolute(configuration.folder))
    var entries: [Entry] = []
    var seen: Set<Entry> = []
    var left: [Finding] = []
    for finding in findings {
      var entry = Entry(rule: finding.rule)
      if !finding.resource.isEmpty { entry.resource = finding.resource }
      let file = IgnoreRules.components(RunScope.absolute(finding.place.path))
      if finding.place.path != "-", file.count > folder.count, file.starts(with: folder) {
        entry.path = file[folder.count...].map { "/" + Self.escaped($0) }.joined()
      }
      if entry.resource == nil, entry.path == nil {
        left.append(finding)
      } else if seen.insert(entry).inserted {
        entries.append(entry)
      }
    }
    return (entries, left)
  }

  /// A component of a path as a pattern for itself.
  private static func escaped(_ name: ArraySlice<UInt8>) -> String {
    var pattern: [UInt8] = []
    for byte in name {
      if "*?[\\".utf8.contains(byte) || (byte == 0x20 && name.last == 0x20) {
        pattern.append(UInt8(ascii: "\\"))
      }
      pattern.append(byte)
    }
    return String(decoding: pattern, as: UTF8.self)
  }

  /// Writes the entries into the configuration's file, or into a new one in the working folder; gives its path.
  ///
  /// - Throws: a file that cannot be read or written, or whose `allow` is written so that nothing can be added.
  func write(_ entries: [Entry]) throws(CheckFailure) -> String {
    let path = configuration.path.isEmpty ? ConfigurationFile.name : configuration.path
    let raw = configuration.path.isEmpty ? [] : (try? FileReader.bytes(of: path, limit: 1 << 20)) ?? []
    guard let source = try? SourceFile(path: path, raw: raw), source.encoding == .utf8 else {
      throw .badOption("\(path): is not UTF-8; entries of 'allow' are only added to a file that is")
    }
    let text = adding(entries, to: source)
    let edited = SourceFile(path: path, text: String(decoding: text, as: UTF8.self))
    let (read, problems) = ConfigurationReader.read(edited, folder: configuration.folder)
    guard problems.isEmpty, read.allow.count == configuration.allow.count + entries.count else {
      throw .badOption(
        "\(path): nothing can be added to its 'allow'; it is a list whose lines begin with '-'")
    }
    try text.replace(path)
    return path
  }

  private func adding(_ entries: [Entry], to source: SourceFile) -> [UInt8] {
    let bytes = source.bytes
    let tree = YAMLReader.read(source).0
    guard let allow = tree.documents.first?.pair(forKey: "allow") else {
      let separator = bytes.isEmpty ? "" : bytes.last == 0x0A ? "\n" : "\n\n"
      return bytes + Array((separator + "allow:\n" + block(entries, indentation: 2)).utf8)
    }
    let value = allow.value
    if value.isSequence, value.style == .flow, value.count > 0 {
      let end = value.span.range.upperBound - 1
      let text = entries.map { ", {" + members($0).joined(separator: ", ") + "}" }.joined()
      return bytes[..<end] + Array(text.utf8) + bytes[end...]
    }
    if let first = value.elements.first(where: { _ in true }) {
      let inside = tree.scalarSpans.filter { value.span.start <= $0.start && $0.start < value.span.end }
      let end = Self.endOfLine(from: inside.last?.range.upperBound ?? value.span.range.upperBound, in: bytes)
      let text = block(
        entries, indentation: Self.column(ofDashBefore: first.span.range.lowerBound, in: bytes))
      return bytes[..<end] + Array((end > 0 && bytes[end - 1] != 0x0A ? "\n" : "").utf8) + Array(text.utf8)
        + bytes[end...]
    }
    // An empty list, or nothing at all.
    let end = Self.endOfLine(from: value.span.range.upperBound, in: bytes)
    let rest =
      value.isSequence
      ? bytes[value.span.range.upperBound..<end] : bytes[allow.key.span.range.upperBound..<end].dropFirst()
    let head = bytes[..<allow.key.span.range.upperBound] + Array(":".utf8) + rest
    return head + Array((head.last == 0x0A ? "" : "\n").utf8) + Array(block(entries, indentation: 2).utf8)
      + bytes[end...]
  }

  private func block(_ entries: [Entry], indentation: Int) -> String {
    let start = String(repeating: " ", count: indentation)
    return entries.map { entry in
      start + "- " + members(entry).joined(separator: "\n" + start + "  ") + "\n"
    }.joined()
  }

  private func members(_ entry: Entry) -> [String] {
    let statement = SuppressionStatement(annotation: entry.rule + " " + reason)
    var members = ["rule: " + entry.rule]
    if let resource = entry.resource { members.append("resource: " + Self.quoted(resource)) }
    if let path = entry.path { members.append("path: " + Self.quoted(path)) }
    members.append("reason: " + Self.quoted(statement.reason))
    if let until = statement.until { members.append("until: \(until)") }
    return members
  }

  /// A text as a YAML scalar in double quotes.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + String(repeating: "0", count: 2 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The offset after the line break that ends a line.
  private static func endOfLine(from offset: Int, in bytes: [UInt8]) -> Int {
    if offset > 0, bytes[offset - 1] == 0x0A { return offset }
    return bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
  }

  private static func column(ofDashBefore offset: Int, in bytes: [UInt8]) -> Int {
    let line = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return bytes[line..<offset].prefix { $0 == 0x20 }.count
  }
}
