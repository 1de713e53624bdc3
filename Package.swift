// swift-tools-version: 6.2
import PackageDescription

// The house, drawn in docs/architecture.md: a module may import what stands in its line and nothing else.
// `HouseTests` compares this list with the drawing.

/// What every Swift target is compiled with.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ module: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: module + "Tests", dependencies: [.byName(name: module)] + dependencies,
    swiftSettings: strict)
}

let package = Package(
  name: "airtight",
  products: [
    .executable(name: "airtight", targets: ["airtight"]),
    .library(name: "CEL", targets: ["CEL"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    module("SourceText"),
    module("Findings", ["SourceText"]),
    module("Rendering", ["Documents", "SourceText"]),
    module("Documents", ["SourceText"]),
    module("YAMLSyntax", ["CLibYAML", "Documents", "SourceText"]),
    module("JSONSyntax", ["Documents", "SourceText"]),
    module("ZoneSyntax", ["Networking", "SourceText"]),
    module("SQLSyntax", ["SourceText"]),
    module("Reports", ["Findings", "SourceText"]),
    module(
      "Fixes",
      [
        "Documents", "Findings", "JSONSyntax", "Networking", "SQLSyntax", "SourceText", "YAMLSyntax",
        "ZoneSyntax",
      ]),
    module("Networking"),
    module("CEL"),
    module("Inventory", ["Documents", "Networking", "SourceText", "ZoneSyntax"]),
    module(
      "Loaders",
      [
        "Documents", "Inventory", "JSONSyntax", "Networking", "SQLSyntax", "SourceText", "YAMLSyntax",
        "ZoneSyntax",
      ]),
    module("Analysis", ["Documents", "Inventory", "Networking", "SourceText", "ZoneSyntax"]),
    module(
      "Rules",
      [
        "Analysis", "CEL", "Documents", "Findings", "Inventory", "Networking", "SourceText", "YAMLSyntax",
      ]),
    module(
      "Engine",
      [
        "Analysis", "CEL", "Documents", "Findings", "Fixes", "Inventory", "JSONSyntax", "Loaders",
        "Networking", "Rendering", "Rules", "SourceText", "YAMLSyntax",
      ]),
    .executableTarget(
      name: "airtight",
      dependencies: [
        "Analysis", "CEL", "Documents", "Engine", "Findings", "Fixes", "Inventory", "JSONSyntax", "Loaders",
        "Networking", "Rendering", "Reports", "Rules", "SQLSyntax", "SourceText", "YAMLSyntax", "ZoneSyntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "Generate", dependencies: ["Engine", "Findings", "Rules", "SourceText"], swiftSettings: strict),
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Analysis", "CEL", "CLibYAML", "Documents", "Engine", "Findings", "Inventory", "JSONSyntax",
        "Loaders",
        "Reports", "Rules", "SourceText", "YAMLSyntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests("SourceText"),
    tests("Documents", ["JSONSyntax", "SourceText", "YAMLSyntax"]),
    tests("YAMLSyntax", ["Documents", "SourceText", "Conformance"]),
    tests("Rendering", ["Documents", "SourceText", "YAMLSyntax"]),
    tests("JSONSyntax", ["Documents", "SourceText", "Conformance"]),
    tests("ZoneSyntax", ["Networking", "SourceText", "Conformance"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Findings", "SourceText", "Conformance"],
      exclude: ["Golden"], swiftSettings: strict),
    tests("Networking"),
    tests("SQLSyntax", ["SourceText"]),
    tests("Fixes", ["Documents", "Engine", "Findings", "JSONSyntax", "Rules", "SourceText", "YAMLSyntax"]),
    tests("CEL", ["Conformance"]),
    .testTarget(
      name: "LoadersTests", dependencies: ["Loaders", "Documents", "Inventory", "SourceText"],
      exclude: ["Fixtures"], swiftSettings: strict),
    tests(
      "Analysis",
      ["Documents", "Inventory", "Loaders", "Networking", "SourceText", "YAMLSyntax", "ZoneSyntax"]),
    tests("Rules", ["CEL", "Documents", "Engine", "Findings", "SourceText", "YAMLSyntax"]),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "Analysis", "Conformance", "Documents", "Engine", "Findings", "Inventory", "Loaders", "Rendering",
        "Reports", "Rules",
        "SourceText",
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["airtight", "Conformance", "Inventory", "Reports"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(name: "BombTests", dependencies: ["airtight"], swiftSettings: strict),
    .target(name: "Conformance", path: "Tests/Conformance", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
