#!/usr/bin/env bash
# Installs what is missing and runs everything that has to hold: format, build, generated files, tests, the rules' cases.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh

echo "== format"
swift format lint --strict --recursive Package.swift Sources Tests

echo "== build"
swift build --build-tests --explicit-target-dependency-import-check error

echo "== generated files"
before=$(cksum Sources/Rules/EmbeddedRules.swift docs/rules-list.md docs/rules/*.md)
"$(swift build --show-bin-path)/Generate"
[ "$before" = "$(cksum Sources/Rules/EmbeddedRules.swift docs/rules-list.md docs/rules/*.md)" ] || {
  echo "the files generated from rules/ were stale; they are fresh now: commit them" >&2
  exit 1
}

echo "== tests"
swift test --skip-build
