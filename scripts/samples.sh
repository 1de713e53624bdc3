#!/usr/bin/env bash
# Installs what is missing, builds airtight, and checks the samples: the sound estates have no finding, the broken one many.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
airtight=$(scripts/build-release.sh)

echo "== samples/private-aks/sound"
"$airtight" check samples/private-aks/sound

for shape in nat-egress back-end-private-link fully-private; do
  echo
  echo "== samples/databricks-aws/sound/$shape"
  "$airtight" check "samples/databricks-aws/sound/$shape"
done

echo
echo "== samples/private-aks/broken"
status=0
"$airtight" check samples/private-aks/broken || status=$?
[ "$status" = 1 ] || { echo "expected findings (exit 1), got exit $status" >&2; exit 1; }
echo
echo "airtight is at $airtight"
