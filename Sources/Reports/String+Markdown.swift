// Texts from inputs in Markdown as GitHub and GitLab read it. Whatever could be markup becomes a character reference,
// which never is (CommonMark 0.31 section 2.5). Both servers look for addresses, mentions and references once more in
// what was rendered; a zero-width space keeps them from finding any.
extension String {
  /// As prose on one line, also in a cell of a table.
  var markdown: String {
    let scalars = Array(shown.unicodeScalars)
    var text = ""
    for (index, scalar) in scalars.enumerated() {
      let last = index > 0 ? scalars[index - 1] : " "
      if Self.breaksLink(last, scalar) { text += "&#8203;" }
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\\", "`", "*", "[", "]", "|", "~", "$": text += "&#\(scalar.value);"
      case "_":
        // Within a word it is an underscore and no emphasis.
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        text += last.isWordPart && next.isWordPart ? "_" : "&#95;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// As code on one line: in a code span where nothing in it could end the span or the cell of a table, else in a
  /// `code` element. A command in it can be copied as it is.
  var markdownCode: String {
    let text = shown
    if text.isEmpty { return "" }
    let isPlain = text.utf8.allSatisfy {
      $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: "\\")
    }
    return isPlain ? "`\(text)`" : "<code>\(text.markdown)</code>"
  }

  /// Whether the second scalar would go on with what a server takes for a link: an address (`//` after the scheme,
  /// `www.`, what follows `@`) or a reference (`#12`, `!12`, `GH-12`, and GitLab's `~a`, `$1`, `%1`, `&1`, `^a`).
  private static func breaksLink(_ last: Unicode.Scalar, _ next: Unicode.Scalar) -> Bool {
    switch last {
    case "@", "#", "!", "~", "$", "%", "&", "^": next != " "
    case ":": next == "/" || next.properties.isAlphabetic
    case "w", "W": next == "."
    case "H", "h": next == "-"
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter or a digit of ASCII.
  fileprivate var isWordPart: Bool { isASCII && (properties.isAlphabetic || properties.numericType != nil) }
}
