import Foundation
import Testing

/// What airtight is built from is the same for everybody: a version for each package, and a commit for each version.
@Suite struct DependencyTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func everyDependencyHasOneVersion() throws {
    let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    let declared = manifest.matches(of: /\.package\(([^)]*)\)/).map { String($0.1) }
    #expect(!declared.isEmpty)
    for declaration in declared {
      let isExact = declaration.contains(/^url: "https:\/\/[^"]+", exact: "\d+\.\d+\.\d+"$/)
      #expect(isExact, "Package.swift: \(declaration): an https address and `exact:` are allowed")
    }
  }

  /// The commit that each version was when it was looked at.
  private static let commits = [
    "https://github.com/apple/swift-argument-parser": "436bde4bb9489201ca6662f5cf94ec45fa8e244e"
  ]

  /// A tag can be moved, a commit cannot: what the package manager has resolved is the commit that was looked at.
  @Test func everyVersionHasItsCommit() throws {
    struct Resolved: Decodable {
      struct Pin: Decodable {
        struct State: Decodable {
          var revision: String
          var version: String?
        }
        var location: String
        var state: State
      }
      var pins: [Pin]
    }
    let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    let declared = Dictionary(
      uniqueKeysWithValues: manifest.matches(of: /url: "([^"]+)", exact: "([^"]+)"/)
        .map { (String($0.1), String($0.2)) })
    let data = try Data(contentsOf: Self.root.appending(path: "Package.resolved"))
    let pins = try JSONDecoder().decode(Resolved.self, from: data).pins
    for pin in pins {
      #expect(pin.state.revision == Self.commits[pin.location], "\(pin.location)")
      #expect(pin.state.version != nil, "\(pin.location) has no version")
    }
    for (location, version) in declared {
      #expect(pins.first { $0.location == location }?.state.version == version, "\(location)")
    }
  }
}
