import Foundation
import Glibc
import Testing

/// A folder for one bomb, with a file beside it that has one finding; removed at the end.
final class BombFolder {
  let path: String
  var airtight: Airtight { Airtight(folder: path) }

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "bomb-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try write("neighbour.yaml", Self.service)
  }

  deinit {
    for suffix in ["", ".out", ".err"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }

  /// A Service with a public load balancer: an error by `load-balancer-public`, which `fix` mends.
  static let service = """
    apiVersion: v1
    kind: Service
    metadata:
      name: at-gateway
      namespace: carto
      annotations:
        service.beta.kubernetes.io/azure-load-balancer-internal: "True"
    spec:
      type: LoadBalancer
      selector: {app: at-gateway}
      ports: [{port: 443, targetPort: 8443}]

    """

  func write(_ name: String, _ text: String) throws { try write(name, [(text, 1)]) }

  /// Writes pieces, each as often as is said; nothing of the size of the file is held in memory.
  func write(_ name: String, _ pieces: [(String, Int)]) throws {
    let file = path + "/" + name
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    for (text, count) in pieces {
      let piece = Array(text.utf8)
      guard !piece.isEmpty else { continue }
      let together = Swift.max(1, Swift.min(count, (1 << 20) / piece.count))
      let block = together == 1 ? piece : Array(repeatElement(piece, count: together).joined())
      for _ in 0..<(count / together) { try put(block, descriptor) }
      for _ in 0..<(count % together) { try put(piece, descriptor) }
    }
  }

  static let zoneHead =
    "$ORIGIN example.com.\n$TTL 60\n@ SOA ns admin 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.1\n"

  /// Writes `bomb.zone` with more records than may be read: for one origin after the other a thousand times a line, with the number in
  /// place of each `#`.
  func writeRecords(_ line: String, below parent: String = "example.com.", behind head: String) throws {
    let lines = (0..<1000).map { line.replacing("#", with: "\($0)") + "\n" }.joined()
    let blocks = (0..<1101).flatMap { [("$ORIGIN o\($0).\(parent)\n", 1), (lines, 1)] }
    try write("bomb.zone", [(head, 1)] + blocks)
  }

  private func put(_ bytes: [UInt8], _ descriptor: Int32) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      try #require(count > 0)
      done += count
    }
  }

  /// All entries of the folder, hidden ones as well, sorted.
  func entries() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// A check of the folder ends in time and memory with status 3, these problems and no others, and the neighbour's finding.
  func isRefused(
    _ problems: [String], _ options: String..., location: SourceLocation = #_sourceLocation
  ) throws {
    let run = try airtight.run(["check", ".", "--only", "load-balancer-public"] + options)
    let lines = run.output.split(separator: "\n").map(String.init)
    let told = lines.filter { $0.contains(" error: ") && $0.hasSuffix("[input-refused]") }
    #expect(
      told == problems.map { $0 + " [input-refused]" }, "\(run.errors)", sourceLocation: location)
    #expect(run.status == 3, "\(run.errors)", sourceLocation: location)
    #expect(
      lines.contains { $0.hasPrefix("neighbour.yaml:7:") && $0.hasSuffix("[load-balancer-public]") },
      "\(run.output.prefix(2000))", sourceLocation: location)
    #expect(run.time < Airtight.mostTime, "\(run.time) s", sourceLocation: location)
  }
}
