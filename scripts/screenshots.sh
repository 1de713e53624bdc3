#!/usr/bin/env bash
# Draws the HTML report of samples at 1280 and 390 pixels, light and dark, with Debian's chromium.
#   scripts/screenshots.sh [FOLDER [SAMPLE…]]     FOLDER is .build/screenshots where none is given, SAMPLE every sample
# AIRTIGHT names the binary; without it the release is built. HEIGHT is that of the pictures, in pixels.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v chromium >/dev/null || { echo "chromium is needed: apt-get install chromium" >&2; exit 1; }
folder=${1:-.build/screenshots}
airtight=${AIRTIGHT:-$(scripts/build-release.sh)}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

shift $(($# < 1 ? $# : 1))
[ $# -gt 0 ] || set -- samples/*/*/
for sample in "$@"; do
  name=$(echo "${sample%/}" | cut -d/ -f2- | tr / -)
  "$airtight" check "$sample" --fail-on never --format "html=$folder/$name.html"
  for width in 1280 390; do
    # What Chromium calls the scheme: 0 is dark, 1 is light.
    for scheme in 0:dark 1:light; do
      picture="$folder/$name-$width-${scheme#*:}.png"
      chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars \
        --user-data-dir="$profile" --blink-settings=preferredColorScheme="${scheme%:*}" \
        --window-size="$width,${HEIGHT:-2400}" --screenshot="$picture" "file://$folder/$name.html" 2>/dev/null
      echo "$picture"
    done
  done
done
