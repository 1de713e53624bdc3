// swift-tools-version: 6.2
import PackageDescription

// One binary with all fuzz targets, for libFuzzer, which comes with the Swift toolchain. `scripts/fuzz.sh` builds and
// runs it; docs/fuzzing.md says what each target proves.
//
// The modules under test are links to those of the main package: what is `package` there is in reach here.

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: [
      .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
    ])
}

let package = Package(
  name: "airtight-fuzzing",
  targets: [
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
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
      name: "Fuzz",
      dependencies: [
        "Analysis", "CEL", "Documents", "Engine", "Findings", "Fixes", "JSONSyntax", "Loaders", "Networking",
        "Reports", "Rules", "SQLSyntax", "SourceText", "YAMLSyntax", "ZoneSyntax",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
