#!/usr/bin/env bash
# Takes over into Fuzzing/Seeds/TARGET what the target's corpus reaches beyond its seeds: scripts/fuzz-merge.sh TARGET [CORPUS…]
# At most 300 seeds and 300 KB in all. Seeds with names of their own stay; of the others, if they are too many, all sizes.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?usage: scripts/fuzz-merge.sh TARGET [CORPUS...]}
shift
binary=${AIRTIGHT_FUZZ_BINARY:-$(scripts/build-fuzz.sh)}
[ $# -gt 0 ] || set -- "Fuzzing/.build/corpora/$target"
seeds=Fuzzing/Seeds/$target
merged=$(mktemp -d)
trap 'rm -rf "$merged"' EXIT
mkdir "$merged/all" "$merged/kept"
# The fewest inputs that reach every edge; how often an edge is passed would keep ten times as many.
SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$target "$binary" -set_cover_merge=1 -use_counters=0 -use_cmp=0 -timeout=20 -rss_limit_mb=2048 \
  -max_len=65536 "$merged/all" "$seeds" "$@" 2>"$merged/log" || {
  tail -n 20 "$merged/log" >&2
  exit 1
}
# What looks like a provider's secret would be found in the tree by others' scanners.
secrets='dapi[0-9a-f]{8}|dkea[0-9a-f]{8}|A[KS]IA[0-9A-Z]{8}|gh[pousr]_[A-Za-z0-9]{10}|github_pat_|eyJ[A-Za-z0-9_-]{10}'
secrets+='|-----BEGIN|sk_live|xox[abp]-|AccountKey=|SharedAccessKey|[?&]sig=|npm_[A-Za-z0-9]{10}|glpat-'
find "$seeds" -type f ! -regex '.*/[0-9a-f]*' -exec cp -t "$merged/kept" {} +
known=$(find "$merged/kept" -type f -exec sha1sum {} + | cut -c1-40)
count=$(find "$merged/kept" -type f | wc -l)
size=$(find "$merged/kept" -type f -exec cat {} + | wc -c)
find "$merged/all" -type f -printf '%s %f\n' | sort -n >"$merged/sizes"
step=$((($(wc -l <"$merged/sizes") + 299 - count) / (300 - count)))
while read -r bytes name; do
  # libFuzzer names an input by its hash.
  file=$merged/all/$name
  if [ "$bytes" = 0 ] || grep -q "$name" <<<"$known" || grep -qaE -e "$secrets" "$file"; then continue; fi
  size=$((size + bytes))
  if [ "$size" -gt 300000 ]; then break; fi
  cp "$file" "$merged/kept/${name:0:8}"
done < <(awk -v step="$step" 'NR % step == 0' "$merged/sizes")
find "$seeds" -type f -delete
cp "$merged"/kept/* "$seeds"
echo "$target: $(find "$seeds" -type f | wc -l) seeds, $(cat "$seeds"/* | wc -c) bytes"
