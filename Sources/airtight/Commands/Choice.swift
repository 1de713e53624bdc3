import ArgumentParser

/// One of a few words that an option takes.
///
/// ArgumentParser lists the words of such a type by key paths, some of them each time that a command is read, and the runtime has to make
/// these.
protocol Choice: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension Choice {
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  static var allValueDescriptions: [String: String] { [:] }
}
