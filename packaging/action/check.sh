#!/usr/bin/env bash
# Runs the check for the action: annotations and text go to the log, Markdown to the step's summary (airtight does so by itself
# where GITHUB_STEP_SUMMARY is set), SARIF to a file. Ends as airtight ends, with that number in the step's output `status`.
set -euo pipefail
case "$AIRTIGHT_SARIF_FILE" in
  '' | *$'\n'*)
    echo '::error title=airtight::the input sarif-file is the path of a file, in one line'
    exit 2
    ;;
esac
arguments=(check --format github --format text --format "sarif=$AIRTIGHT_SARIF_FILE" --color never)
[ -z "$AIRTIGHT_CONFIG" ] || arguments+=(--config "$AIRTIGHT_CONFIG")
[ -z "$AIRTIGHT_PROFILE" ] || arguments+=(--profile "$AIRTIGHT_PROFILE")
[ -z "$AIRTIGHT_BASELINE" ] || arguments+=(--baseline "$AIRTIGHT_BASELINE")
[ -z "$AIRTIGHT_FAIL_ON" ] || arguments+=(--fail-on "$AIRTIGHT_FAIL_ON")
case "$AIRTIGHT_REQUIRE_EVIDENCE" in
  '') ;;
  true) arguments+=(--require-evidence) ;;
  false) arguments+=(--no-require-evidence) ;;
  *)
    echo '::error title=airtight::the input require-evidence is true or false'
    exit 2
    ;;
esac
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<<"$AIRTIGHT_ARGUMENTS"
arguments+=(--)
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<<"$AIRTIGHT_PATHS"

# A report of an earlier run must not be uploaded as this one's.
rm -f -- "$AIRTIGHT_SARIF_FILE"
status=0
"$AIRTIGHT" "${arguments[@]}" || status=$?
echo "status=$status" >>"$GITHUB_OUTPUT"
[ ! -f "$AIRTIGHT_SARIF_FILE" ] || echo "sarif-file=$AIRTIGHT_SARIF_FILE" >>"$GITHUB_OUTPUT"
exit "$status"
