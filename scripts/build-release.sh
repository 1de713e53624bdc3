#!/usr/bin/env bash
# Builds the release binary: one static executable with the Swift runtime and libyaml in it.
# Prints its path. The linker's warnings about getpwnam and its like are Foundation's; airtight calls none of them.
set -euo pipefail
cd "$(dirname "$0")/.."
flags=(-c release --product airtight --static-swift-stdlib -Xswiftc -static-executable
  -Xswiftc -cross-module-optimization)
swift build "${flags[@]}" >.build-release.log 2>&1 || { cat .build-release.log >&2; exit 1; }
rm -f .build-release.log
echo "$(swift build "${flags[@]}" --show-bin-path 2>/dev/null)/airtight"
