import Documents
import FuzzDriver
import SourceText

/// Reads a text with our own reader and through libyaml: on every text which ours takes both must give the same tree,
/// problems and comments, also where the limits are narrow.
private func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let source = try? SourceFile(path: "fuzz.yaml", raw: Array(bytes)) else { return }
  if let difference = TwoReaders.difference(source) { fatalError(difference) }
  if let difference = TwoReaders.difference(source, limits: Inputs.narrow) { fatalError(difference) }
}

private enum Inputs {
  static let narrow = TreeLimits(depth: 4, expansion: 24)
}

FuzzDriver.run(fuzz)
