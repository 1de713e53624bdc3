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
}
