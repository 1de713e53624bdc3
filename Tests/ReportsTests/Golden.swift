import Foundation
import Testing

/// Reports as they should be, in `Golden/`.
///
/// With `RECORD_SNAPSHOTS` in the environment the files are rewritten, and the run fails: what was recorded is to be
/// read before it counts.
enum Golden {
  static func expect(
    _ bytes: [UInt8], is name: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(bytes).write(to: file)
      Issue.record("recorded Golden/\(name); read it and run again", sourceLocation: location)
      return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(String(decoding: bytes, as: UTF8.self) == expected, sourceLocation: location)
  }
}
