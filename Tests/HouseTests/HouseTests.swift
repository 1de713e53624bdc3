import Foundation
import Testing

/// The house as docs/architecture.md draws it is the one that Package.swift builds.
@Suite struct HouseTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func theDrawingIsTheBuild() throws {
    let drawn = try drawing()
    let built = try build()
    #expect(drawn.keys.sorted() == built.keys.sorted())
    for (target, imports) in built { #expect(drawn[target] == imports, "\(target)") }
  }

  @Test func everyTargetHasItsFolder() throws {
    for target in try build().keys {
      #expect(FileManager.default.fileExists(atPath: Self.root.path + "/Sources/" + target), "\(target)")
    }
  }

  @Test func everyPathInTheDocumentationExists() throws {
    let link = /\]\(([^)#:]+)\)/
    for name in [
      "README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/rules.md", "docs/fix.md",
    ] {
      let text = try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
      let folder = Self.root.appending(path: name).deletingLastPathComponent()
      for match in text.matches(of: link) {
        let path = folder.appending(path: String(match.1)).path
        #expect(FileManager.default.fileExists(atPath: path), "\(name) links to \(match.1)")
      }
    }
  }

  /// Target and imports of each line of the table.
  private func drawing() throws -> [String: Set<String>] {
    let text = try String(contentsOf: Self.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    var targets: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, let target = names(cells[0]).first, !target.contains(".") else { continue }
      targets[target] = Set(names(cells[2]))
    }
    return targets
  }

  private func names(_ cell: String) -> [String] { cell.matches(of: /`([A-Za-z]+)`/).map { String($0.1) } }

  /// Target and dependencies of each target below Sources that Package.swift declares.
  private func build() throws -> [String: Set<String>] {
    let text = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    var targets: [String: Set<String>] = ["CLibYAML": []]
    for match in text.matches(of: /\n    module\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?\)/) {
      targets[String(match.1)] = strings(match.2.map(String.init) ?? "")
    }
    for match in text.matches(of: /\.executableTarget\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\]/) {
      targets[String(match.1)] = strings(
        String(match.2).replacing(/\.product\([^)]*\)/, with: ""))
    }
    return targets
  }

  private func strings(_ list: String) -> Set<String> {
    Set(list.matches(of: /"(\w+)"/).map { String($0.1) })
  }
}
