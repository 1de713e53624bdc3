// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets for libFuzzer, which comes with the Swift toolchain. `scripts/fuzz.sh` builds and runs them.

let package = Package(
  name: "airtight-fuzzing",
  dependencies: [.package(name: "airtight", path: "..")],
  targets: [
    .target(name: "FuzzDriver"),
    .executableTarget(name: "FuzzCEL", dependencies: ["FuzzDriver", .product(name: "CEL", package: "airtight")]),
  ]
)
