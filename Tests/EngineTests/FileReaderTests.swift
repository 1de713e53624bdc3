import Engine
import Foundation
import SourceText
import Testing

/// Large files are read by several threads.
@Suite struct FileReaderTests {
  @Test(arguments: [1, 2, 3, 7]) func aLargeFileIsTheSameForAnyNumberOfThreads(_ jobs: Int) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    // No multiple of the threads, and above the size from which on they are used.
    let data = Data((0..<(16 << 20) + 5).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    try data.write(to: file)
    let bytes = try FileReader.bytes(of: file.path(), limit: 32 << 20, jobs: jobs)
    #expect(bytes.count == data.count)
    #expect(Data(bytes) == data)
  }

  /// One byte that is none of ASCII's is seen wherever it stands, by whichever thread reads it.
  @Test func whatIsNoASCIIIsSeen() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var data = Data(repeating: UInt8(ascii: "a"), count: (16 << 20) + 5)
    let last = data.count - 1
    for place in [nil, 0, 7, (256 << 10) - 1, 256 << 10, data.count / 2, data.count / 2 + 1, last - 4, last] {
      if let place { data[place] = 0xC3 }
      try data.write(to: file)
      for jobs in [1, 2] {
        let content = try FileReader.content(of: file.path(), limit: 32 << 20, jobs: jobs)
        #expect(content.isKnownASCII == (place == nil), "\(String(describing: place)), \(jobs) threads")
        let source = try SourceFile(path: "a", raw: content.bytes, isKnownASCII: content.isKnownASCII)
        #expect(source.isASCII == content.isKnownASCII)
      }
      if let place { data[place] = UInt8(ascii: "a") }
    }
  }
}
