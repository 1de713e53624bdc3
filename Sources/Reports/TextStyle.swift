import Findings

/// The colours of text reports, as ANSI sequences (ECMA-48 section 8.3.117).
enum TextStyle: String {
  case bold = "1"
  case red = "1;31"
  case yellow = "1;33"
  case cyan = "1;36"
  case green = "1;32"
  case faint = "2"

  /// The colour of a finding.
  init(_ severity: Severity) {
    switch severity {
    case .error: self = .red
    case .warning: self = .yellow
    case .note: self = .cyan
    }
  }

  /// The colour of a verdict.
  init(_ tone: PathColumn.Tone) {
    switch tone {
    case .good: self = .green
    case .bad: self = .red
    case .doubtful: self = .yellow
    case .neutral: self = .faint
    }
  }

  /// The text in this style; as it is where colours are off.
  func paint(_ text: String, colour: Bool) -> String {
    colour ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
