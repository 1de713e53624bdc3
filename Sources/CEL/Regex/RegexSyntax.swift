internal import Synchronization

/// A parsed regular expression, in RE2's syntax (google/re2, wiki "Syntax").
indirect enum RegexSyntax: Sendable {
  case empty
  /// One scalar out of a set.
  case scalars(ScalarSet)
  case sequence([RegexSyntax])
  /// The first one that leads to a match counts.
  case alternatives([RegexSyntax])
  case repeated(RegexSyntax, minimum: Int, maximum: Int?, isGreedy: Bool)
  /// A group that captures, by its number from 1.
  case group(RegexSyntax, number: Int)
  case assertion(RegexAssertion)
}

/// A condition on a place in the text that takes up none of it.
enum RegexAssertion: UInt8, Sendable {
  case textStart, textEnd
  case lineStart, lineEnd
  case wordBoundary, noWordBoundary
}

/// Unicode scalars as sorted ranges that do not touch.
struct ScalarSet: Sendable, Equatable {
  private(set) var ranges: [ClosedRange<UInt32>]

  init(_ ranges: [ClosedRange<UInt32>]) { self.ranges = ScalarSet.merged(ranges) }

  init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  static let all = ScalarSet([0...highest])
  static let highest: UInt32 = 0x10FFFF

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  var inverted: ScalarSet {
    var out: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { out.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= Self.highest { out.append(next...Self.highest) }
    return ScalarSet(out)
  }

  /// Ranges with more scalars than this have both letter cases in them already, or none.
  static let mostFolded = 2048

  /// The set and, of each scalar in it, the upper-case and lower-case one, by simple case mapping.
  var foldingCase: ScalarSet {
    var out = ranges
    for range in ranges where range.count <= Self.mostFolded {
      for value in range {
        guard let scalar = Unicode.Scalar(value), value < 0x80 ? value.isASCIILetter : true else { continue }
        for mapped in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
          let scalars = mapped.unicodeScalars
          if scalars.count == 1, let first = scalars.first, first != scalar {
            out.append(first.value...first.value)
          }
        }
      }
    }
    return ScalarSet(out)
  }

  func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }
}

extension UInt32 {
  fileprivate var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
}

extension ScalarSet {
  static let digits = ScalarSet([0x30...0x39])
  static let space = ScalarSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
  static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])

  /// `[:name:]`.
  static func posix(_ name: String) -> ScalarSet? {
    switch name {
    case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
    case "ascii": ScalarSet([0x00...0x7F])
    case "blank": ScalarSet([0x09...0x09, 0x20...0x20])
    case "cntrl": ScalarSet([0x00...0x1F, 0x7F...0x7F])
    case "digit": digits
    case "graph": ScalarSet([0x21...0x7E])
    case "lower": ScalarSet([0x61...0x7A])
    case "print": ScalarSet([0x20...0x7E])
    case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "space": ScalarSet([0x09...0x0D, 0x20...0x20])
    case "upper": ScalarSet([0x41...0x5A])
    case "word": word
    case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    default: nil
    }
  }

  /// `\p{name}`: a general category; found by asking every scalar, once in a process.
  static func category(_ name: String) -> ScalarSet? {
    guard let wanted = UnicodeCategories.named(name) else { return nil }
    return UnicodeCategories.sets.withLock { sets in
      if let set = sets[name] { return set }
      let set = UnicodeCategories.scan(for: wanted)
      sets[name] = set
      return set
    }
  }
}

/// The general categories by the names that RE2 knows.
private enum UnicodeCategories {
  static let sets = Mutex<[String: ScalarSet]>([:])

  /// Where assigned scalars are; the planes for private use are known to be nothing else.
  private static let assigned: [ClosedRange<UInt32>] = [0...0x3FFFF, 0xE0000...0xE0FFF]
  private static let privateUse: [ClosedRange<UInt32>] = [0xF0000...0xFFFFD, 0x100000...0x10FFFD]

  static func scan(for wanted: [Unicode.GeneralCategory]) -> ScalarSet {
    var ranges = wanted.contains(.privateUse) ? privateUse : []
    for range in assigned {
      var start: UInt32?
      for value in range {
        let isWanted = Unicode.Scalar(value).map { wanted.contains($0.properties.generalCategory) } ?? false
        if isWanted, start == nil { start = value }
        if !isWanted, let first = start {
          ranges.append(first...value - 1)
          start = nil
        }
      }
      if let start { ranges.append(start...range.upperBound) }
    }
    return ScalarSet(ranges)
  }

  static func named(_ name: String) -> [Unicode.GeneralCategory]? {
    if let group = groups[name] { return group }
    return single[name].map { [$0] }
  }

  private static let groups: [String: [Unicode.GeneralCategory]] = [
    "L": [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter],
    "M": [.nonspacingMark, .spacingMark, .enclosingMark],
    "N": [.decimalNumber, .letterNumber, .otherNumber],
    "P": [
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation,
    ],
    "S": [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol],
    "Z": [.spaceSeparator, .lineSeparator, .paragraphSeparator],
    "C": [.control, .format, .privateUse, .surrogate],
  ]

  private static let single: [String: Unicode.GeneralCategory] = [
    "Lu": .uppercaseLetter, "Ll": .lowercaseLetter, "Lt": .titlecaseLetter, "Lm": .modifierLetter,
    "Lo": .otherLetter, "Mn": .nonspacingMark, "Mc": .spacingMark, "Me": .enclosingMark, "Nd": .decimalNumber,
    "Nl": .letterNumber, "No": .otherNumber, "Pc": .connectorPunctuation, "Pd": .dashPunctuation,
    "Ps": .openPunctuation, "Pe": .closePunctuation, "Pi": .initialPunctuation, "Pf": .finalPunctuation,
    "Po": .otherPunctuation, "Sm": .mathSymbol, "Sc": .currencySymbol, "Sk": .modifierSymbol,
    "So": .otherSymbol,
    "Zs": .spaceSeparator, "Zl": .lineSeparator, "Zp": .paragraphSeparator, "Cc": .control, "Cf": .format,
    "Co": .privateUse, "Cs": .surrogate,
  ]
}
