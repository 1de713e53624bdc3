#!/usr/bin/env bash
# Builds the release here and in a copy of this tree in a folder with another name, and compares the two binaries and what they are made of.
#   scripts/test-reproducible.sh [BINARY]
# With BINARY that one, such as a release's, is compared with a build of this tree, and no other build is made; both without what `strip` takes
# away, as packages hold it.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "test-reproducible: $*" >&2; exit 1; }
work=$(mktemp -d "${TMPDIR:-/tmp}/reproducible release.XXXXXX")
trap 'rm -rf "$work"' EXIT
here=$(scripts/build-release.sh)

if [ -n "${1:-}" ]; then
  strip -o "$work/here" "$here"
  strip -o "$work/there" "$1"
  cmp "$work/here" "$work/there" || fail "$1 is not what this tree, toolchain and system give: compare ${here%/*}/airtight.cdx.json with its bill"
  echo "the same bytes: $(sha256sum <"$work/here" | cut -c1-64)"
  exit
fi

copy="$work/a folder with a longer name than the first"
mkdir "$copy"
git ls-files --cached --others --exclude-standard -z | tar --null --files-from=- -cf - | tar -C "$copy" -xf -
there=$(umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 "$copy/scripts/build-release.sh")
cmp "$here" "$there" || fail "two builds differ"
cmp "${here%/*}/airtight.cdx.json" "${there%/*}/airtight.cdx.json" || fail "the bills of materials of two builds differ"
echo "the same bytes twice: $(sha256sum <"$here" | cut -c1-64), $(stat -c %s "$here") bytes"
