#!/usr/bin/env bash
# Runs a fuzz target: scripts/fuzz.sh TARGET [SECONDS [libFuzzer options]]; without a target it names them (docs/fuzzing.md).
# It begins with the seeds in Fuzzing/Seeds/TARGET; what it finds beside them goes to Fuzzing/.build/corpora/TARGET.
# AIRTIGHT_SANITIZE=address builds with AddressSanitizer, in a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${AIRTIGHT_FUZZ_BINARY:-$(scripts/build-fuzz.sh)}
cd Fuzzing
if [ $# = 0 ]; then exec "$binary"; fi
target=$1
seconds=${2:-60}
shift $(($# < 2 ? $# : 2))
corpus=${AIRTIGHT_FUZZ_CORPUS:-$PWD/.build/corpora/$target}
mkdir -p "$corpus"
# Bundles of files are longer than one text, and slower.
length=4096
case $target in FuzzEstate | FuzzFix | FuzzSuppression) length=65536 ;; esac
options=(-max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len="$length" -print_final_stats=1
  -artifact_prefix="$corpus-")
[ -f "Seeds/$target.dict" ] && options+=(-dict="Seeds/$target.dict")
# Swift's own handler for crashes would end the process before libFuzzer writes the input down.
export SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$target
exec "$binary" "${options[@]}" "$@" "$corpus" "Seeds/$target"
