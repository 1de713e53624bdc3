/// Several files as one input: each begins with a line `@@ name`, and ends before the line break in front of the next such
/// line. An input without such a line is one YAML file.
///
/// No YAML, JSON or SQL line begins so, and a bundle can be read and written by hand.
struct FileBundle {
  struct File: Equatable {
    /// Relative, without steps upwards and hidden parts, so that no input can write elsewhere.
    var name: String
    var bytes: [UInt8]
  }

  var files: [File] = []

  private static let mark = Array("@@ ".utf8)
  private static let mostFiles = 40

  init(files: [File]) { self.files = files }

  init(_ bytes: [UInt8]) {
    var start = 0
    var name: String?
    var line = 0
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[line..<end].starts(with: Self.mark) {
        if let name { add(name, bytes[start..<Swift.max(start, line - 1)]) }
        name = Self.name(bytes[(line + Self.mark.count)..<end], number: files.count)
        start = Swift.min(end + 1, bytes.count)
      }
      line = end + 1
    }
    add(name ?? "input.yaml", bytes[start...])
  }

  private mutating func add(_ name: String, _ bytes: ArraySlice<UInt8>) {
    guard files.count < Self.mostFiles, !files.contains(where: { $0.name == name }) else { return }
    files.append(File(name: name, bytes: Array(bytes)))
  }

  private static func name(_ bytes: ArraySlice<UInt8>, number: Int) -> String {
    let steps = bytes.prefix(80).split(separator: UInt8(ascii: "/")).prefix(4).map { step in
      String(
        decoding: step.filter {
          (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || "-_.".utf8.contains($0)
        }, as: UTF8.self)
    }
    let isUsable = !steps.isEmpty && steps.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    return isUsable ? steps.joined(separator: "/") : "file\(number).yaml"
  }

  /// The bundle as an input.
  var bytes: [UInt8] {
    var all: [UInt8] = []
    for (index, file) in files.enumerated() {
      if index > 0 { all.append(0x0A) }
      all += Self.mark + Array(file.name.utf8) + [0x0A] + file.bytes
    }
    return all
  }
}
