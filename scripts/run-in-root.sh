#!/usr/bin/env bash
# Runs a program with another root folder, as a container does: scripts/run-in-root.sh ROOT PROGRAM [ARGUMENT…]
# The root has a /proc of its own for as long as the program runs: Swift's runtime reads the program's name and arguments there.
set -euo pipefail
root=${1:?usage: scripts/run-in-root.sh ROOT PROGRAM [ARGUMENT…]}
shift
exec unshare --mount sh -c 'root=$1 && shift && mount -t proc proc "$root/proc" && exec env -i "$(command -v chroot)" "$root" "$@"' - "$root" "$@"
