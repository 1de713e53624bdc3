#!/usr/bin/env bash
# Runs a fuzz target: scripts/fuzz.sh TARGET [SECONDS [libFuzzer options]]; without a target it names them (docs/fuzzing.md).
# It begins with the seeds in Fuzzing/Seeds/TARGET; what it finds beside them goes to Fuzzing/.build/corpora/TARGET. With the
# names of files behind the options it runs these inputs and no others.
# AIRTIGHT_SANITIZE=address builds with AddressSanitizer, in a folder of its own.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
binary=${AIRTIGHT_FUZZ_BINARY:-$("$root/scripts/build-fuzz.sh")}
if [ $# = 0 ]; then exec "$binary"; fi
target=$1
seconds=${2:-60}
shift $(($# < 2 ? $# : 2))
seeds=$root/Fuzzing/Seeds/$target
corpus=${AIRTIGHT_FUZZ_CORPUS:-$root/Fuzzing/.build/corpora/$target}
mkdir -p "$corpus"
inputs=("$corpus" "$seeds")
for argument in "$@"; do if [ -f "$argument" ]; then inputs=(); fi; done
# Bundles of files are longer than one text, and slower.
length=4096
case $target in FuzzEstate | FuzzFix | FuzzSuppression) length=65536 ;; esac
options=(-max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len="$length" -print_final_stats=1
  -artifact_prefix="$corpus-")
[ -f "$seeds.dict" ] && options+=(-dict="$seeds.dict")
# Swift's own handler for crashes would end the process before libFuzzer writes the input down.
export SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$target
# AddressSanitizer's search for leaks does not see pointers with Swift's bits in them.
export ASAN_OPTIONS=detect_leaks=0:${ASAN_OPTIONS:-}
options+=(-detect_leaks=0)
# Bundles are laid out in memory where there is such a folder.
FUZZ_FOLDER=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-$corpus}")" airtight-fuzz-XXXXXX)
export FUZZ_FOLDER
trap 'rm -rf "$FUZZ_FOLDER"' EXIT
"$binary" "${options[@]}" "$@" ${inputs[@]+"${inputs[@]}"}
