extension String {
  /// The text on one line, as the content or an attribute's value in HTML and XML 1.0.
  var markup: String { shown.markupLines }

  /// The same for a text of several lines in which what steers a display is shown already. What XML 1.0 cannot hold
  /// (section 2.2) becomes U+FFFD.
  var markupLines: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\n": text.unicodeScalars.append(scalar)
      case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
      }
    }
    return text
  }
}
