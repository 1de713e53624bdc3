import Foundation

/// A folder of its own for a test of the command line, removed at the end.
final class Workspace {
  let path = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)").path

  /// - Parameter files: text by path.
  init(_ files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (file, text) in files { try write(file, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ file: String, _ text: String) throws {
    let url = URL(filePath: path).appending(path: file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path + "/" + file)), as: UTF8.self)
  }

  func airtight(_ arguments: String..., folder: String = "", input: String? = nil) throws -> CommandTests.Run
  {
    try CommandTests.airtight(arguments, input: input, in: folder.isEmpty ? path : path + "/" + folder)
  }

  func git(_ arguments: String...) throws {
    let identity = [
      "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false",
    ]
    let run = try CommandTests.run("/usr/bin/env", ["git"] + identity + arguments, in: path)
    if run.status != 0 { throw Failure(text: run.errors) }
  }

  struct Failure: Error { var text: String }
}

/// A Service with a public load balancer: an error by `load-balancer-public`.
let publicService = """
  apiVersion: v1
  kind: Service
  metadata:
    name: at-gateway
    namespace: carto
  spec:
    type: LoadBalancer
    selector: {app: at-gateway}
    ports: [{port: 443, targetPort: 8443}]

  """
