#!/usr/bin/env bash
# Counts the instructions that a check takes, by callgrind, and compares them with Benchmarks/instructions.json: times differ from run to
# run and machine to machine, and these do not. It fails where they have grown by more than 5%, and asks to record them where
# they have shrunk by as much.
#   scripts/test-instructions.sh [--record]     --record writes the counts down
# AIRTIGHT_BINARY names the binary; without it the release is built.
set -euo pipefail
cd "$(dirname "$0")/.."
case ${1:-} in
  '' | --record) ;;
  *) echo "usage: scripts/test-instructions.sh [--record]" >&2 && exit 2 ;;
esac
if ! command -v valgrind >/dev/null; then
  sudo=''
  [ "$(id -u)" = 0 ] || sudo='sudo -n'
  { $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq valgrind; } >/dev/null 2>&1 \
    || { echo "skipped: there is no valgrind, and it cannot be installed here (apt-get install valgrind)"; exit 0; }
fi
binary=${AIRTIGHT_BINARY:-$(scripts/build-release.sh)}
[ "${binary#/}" != "$binary" ] || binary="$PWD/$binary"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# scripts/test.sh has built it.
swift build --product Benchmark >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
"$(swift build --show-bin-path)/Benchmark" corpora --only small,repo "$work/corpora"
# The configuration is looked for no further up.
mkdir "$work/corpora/.git"

# instructions CORPUS: of one check. Swift's tables begin with a number of chance otherwise, and what is in the environment is read.
instructions() {
  (cd "$work/corpora" && env -i SWIFT_DETERMINISTIC_HASHING=1 "$(command -v valgrind)" --tool=callgrind --callgrind-out-file=/dev/null \
    "$binary" check --jobs 1 --format json "$1" 2>"$work/valgrind" >"$work/report") || true
  [ "$(head -c 1 "$work/report")" = '{' ] || { cat "$work/valgrind" >&2; exit 1; }
  sed -n 's/^==[0-9]*== Collected : \([0-9]*\)$/\1/p' "$work/valgrind"
}

python3 - "${1:-}" "$(swift --version 2>/dev/null | grep -oE 'swift-[0-9.]+-[A-Z]+' | head -1), $(ldd --version | sed -n '1s/.*(\(.*\)).*/\1/p'), $(uname -m)" \
  "$(instructions small)" "$(instructions repo)" <<'PYTHON'
import json, pathlib, sys
kept = pathlib.Path("Benchmarks/instructions.json")
mode, toolchain, small, repo = sys.argv[1:]
counted = {"small": int(small), "repo": int(repo)}
if mode == "--record":
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps({"toolchain": toolchain, "instructions": counted}, indent=2) + "\n", "utf-8")
    sys.exit()
record = json.loads(kept.read_text("utf-8"))
if record["toolchain"] != toolchain:
    print(f"skipped: the counts of {kept} are of {record['toolchain']}, and this is {toolchain}")
    sys.exit()
grown = shrunk = False
for corpus, before in record["instructions"].items():
    change = counted[corpus] / before - 1
    grown, shrunk = grown or change > 0.05, shrunk or change < -0.05
    print(f"{corpus}: {counted[corpus] / 1e6:.1f} million instructions, {change:+.2%} of {before / 1e6:.1f} million")
if grown:
    sys.exit("test-instructions: more than 5% more. Find out why, or record them with the reason in the commit: scripts/test-instructions.sh --record")
if shrunk:
    print("fewer by more than 5%: keep it so with scripts/test-instructions.sh --record")
PYTHON
