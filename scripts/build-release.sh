#!/usr/bin/env bash
# Builds the release binary: one static executable with the Swift runtime and libyaml in it, and beside it airtight.cdx.json, the bill of
# what the linker put into it. Prints the binary's path. The linker's warnings about getpwnam and its like are Foundation's; airtight
# calls none of them.
#   scripts/build-release.sh [--scratch-path FOLDER] [--product PRODUCT]     FOLDER is .build where none is given
# PRODUCT is another program that is built in the same way and with the same modules, such as Benchmark.
# The same tree, toolchain and system libraries give the same bytes in every folder: no path of this machine is in the binary
# (scripts/test-reproducible.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=.build product=airtight
while [ $# -gt 0 ]; do
  case $1 in
    --scratch-path) scratch=${2:?a folder} ;;
    --product) product=${2:?a product} ;;
    *) echo "usage: scripts/build-release.sh [--scratch-path FOLDER] [--product PRODUCT]" >&2 && exit 2 ;;
  esac
  shift 2
done
mkdir -p "$scratch"
scratch=$(cd "$scratch" && pwd -P)
root=$(pwd -P)
flags=(-c release --product "$product" --static-swift-stdlib --scratch-path "$scratch" -Xswiftc -static-executable
  -Xswiftc -cross-module-optimization
  # Types are asked for as the code names them, not by mangled names, for which the runtime searches all conformances at each start.
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
  # What debug builds and all tests check, each time that a class' variable is used.
  -Xswiftc -enforce-exclusivity=unchecked
  # Debugging information names files from the root of the tree, and no module of this machine's cache; and there are no hashes, by
  # which the compiler sees that it may keep its last output, because the paths go into them.
  -Xswiftc -file-prefix-map -Xswiftc "$scratch=./.build" -Xswiftc -file-prefix-map -Xswiftc "$root=."
  -Xswiftc -Xfrontend -Xswiftc -no-clang-module-breadcrumbs -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen
  -Xcc -ffile-prefix-map="$scratch=./.build" -Xcc -ffile-prefix-map="$root=."
  -Xlinker -Map="$scratch/$product.link-map")
log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift build "${flags[@]}" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
folder=$(swift build "${flags[@]}" --show-bin-path 2>/dev/null)
[ "$product" != airtight ] || python3 packaging/sbom.py linked "$scratch/airtight.link-map" "$scratch/checkouts" >"$folder/airtight.cdx.json"
echo "$folder/$product"
