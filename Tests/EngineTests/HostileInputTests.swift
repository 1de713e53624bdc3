import Documents
import Engine
import Findings
import Foundation
import Inventory
import Loaders
import Rules
import SourceText
import Testing

/// Whatever bytes a file has, a run ends with a result.
@Suite struct HostileInputTests {
  @Test func mutatedSamplesNeverTrap() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let (files, _) = FileDiscovery.files(
      below: ["/samples", "/Tests/EngineTests/Fixtures/template", "/Tests/LoadersTests/Fixtures"].map {
        root + $0
      })
    var random = Generator(state: 7)
    for file in files {
      let original = try FileReader.bytes(of: file.path, limit: 1 << 20)
      let format = try #require(ArtefactFormat(fileName: file.path.split(separator: "/").last ?? ""))
      for _ in 0..<40 {
        var bytes = original
        for _ in 0..<3 { mutate(&bytes, &random) }
        guard let source = try? SourceFile(path: file.path, raw: bytes) else { continue }
        let loaded = ArtefactLoader.load(source, format: format)
        #expect(loaded.resources.allSatisfy { $0.node.span.range.upperBound <= source.bytes.count })
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Generator) {
    guard !bytes.isEmpty else { return }
    let place = Int(random.next() % UInt64(bytes.count))
    switch random.next() % 4 {
    case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(contentsOf: bytes[place...].prefix(Int(random.next() % 40)), at: place)
    default: bytes.removeSubrange(place..<Swift.min(bytes.count, place + Int(random.next() % 60)))
    }
  }

  /// A small generator that gives the same numbers every time.
  struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
