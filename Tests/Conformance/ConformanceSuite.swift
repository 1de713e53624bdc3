import Foundation

/// An independent suite of cases in JSON lines, used where it is there: the folder that the environment variable
/// `AIRTIGHT_SHARED` names, below `conformance/`.
package enum ConformanceSuite {
  /// The cases of a suite file such as `yaml.jsonl`; `nil` where there is none on this machine.
  package static func cases(_ file: String) -> [ConformanceCase]? {
    guard let path = path(file), let data = FileManager.default.contents(atPath: path) else { return nil }
    return data.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let fields = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else { return nil }
      return ConformanceCase(line: Data(line), id: fields["id"] as? String ?? "?")
    }
  }

  /// The path of a file or folder of the shared data; `nil` where there is none on this machine.
  package static func path(_ name: String) -> String? {
    guard let root = ProcessInfo.processInfo.environment["AIRTIGHT_SHARED"] else { return nil }
    let path = root + "/conformance/" + name
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Whether a suite file is on this machine.
  package static func has(_ file: String) -> Bool { path(file) != nil }
}

/// One case: a line of a suite file.
package struct ConformanceCase: Sendable {
  let line: Data
  package let id: String

  /// The case's fields, as `JSONSerialization` gives them.
  package var fields: [String: Any] {
    (try? JSONSerialization.jsonObject(with: line) as? [String: Any]) ?? [:]
  }

  /// The input: `text`, or `base64` decoded.
  package var input: [UInt8] {
    if let text = fields["text"] as? String { return Array(text.utf8) }
    if let base64 = fields["base64"] as? String, let data = Data(base64Encoded: base64) { return Array(data) }
    return []
  }

  /// The `expect` object.
  package var expect: [String: Any] { fields["expect"] as? [String: Any] ?? [:] }
}
