#!/usr/bin/env bash
# Builds the fuzz targets, one binary, and prints its path. AIRTIGHT_SANITIZE=address adds AddressSanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh fuzz >&2
resources=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": *"\(.*\)".*/\1/p')
if ! ls "$resources"/clang/lib/*/libclang_rt.fuzzer*.a >/dev/null 2>&1; then
  echo "libFuzzer (libclang_rt.fuzzer) is not beside this Swift in $resources; the toolchains of swift.org have it" >&2
  exit 1
fi
sanitizers=fuzzer${AIRTIGHT_SANITIZE:+,$AIRTIGHT_SANITIZE}
folder=${AIRTIGHT_FUZZ_BUILD:-$PWD/Fuzzing/.build${AIRTIGHT_SANITIZE:+-$AIRTIGHT_SANITIZE}}
swift build --package-path Fuzzing -c release --scratch-path "$folder" --product Fuzz \
  -Xswiftc -sanitize="$sanitizers" -Xswiftc -use-ld=lld -Xlinker -lstdc++ >&2
echo "$folder/release/Fuzz"
