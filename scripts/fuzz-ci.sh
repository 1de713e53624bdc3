#!/usr/bin/env bash
# Runs every fuzz target for FUZZ_SECONDS (60), FUZZ_JOBS (2) at a time, each from its seeds and with the same chance each time: a
# change fails for what it changed. Fails with the names of the targets that failed and the paths of their inputs.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${AIRTIGHT_FUZZ_BINARY:-$(scripts/build-fuzz.sh)}
seconds=${FUZZ_SECONDS:-60}
out=$PWD/Fuzzing/.build/ci
rm -rf "$out"
mkdir -p "$out"
export binary seconds out

# One target; its log is kept, and shown where it fails.
run() {
  mkdir -p "$out/$1"
  AIRTIGHT_FUZZ_CORPUS=$out/$1 AIRTIGHT_FUZZ_BINARY=$binary scripts/fuzz.sh "$1" "$seconds" -seed=1 >"$out/$1.log" 2>&1 \
    && echo "$1: $(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$1.log") inputs" && return
  echo "$1: failed" >>"$out/failed"
  {
    echo "$1: failed; the end of its log:"
    grep -E "Fatal error|ERROR: |SUMMARY: |Test unit written to" "$out/$1.log" || tail -n 20 "$out/$1.log"
  } >&2
}
export -f run
"$binary" | xargs -P "${FUZZ_JOBS:-2}" -I{} bash -c 'run {}'
if [ -e "$out/failed" ]; then
  echo "fuzz targets failed: $(cut -d: -f1 "$out/failed" | sort | tr '\n' ' ')" >&2
  exit 1
fi
