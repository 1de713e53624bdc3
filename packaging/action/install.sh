#!/usr/bin/env bash
# Finds or downloads airtight for the action, and puts its path into the step's output `binary`.
#   AIRTIGHT_BINARY              an airtight that is there
#   AIRTIGHT_RELEASES            the address of the release's files, otherwise made from the action's repository
#   AIRTIGHT_ACTION_REPOSITORY   owner/name of the action; empty where the action is part of the checked repository
# The download has to have the SHA-256 of packaging/released.sha256, so whoever pins the action's commit pins the binary as well.
set -euo pipefail
fail() { echo "::error title=airtight::$*"; exit 2; }

if [ -n "${AIRTIGHT_BINARY:-}" ]; then
  if ! [ -f "$AIRTIGHT_BINARY" ] || ! [ -x "$AIRTIGHT_BINARY" ]; then fail "the input binary names no program"; fi
  echo "binary=$(cd "$(dirname "$AIRTIGHT_BINARY")" && pwd)/$(basename "$AIRTIGHT_BINARY")" >>"$GITHUB_OUTPUT"
  exit
fi

case "${RUNNER_OS:-}-${RUNNER_ARCH:-}" in
  Linux-X64) machine=x86_64 ;;
  Linux-ARM64) machine=aarch64 ;;
  *) fail "there is no airtight for a runner with ${RUNNER_OS:-no system} on ${RUNNER_ARCH:-no architecture}; the input binary can name one" ;;
esac
listed=$(grep -E "^[0-9a-f]{64}  airtight-[0-9.]+-linux-$machine\.tar\.gz$" "$GITHUB_ACTION_PATH/packaging/released.sha256" || true)
[ -n "$listed" ] || fail "this revision of the action was not released for $machine; take one that was, or name a binary"
name=${listed#*  }
version=${name#airtight-}
version=${version%%-*}
releases=${AIRTIGHT_RELEASES:-${GITHUB_SERVER_URL:-https://github.com}/${AIRTIGHT_ACTION_REPOSITORY:-$GITHUB_REPOSITORY}/releases/download/v$version}
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/airtight.XXXXXX")
curl --fail --silent --show-error --location --retry 3 --output "$folder/$name" "${releases%/}/$name" \
  || fail "${releases%/}/$name cannot be downloaded"
(cd "$folder" && echo "$listed" | sha256sum --check --quiet -) \
  || fail "${releases%/}/$name is not the released file: its SHA-256 is not the one in packaging/released.sha256"
tar -C "$folder" --strip-components=1 -xzf "$folder/$name"
"$folder/bin/airtight" --version
echo "binary=$folder/bin/airtight" >>"$GITHUB_OUTPUT"
# Later steps of the job can use it, too.
echo "$folder/bin" >>"$GITHUB_PATH"
