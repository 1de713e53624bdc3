import Loaders
import SourceText

/// What the bytes of a file alone tell. Of a large file it is found out on another thread while the file is read.
struct SourceScan: Sendable {
  var credentials: CredentialScan
  var lines: LineIndex
  /// Whether Terraform wrote the file.
  var isPlan: Bool
  /// Whether anything in it may be a suppression.
  var namesAirtight: Bool

  /// From how many bytes on a file of documents is worth a second thread.
  private static let manyBytes = 4 << 20

  init(_ bytes: [UInt8]) {
    credentials = CredentialScan(bytes)
    lines = LineIndex(bytes)
    isPlan = SecretMask.isTerraform(bytes)
    namesAirtight = SuppressionReader.isNamed(in: bytes)
  }

  /// Begins to look; `nil` for a file that is small, or of which less has to be known.
  static func begin(_ source: SourceFile) -> Awaited<SourceScan>? {
    guard source.bytes.count >= manyBytes, source.format == .json || source.format == .yaml else {
      return nil
    }
    return Awaited { [bytes = source.bytes] in SourceScan(bytes) }
  }
}
