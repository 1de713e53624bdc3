#!/usr/bin/env bash
# Takes over into Fuzzing/Seeds/TARGET what the target's corpus reaches beyond its seeds: scripts/fuzz-merge.sh TARGET [CORPUS…]
# Small inputs first; at most 300 seeds and 300 KB in all. Seeds with names of their own stay.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?usage: scripts/fuzz-merge.sh TARGET [CORPUS...]}
shift
binary=${AIRTIGHT_FUZZ_BINARY:-$(scripts/build-fuzz.sh)}
[ $# -gt 0 ] || set -- "Fuzzing/.build/corpora/$target"
seeds=Fuzzing/Seeds/$target
merged=$(mktemp -d)
trap 'rm -rf "$merged"' EXIT
export SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$target
mkdir "$merged/all"
"$binary" -merge=1 -timeout=20 -rss_limit_mb=2048 -max_len=65536 "$merged/all" "$seeds" "$@" 2>"$merged/log" || {
  tail -n 20 "$merged/log" >&2
  exit 1
}
mkdir "$merged/kept"
find "$seeds" -type f ! -regex '.*/[0-9a-f]+' -exec cp -t "$merged/kept" {} +
count=$(find "$merged/kept" -type f | wc -l)
size=0
while read -r bytes file; do
  [ "$bytes" -gt 0 ] || continue
  size=$((size + bytes))
  count=$((count + 1))
  if [ "$count" -gt 300 ] || [ "$size" -gt 300000 ]; then break; fi
  name=$(basename "$file")
  cp "$file" "$merged/kept/${name:0:8}"
done < <(find "$merged/all" -type f -printf '%s %p\n' | sort -n)
find "$seeds" -type f -delete
cp "$merged"/kept/* "$seeds"
du -bs "$seeds"
