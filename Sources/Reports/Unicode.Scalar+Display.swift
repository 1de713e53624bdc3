extension Unicode.Scalar {
  /// Whether the scalar steers what is displayed instead of being displayed: control characters (C0, DEL, C1), line
  /// and paragraph separators, bidirectional controls (UAX #9 section 2), invisible marks and tag characters.
  ///
  /// Reports show its code point instead, so that an input cannot drive a terminal or reorder a line.
  var steersDisplay: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// How many cells of a terminal the scalar takes: 0, 1 or 2 (UAX #11, wide and full-width; by block).
  var cells: Int {
    switch value {
    case 0x20...0x7E: return 1
    case 0x0300...0x036F, 0x200C...0x200D, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      let category = properties.generalCategory
      return category == .nonspacingMark || category == .enclosingMark ? 0 : 1
    }
  }

  /// `U+001B`: at least four upper-case digits.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  /// The most scalars of a name or message that a line of text shows.
  private static let longestShown = 1000

  /// The text on one line with nothing in it that steers a display: such scalars are shown as `<U+001B>`, a line
  /// break and a tab as a space. What is longer than 1,000 scalars is cut.
  var shown: String {
    let start = unicodeScalars.prefix(String.longestShown)
    let isCut = start.endIndex < unicodeScalars.endIndex
    guard isCut || start.contains(where: \.steersDisplay) else { return self }
    var shown = ""
    for scalar in start {
      if scalar == "\n" || scalar == "\t" {
        shown.append(" ")
      } else if scalar.steersDisplay {
        shown += "<\(scalar.codePoint)>"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return isCut ? shown + "…" : shown
  }
}
