#!/usr/bin/env bash
# The hooks of .pre-commit-hooks.yaml under the real pre-commit (from PyPI): what they install, what triggers them, what they block.
# This tree becomes a repository at a released revision, whose packages a server on this machine offers.
# AIRTIGHT_BINARY names the binary; without it the release is built.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "test-hook: $*" >&2; exit 1; }
work=$(mktemp -d)
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

if ! { python3 -m venv "$work/venv" && "$work/venv/bin/pip" --disable-pip-version-check install --quiet 'pre-commit==4.*'; } \
  >"$work/pip.log" 2>&1; then
  echo "skipped: pre-commit cannot be installed from PyPI here: $(tail -n 1 "$work/pip.log")"
  exit 0
fi
pre_commit="$work/venv/bin/pre-commit"
export PRE_COMMIT_HOME="$work/home" PRE_COMMIT_COLOR=never PIP_DISABLE_PIP_VERSION_CHECK=1
export GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@example.com GIT_COMMITTER_NAME=test GIT_COMMITTER_EMAIL=test@example.com
export GIT_CONFIG_GLOBAL=/dev/null
AIRTIGHT_BINARY=${AIRTIGHT_BINARY:-$(scripts/build-release.sh)}
export AIRTIGHT_BINARY
version=$("$AIRTIGHT_BINARY" --version)
pre_commit_version=$("$pre_commit" --version)
"$pre_commit" validate-manifest .pre-commit-hooks.yaml

# The repository at its release: this tree, with the packages' checksums in it. pre-commit clones it often, so without the
# thousands of small files that no hook looks at.
hooks="$work/hooks"
mkdir "$hooks"
git ls-files --cached --others --exclude-standard -z -- . ':!rules' ':!samples' ':!Tests' ':!Fuzzing' \
  | tar --null --files-from=- -cf - | tar -C "$hooks" -xf -
"$hooks/scripts/packages.sh" --record --only wheel "$work/release" >/dev/null
git -C "$hooks" init --quiet
git -C "$hooks" add --all
git -C "$hooks" commit --quiet -m release
git -C "$hooks" tag "v$version"

# What is installed has to come from the release and not from here.
binaries=$(dirname "$AIRTIGHT_BINARY")
unset AIRTIGHT_BINARY
python3 - "$work" <<'PYTHON' &
import http.server, os, sys
class Release(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
os.chdir(sys.argv[1] + "/release")
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Release) as server:
    with open(sys.argv[1] + "/port", "w") as port:
        port.write(f"{server.server_address[1]}\n")
    server.serve_forever()
PYTHON
server=$!
for _ in $(seq 100); do
  if [ -s "$work/port" ]; then break; fi
  sleep 0.1
done
AIRTIGHT_RELEASES="http://127.0.0.1:$(cat "$work/port")"
export AIRTIGHT_RELEASES

# The user's repository: the estate, and things that are none of airtight's business.
user="$work/user"
mkdir -p "$user/old"
cp -r samples/private-aks/sound "$user/estate"
cp -r samples/private-aks/broken "$user/old/estate"
echo 'include: [/estate/]' >"$user/.airtight.yaml"
echo 'An estate' >"$user/README.md"
touch "$user/old/db.contoso"
git -C "$user" init --quiet
git -C "$user" add --all
git -C "$user" commit --quiet -m start

# expect STATUS TEXT COMMAND…: a command in the user's repository ends so and says so.
expect() {
  local wanted=$1 text=$2 status=0 output
  shift 2
  output=$(cd "$user" && "$@" 2>&1) || status=$?
  [ "$status" = "$wanted" ] || fail "$*: ended with $status and not with $wanted: $output"
  case $output in *"$text"*) ;; *) fail "$*: does not say '$text': $output" ;; esac
}
try() { "$pre_commit" try-repo "$hooks" "$@" --ref "v$version"; }
break_estate() { cp -r samples/private-aks/internal-annotation-capitalised/. "$user/estate/"; }
mend_estate() { git -C "$user" checkout --quiet HEAD -- estate; }

echo "== $pre_commit_version try-repo: the sound sample passes"
expect 0 Passed try airtight --all-files

echo "== the broken one is blocked, also where another file was changed: all that the configuration includes is checked"
break_estate
expect 1 'at-gateway-service.yaml:10:62: error' try airtight --files estate/azure/aks.json

echo "== the id airtight-system takes the airtight that is there"
expect 1 'at-gateway-service.yaml:10:62: error' env PATH="$binaries:$PATH" "$pre_commit" try-repo "$hooks" airtight-system --all-files
mend_estate

echo "== a commit is refused, and accepted once it is mended; what airtight does not read triggers nothing"
printf 'repos:\n  - repo: %s\n    rev: v%s\n    hooks: [{id: airtight}]\n' "$hooks" "$version" >"$user/.pre-commit-config.yaml"
git -C "$user" add --all
expect 0 'installed' "$pre_commit" install
break_estate
git -C "$user" add --all
expect 1 '[load-balancer-public]' git commit -m broken
expect 0 Skipped "$pre_commit" run --files README.md
for file in .airtight.yaml estate/dns/carto.contoso.internal.zone old/db.contoso; do
  expect 1 '[load-balancer-public]' "$pre_commit" run --files "$file"
done
mend_estate
echo '# reviewed' >>"$user/estate/kubernetes/at-gateway-service.yaml"
git -C "$user" add --all
expect 0 Passed git commit -m mended

echo "== what is not the released file is not installed"
export PRE_COMMIT_HOME="$work/other-home"
echo >>"$(echo "$work"/release/*.whl)"
expect 3 'and packaging/released.sha256 has' "$pre_commit" install-hooks
rm "$work"/release/*.whl
expect 3 'AIRTIGHT_BINARY can name a binary instead' "$pre_commit" install-hooks
