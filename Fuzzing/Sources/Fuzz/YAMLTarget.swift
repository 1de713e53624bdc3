import Documents
import SourceText
import YAMLSyntax

/// Reads a text with our own reader and through libyaml: on every text which ours takes both must give the same tree,
/// problems and comments, also where the limits are narrow.
enum YAMLTarget: FuzzTarget {
  private static let narrow = TreeLimits(depth: 4, expansion: 24)

  static func run(_ bytes: [UInt8]) {
    guard let source = try? SourceFile(path: "fuzz.yaml", raw: bytes) else { return }
    if let difference = TwoReaders.difference(source) { fatalError(difference) }
    if let difference = TwoReaders.difference(source, limits: narrow) { fatalError(difference) }
  }
}
