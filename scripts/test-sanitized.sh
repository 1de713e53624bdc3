#!/usr/bin/env bash
# Runs all tests under AddressSanitizer, the program that they start as well: more than half an hour of two processors, and none of .ci/run.
#   scripts/test-sanitized.sh [OPTION OF SWIFT TEST…]     such as --filter CELTests, then without the bombs
# The bombs are run with an optimised binary, because a debug one takes hours for them. Leaks are looked for with
# ASAN_OPTIONS=detect_leaks=1.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
if [ -z "${AIRTIGHT_SHARED:-}" ] && [ -d ../shared/conformance ]; then
  AIRTIGHT_SHARED=$(cd ../shared && pwd)
  export AIRTIGHT_SHARED
fi
flags=(--sanitize=address --scratch-path .build-sanitized)
swift build --build-tests "${flags[@]}" 2>&1 | { grep -v 'Cannot export local symbol' || true; }
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}
swift test --skip-build "${flags[@]}" --skip BombTests "$@"
[ $# -eq 0 ] || exit 0
optimised=(-c release --product airtight --sanitize=address --scratch-path .build-sanitized-release)
swift build "${optimised[@]}"
AIRTIGHT_BINARY=$(swift build "${optimised[@]}" --show-bin-path)/airtight
export AIRTIGHT_BINARY
swift test --skip-build "${flags[@]}" --filter BombTests
