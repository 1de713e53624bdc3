// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets for libFuzzer, which comes with the Swift toolchain. `scripts/fuzz.sh` builds and runs them.
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
    .target(name: "FuzzDriver"),
    module("CEL"),
    module("SourceText"),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
    module("Documents", ["SourceText"]),
    module("YAMLSyntax", ["CLibYAML", "Documents", "SourceText"]),
    module("Networking"),
    module("ZoneSyntax", ["Networking", "SourceText"]),
    .executableTarget(name: "FuzzCEL", dependencies: ["FuzzDriver", "CEL"]),
    .executableTarget(
      name: "FuzzZone", dependencies: ["FuzzDriver", "Networking", "SourceText", "ZoneSyntax"]),
    .executableTarget(
      name: "FuzzYAML", dependencies: ["FuzzDriver", "Documents", "SourceText", "YAMLSyntax"]),
  ],
  swiftLanguageModes: [.v6]
)
