#!/usr/bin/env bash
# Runs a fuzz target: scripts/fuzz.sh TARGET [SECONDS [libFuzzer options]]
# It begins with the seeds in Fuzzing/Seeds/TARGET; what it finds beside them goes to Fuzzing/.build/corpora/TARGET.
set -euo pipefail
cd "$(dirname "$0")/../Fuzzing"
target=${1:?usage: scripts/fuzz.sh TARGET [SECONDS]}
seconds=${2:-60}
shift $(($# < 2 ? $# : 2))
swift build -c release --product "$target" -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld -Xlinker -lstdc++
corpus=.build/corpora/$target
mkdir -p "$corpus"
options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=4096 -print_final_stats=1
  -artifact_prefix=".build/corpora/$target-")
[ -f "Seeds/$target.dict" ] && options+=(-dict="Seeds/$target.dict")
# Swift's own handler for crashes would end the process before libFuzzer writes the input down.
export SWIFT_BACKTRACE=enable=no
exec ".build/release/$target" "${options[@]}" "$@" "$corpus" "Seeds/$target"
