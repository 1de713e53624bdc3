import Findings

/// The colours of a state; every pair of ink and fill has a contrast of at least 7 to 1, dark ones too.
struct PathPalette {
  let name: String
  let fill: String
  let stroke: String
  let ink: String
  /// The fill and the stroke for viewers that prefer dark colours; the ink is that of the page.
  private let dark: (fill: String, stroke: String)

  private static let good = PathPalette(
    name: "good", fill: "#e6f4ea", stroke: "#1e7e34", ink: "#0b3d1a", dark: ("#14301d", "#82d69c"))
  private static let bad = PathPalette(
    name: "bad", fill: "#fdecea", stroke: "#b3261e", ink: "#5c0f0a", dark: ("#3b1c1a", "#ff9a91"))
  private static let doubtful = PathPalette(
    name: "doubtful", fill: "#fff4e5", stroke: "#b26a00", ink: "#5c3700", dark: ("#38270f", "#f2b866"))
  private static let open = PathPalette(
    name: "open", fill: "#f1f3f4", stroke: "#5f6368", ink: "#202124", dark: ("#272d35", "#a4aebb"))

  static let all = [good, bad, doubtful, open]

  private init(name: String, fill: String, stroke: String, ink: String, dark: (fill: String, stroke: String))
  {
    (self.name, self.fill, self.stroke, self.ink, self.dark) = (name, fill, stroke, ink, dark)
  }

  init(_ state: HopResult.State) {
    switch state {
    case .proven: self = Self.good
    case .contradicted, .missing: self = Self.bad
    case .drifted: self = Self.doubtful
    case .unknown: self = Self.open
    }
  }

  init(_ tone: PathColumn.Tone) {
    switch tone {
    case .good: self = Self.good
    case .bad: self = Self.bad
    case .doubtful, .neutral: self = Self.open
    }
  }

  /// The rule that sets the dark colours, for boxes of this class.
  var darkRule: String {
    ".p-\(name) rect{fill:\(dark.fill);stroke:\(dark.stroke)}.p-\(name) .p-mark{fill:\(dark.stroke)}"
  }
}
