#!/usr/bin/env bash
# Installs what a build needs and this machine lacks: Debian's libyaml-dev and tzdata, a C toolchain to link with, and python3; with
# `fuzz` as argument also C++'s library, which libFuzzer is linked with.
set -euo pipefail
missing=()
[ -e /usr/include/yaml.h ] || missing+=(libyaml-dev)
[ -d /usr/share/zoneinfo/Europe ] || missing+=(tzdata)
command -v cc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 || missing+=(gcc libc6-dev)
command -v git >/dev/null 2>&1 || missing+=(git)
command -v python3 >/dev/null 2>&1 || missing+=(python3)
if [ "${1:-}" = fuzz ] && ! ls /usr/lib/gcc/*/*/libstdc++.so >/dev/null 2>&1; then missing+=(g++); fi
if [ ${#missing[@]} -gt 0 ]; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"
fi
command -v swift >/dev/null 2>&1 || {
  echo "Swift 6.3 is needed: https://www.swift.org/install/linux/" >&2
  exit 1
}
