#!/usr/bin/env bash
# Builds the packages: a wheel, a Debian package, a tarball and the root folder of the container image; and the bill of materials, which
# is in each of them, as a file of its own.
#   scripts/packages.sh [--record] [--only PACKAGE] [FOLDER]     FOLDER is dist where none is given
# --only builds just one: wheel, tarball, deb, image or sbom. --record writes the packages' SHA-256 to packaging/released.sha256, as a release needs it (CONTRIBUTING.md).
# AIRTIGHT_BINARY names the binary, with airtight.cdx.json beside it; without it the release is built. The same binary, tree and SOURCE_DATE_EPOCH (the time of the
# last commit where it is not set) give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
record=no packages='wheel tarball deb image sbom'
while :; do
  case ${1:-} in
    --record) record=yes && shift ;;
    --only) packages=${2:?a package: wheel, tarball, deb, image or sbom} && shift 2 ;;
    -*) echo "usage: scripts/packages.sh [--record] [--only wheel|tarball|deb|image|sbom] [FOLDER]" >&2 && exit 2 ;;
    *) break ;;
  esac
done
for program in python3 dpkg-deb tar gzip strip; do
  command -v "$program" >/dev/null || { echo "$program is needed: apt-get install python3 dpkg tar gzip binutils" >&2; exit 1; }
done
folder=${1:-dist}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || echo 315532800)}"
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022
binary=${AIRTIGHT_BINARY:-$(scripts/build-release.sh)}

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
strip -o "$stage/airtight" "$binary"
chmod 755 "$stage/airtight"
version=$(PYTHONPATH=packaging python3 -c 'import airtight_wheel; print(airtight_wheel.version())')
machine=$(PYTHONPATH=packaging python3 -c 'import airtight_wheel, sys
print(airtight_wheel.platform_tag(open(sys.argv[1], "rb").read()).split("_", 3)[3].split(".")[0])' "$stage/airtight")
python3 packaging/manual.py "$stage/airtight" "$stage/share"
bill="$(dirname "$binary")/airtight.cdx.json"
[ -e "$bill" ] || { echo "there is no $bill: scripts/build-release.sh leaves it beside the binary" >&2; exit 1; }
python3 packaging/sbom.py packed "$bill" "$stage/airtight" >"$stage/airtight.cdx.json"

# Archives as everybody would make them from the same files.
archive() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --format=gnu -C "$1" -cf - "$2" | gzip -9n; }

wheel() {
  AIRTIGHT_BINARY="$stage/airtight" PYTHONPATH=packaging python3 -c 'import airtight_wheel, sys
print(airtight_wheel.build_wheel(sys.argv[1]))' "$folder"
}

tarball() {
  local name="airtight-$version-linux-$machine"
  local root="$stage/$name"
  mkdir -p "$root/bin"
  cp "$stage/airtight" "$root/bin/"
  cp -r "$stage/share" "$root/share"
  cp LICENSE CHANGELOG.md packaging/copyright "$stage/airtight.cdx.json" "$root/"
  archive "$stage" "$name" >"$folder/$name.tar.gz"
  echo "$name.tar.gz"
}

deb() {
  local architecture
  case $machine in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; esac
  local root="$stage/deb" name="airtight_$version-1_$architecture.deb"
  local documents="$root/usr/share/doc/airtight"
  mkdir -p "$root/DEBIAN" "$root/usr/bin" "$documents" "$root/usr/share/zsh/vendor-completions"
  cp "$stage/airtight" "$root/usr/bin/"
  cp -r "$stage/share/man" "$stage/share/bash-completion" "$stage/share/fish" "$root/usr/share/"
  # Debian's zsh looks for the completions of packages here.
  cp "$stage/share/zsh/site-functions/_airtight" "$root/usr/share/zsh/vendor-completions/"
  # It is read by bash and not run.
  sed -i '1{/^#!/d}' "$root/usr/share/bash-completion/completions/airtight"
  gzip -9n "$root/usr/share/man/man1/airtight.1"
  install -D -m 644 packaging/lintian-overrides "$root/usr/share/lintian/overrides/airtight"
  cp packaging/copyright "$stage/airtight.cdx.json" "$documents/"
  gzip -9nc CHANGELOG.md >"$documents/changelog.gz"
  printf 'airtight (%s-1) unstable; urgency=medium\n\n  * Release %s: changelog.gz says what is new.\n\n -- %s  %s\n' \
    "$version" "$version" "$maintainer" "$(date -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9nc >"$documents/changelog.Debian.gz"
  local size
  size=$(find "$root/usr" -type f -printf '%s\n' | awk '{ kib += int(($1 + 1023) / 1024) } END { print kib }')
  control "$architecture" "$size" >"$root/DEBIAN/control"
  (cd "$root" && find usr -type f | sort | xargs md5sum) >"$root/DEBIAN/md5sums"
  find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zxz --build "$root" "$folder/$name" >/dev/null
  echo "$name"
}

maintainer='The airtight authors <authors@airtight.dev>'

# The control file: the binary is static, so there is nothing that it depends on. `airtight diff` asks git for revisions.
control() {
  cat <<CONTROL
Package: airtight
Version: $version-1
Section: admin
Priority: optional
Architecture: $1
Maintainer: $maintainer
Installed-Size: $2
Recommends: git
Suggests: tzdata
Description: policy and security linter for private connectivity
 airtight reads Kubernetes manifests, databricks, az, aws and DNS exports and
 Terraform plans, joins them into one model, and says at which line and column
 it is public, broken or unproven, and how to mend it.
 .
 It runs offline, as one static binary, before a commit, in a pull-request
 check and at a prompt.
CONTROL
}

# What the image holds, for `docker build --build-context build=FOLDER/image` (docs/ci.md).
image() {
  rm -rf "$folder/image"
  mkdir -p "$folder/image/image/usr/bin" "$folder/image/image/usr/share/doc/airtight"
  cp "$stage/airtight" "$folder/image/image/usr/bin/"
  cp packaging/copyright "$stage/airtight.cdx.json" "$folder/image/image/usr/share/doc/airtight/"
  echo image
}

sbom() {
  local name="airtight-$version-linux-$machine.cdx.json"
  cp "$stage/airtight.cdx.json" "$folder/$name"
  echo "$name"
}

for package in $packages; do "$package" >>"$stage/names"; done
if [ "$record" = yes ]; then
  kept=$(grep '^#' packaging/released.sha256)
  (echo "$kept" && cd "$folder" && find . -name "*-$version-*.whl" -o -name "*-$version-*.tar.gz" -o -name "airtight_$version-*.deb" -o -name "*-$version-*.cdx.json" | cut -c3- | sort | xargs sha256sum --) >"$stage/released"
  cp "$stage/released" packaging/released.sha256
fi
sed "s|^|$folder/|" "$stage/names"
