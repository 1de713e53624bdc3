#!/usr/bin/env bash
# Runs Tests/BombTests against a release binary: each bomb ends within two seconds and 512 MiB.
# AIRTIGHT_BINARY names the binary; without it the release is built. The tests themselves are built already (scripts/test.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
AIRTIGHT_BINARY=${AIRTIGHT_BINARY:-$(scripts/build-release.sh)}
export AIRTIGHT_BINARY
swift test --skip-build --filter BombTests
