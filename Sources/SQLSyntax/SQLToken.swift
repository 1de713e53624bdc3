package import SourceText

/// A token of Databricks SQL. (Databricks SQL reference, "Lexical structure": identifiers, literals, comments.)
package struct SQLToken: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// A keyword or a regular identifier, as it is written.
    case word
    /// An identifier in back quotes; the text is without them.
    case identifier
    /// A string in single or double quotes, or between dollar signs; the text is what it stands for.
    case string
    case number
    /// A value that whoever runs the text supplies: `:name`, `?`, and a notebook's or query's `${name}`, `$name`,
    /// `{{name}}`.
    case parameter
    /// One or more signs that belong together: `=>`, `;`, `(`. The line that ends a notebook's cell is a `;`, too.
    case symbol
  }

  package var kind: Kind
  package var text: String
  package var span: ByteSpan

  /// Whether this is a keyword, in any case of letters.
  ///
  /// - Parameter word: in capital letters.
  package func isWord(_ word: String) -> Bool {
    guard kind == .word, text.utf8.count == word.utf8.count else { return false }
    return zip(text.utf8, word.utf8).allSatisfy { written, wanted in
      written == wanted || (written ^ 0x20 == wanted && (0x41...0x5A).contains(wanted))
    }
  }

  package func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

  /// Whether this may name a thing: a word or an identifier in back quotes.
  package var isName: Bool { kind == .word || kind == .identifier }
}
