/// A file to be read.
package struct InputFile: Hashable, Comparable, Sendable {
  /// The path as reports show it: relative where the file is below the working folder, with `/`; `-` for standard
  /// input.
  package var path: String
  /// Whether the user named the file itself; then it is read whatever its name is.
  package var isNamed: Bool

  package static func < (a: Self, b: Self) -> Bool { a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
}
