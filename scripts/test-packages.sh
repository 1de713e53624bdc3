#!/usr/bin/env bash
# Builds the packages twice, compares them, installs each where nothing else is, and runs it there on the samples.
# AIRTIGHT_BINARY names the binary, as scripts/build-release.sh leaves it; without it the release is built.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "test-packages: $*" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
AIRTIGHT_BINARY=${AIRTIGHT_BINARY:-$(scripts/build-release.sh)}
export AIRTIGHT_BINARY
version=$("$AIRTIGHT_BINARY" --version)
tested=()

# expect_verdicts COMMAND…: the sound sample passes and a broken one does not, each for its reason.
# The samples are in the folder `samples` of the working folder.
expect_verdicts() {
  local output status=0
  output=$("$@" check samples/private-aks/sound 2>&1) || fail "$*: the sound sample: $output"
  output=$("$@" check samples/private-aks/internal-annotation-capitalised 2>&1) || status=$?
  [ "$status" = 1 ] || fail "$*: the broken sample ended with $status: $output"
  case $output in
    *at-gateway-service.yaml:*'[load-balancer-public]'*) ;;
    *) fail "$*: the broken sample: $output" ;;
  esac
  [ "$("$@" --version)" = "$version" ] || fail "$*: is not version $version"
}

echo "== binary: it does not name the folder that it was built in (scripts/test-reproducible.sh builds it twice)"
! grep -qaF "$(pwd -P)/" "$AIRTIGHT_BINARY" || fail "the binary names the folder that it was built in"

echo "== packages: the same bytes twice"
# Whatever differs between two builders must not reach the packages.
(umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 scripts/packages.sh "$work/second" >/dev/null) &
second=$!
scripts/packages.sh "$work/first" >"$work/names"
wait "$second" || fail "the second build fails"
diff -r "$work/first" "$work/second" || fail "two builds differ"
wheel=$(grep '\.whl$' "$work/names") deb=$(grep '\.deb$' "$work/names") tarball=$(grep '\.tar\.gz$' "$work/names")
bill=$(grep '\.cdx\.json$' "$work/names")
[ "$(wc -l <"$work/names")" = 5 ] || fail "four packages and a bill of materials are expected: $(cat "$work/names")"

dynamic=$(AIRTIGHT_BINARY=/bin/true scripts/packages.sh "$work/none" 2>&1) || true
case $dynamic in *'linked dynamically'*) ;; *) fail "a binary that needs libraries is packed: $dynamic" ;; esac

echo "== bill of materials: valid, true, and in every package"
mkdir "$work/bills" "$work/unpacked"
python3 -m zipfile -e "$wheel" "$work/unpacked/wheel"
dpkg-deb -x "$deb" "$work/unpacked/deb"
tar -C "$work/unpacked" -xzf "$tarball"
for file in "$work"/unpacked/wheel/*.dist-info/sboms/airtight.cdx.json "$work/unpacked/deb/usr/share/doc/airtight/airtight.cdx.json" \
  "$work/unpacked/airtight-$version-linux-$(uname -m)/airtight.cdx.json" "$work/first/image/image/usr/share/doc/airtight/airtight.cdx.json"; do
  cmp "$bill" "$file" || fail "$file is not the bill of materials"
done
python=python3
if python3 -m venv "$work/schemas" >/dev/null 2>&1 && "$work/schemas/bin/pip" --disable-pip-version-check install --quiet \
  'cyclonedx-python-lib[json-validation]==11.*' 2>"$work/pip.log"; then
  python="$work/schemas/bin/python3"
fi
printf 'Memory map\n .text  0x0000000000400000  0x10 %s/libstranger.a(one.o)\n' "$work" >"$work/link-map"
said=$(python3 packaging/sbom.py linked "$work/link-map" .build/checkouts 2>&1) && fail "a library that nobody knows is in the bill of materials"
case $said in *'libstranger.a is linked and belongs to no package'*) ;; *) fail "of a library that nobody knows the bill says: $said" ;; esac
"$python" scripts/test-sbom.py "$bill" "$work/unpacked/deb/usr/bin/airtight" || fail "the bill of materials is wrong"

echo "== wheel: pip install into an empty environment"
if python3 -m venv "$work/venv" >/dev/null 2>&1; then
  "$work/venv/bin/pip" --disable-pip-version-check install --quiet --no-index "$wheel"
  expect_verdicts env -i PATH="$work/venv/bin" airtight
  [ -s "$work/venv/share/man/man1/airtight.1" ] || fail "the wheel has no man page"
  "$work/venv/bin/pip" --disable-pip-version-check uninstall --quiet --yes airtight-linter
  [ ! -e "$work/venv/bin/airtight" ] || fail "the wheel cannot be uninstalled"
  tested+=(wheel)
else
  echo "skipped: python3 cannot make virtual environments here (apt-get install python3-venv)"
fi

echo "== deb: dpkg into an empty root, and chroot into it"
root="$work/root"
mkdir -p "$root/proc" "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/info"
touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
if [ "$(id -u)" = 0 ] && scripts/run-in-root.sh / /bin/true 2>/dev/null; then
  dpkg --root="$root" --log=/dev/null --install "$deb" >/dev/null
  [ -z "$(dpkg --root="$root" --verify airtight)" ] || fail "files of the deb differ from its md5sums"
  cp -r samples "$root/samples"
  expect_verdicts scripts/run-in-root.sh "$root" /usr/bin/airtight
  tested+=(deb)
else
  echo "skipped: only root may install into a root of its own and chroot there; the deb is unpacked only"
  dpkg-deb -x "$deb" "$root"
fi
[ "$(dpkg-deb -f "$deb" Version)" = "$version-1" ] || fail "the deb is not version $version-1"

echo "== man page and completions"
zcat "$root/usr/share/man/man1/airtight.1.gz" >"$work/airtight.1"
# The page has every option that the binary's own help has.
"$AIRTIGHT_BINARY" --experimental-dump-help | python3 -c '
import json, sys
def walk(command):
    yield command["commandName"]
    for argument in command.get("arguments", []):
        yield from (name["name"] for name in argument.get("names", []) if argument.get("shouldDisplay", True))
    for inner in command.get("subcommands", []):
        yield from walk(inner)
page = open(sys.argv[1], encoding="utf-8").read().replace("\\-", "-")
missing = sorted({name for name in walk(json.load(sys.stdin)["command"]) if name not in page} - {"help"})
codes = [code for code in "01234" if f"\n.B {code}\n" not in page]
sys.exit(f"the man page lacks {missing} {codes}" if missing or codes else 0)' "$work/airtight.1"
if command -v man >/dev/null; then
  warnings=$(MANROFFSEQ='' MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -l "$work/airtight.1" 2>&1 >"$work/page")
  [ -z "$warnings" ] || fail "man: $warnings"
  grep -q 'write-baseline' "$work/page" || fail "the man page cannot be read"
else
  echo "skipped: no man to read the page with"
fi
completions="$root/usr/share/bash-completion/completions/airtight"
bash -c 'set -e; . "$1"; COMP_WORDS=(airtight ch) COMP_CWORD=1; _airtight airtight ch airtight
  [ "${COMPREPLY[*]}" = check ] || { echo "bash completes \"airtight ch\" to: ${COMPREPLY[*]}" >&2; exit 1; }' - "$completions"
for shell in zsh:zsh/vendor-completions/_airtight fish:fish/vendor_completions.d/airtight.fish; do
  if command -v "${shell%%:*}" >/dev/null; then
    "${shell%%:*}" -n "$root/usr/share/${shell#*:}" || fail "the completions for ${shell%%:*} cannot be read"
  else
    echo "skipped: no ${shell%%:*} to read its completions with"
  fi
done
if command -v lintian >/dev/null; then
  lintian --allow-root --fail-on error,warning "$deb" || fail "lintian has objections"
else
  echo "skipped: no lintian"
fi

echo "== tarball: unpacked, with no environment"
mkdir "$work/tarball"
tar -C "$work/tarball" -xzf "$tarball"
expect_verdicts env -i "$work/tarball/airtight-$version-linux-$(uname -m)/bin/airtight"
# As docs/install.md has it, and with the names that it has.
mkdir -p "$work/home/.local"
line=$(grep '^tar -C ~/.local ' docs/install.md)
(cd "$work/first" && HOME="$work/home" bash -c "$line")
expect_verdicts env -i "$work/home/.local/bin/airtight"
[ "$(ls "$work/home/.local")" = $'bin\nshare' ] || fail "the line of docs/install.md unpacks more than bin and share"
for name in $(grep -oE 'airtight[_-][A-Za-z0-9_.*-]+\.(whl|deb|tar\.gz|cdx\.json)' docs/install.md docs/ci.md | cut -d: -f2 | sort -u); do
  compgen -G "$work/first/$name" >/dev/null || fail "the documentation names $name, and there is no such package"
done
tested+=(tarball)

echo "== image: built from Dockerfile with the binary that is there, and run"
engine=''
if docker info >/dev/null 2>&1; then engine=docker; elif command -v buildah >/dev/null; then engine=buildah; fi
in_docker() { docker run --rm --network none -v "$PWD/samples:/estate/samples:ro" airtight-test "$@"; }
# buildah has no `run` that begins with the entry point.
in_buildah() { "${buildah[@]}" run --network none -v "$PWD/samples:/estate/samples:ro" "$container" -- /usr/bin/airtight "$@"; }
case $engine in
  docker)
    docker build --quiet --build-context build="$work/first/image" -t airtight-test . >/dev/null
    expect_verdicts in_docker
    docker image rm airtight-test >/dev/null
    ;;
  buildah)
    export BUILDAH_ISOLATION=chroot
    buildah=(buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs)
    "${buildah[@]}" build --quiet --build-context build="$work/first/image" -t airtight-test . >/dev/null
    settings=$("${buildah[@]}" inspect --type image --format '{{.OCIv1.Config.User}} {{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.Cmd}}' airtight-test)
    [ "$settings" = '65532:65532 [/usr/bin/airtight] [check .]' ] || fail "the image has the settings $settings"
    container=$("${buildah[@]}" from --pull-never airtight-test)
    expect_verdicts in_buildah
    "${buildah[@]}" rm --all >/dev/null
    ;;
  *)
    echo "skipped: neither a Docker daemon nor buildah; the image's root folder is run instead"
    image="$work/first/image/image"
    mkdir "$image/proc"
    cp -r samples "$image/samples"
    if scripts/run-in-root.sh / /bin/true 2>/dev/null; then
      expect_verdicts scripts/run-in-root.sh "$image" /usr/bin/airtight
      tested+=("image (its root folder)")
    else
      echo "skipped: nor may this user change the root folder"
    fi
    ;;
esac
[ -z "$engine" ] || tested+=("image ($engine)")
echo "packages that were installed and run: ${tested[*]}"
