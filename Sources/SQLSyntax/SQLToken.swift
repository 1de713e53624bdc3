package import SourceText

/// A token of Databricks SQL. (Databricks SQL reference, "Lexical structure": identifiers, literals, comments.)
package struct SQLToken: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// A keyword or a regular identifier, as it is written.
    case word
    /// An identifier in back quotes; the text is without them.
    case identifier
    /// A string in single or double quotes; the text is what it stands for.
    case string
    case number
    /// `:name` or `?`
    case parameter
    /// One or more signs that belong together: `=>`, `;`, `(`.
    case symbol
  }

  package var kind: Kind
  package var text: String
  package var span: ByteSpan

  /// Whether this is a keyword, in any case of letters.
  package func isWord(_ word: String) -> Bool { kind == .word && text.uppercased() == word }

  package func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
}
