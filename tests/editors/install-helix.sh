#!/usr/bin/env bash
# Unpacks Helix, with the C library it needs, from a newer Debian beside the system. Nothing is installed.
# Prints the folder; its bin/hx runs. The package's version is whatever that release holds.
set -eu
. "$(dirname "$0")/lib.sh"
export SUITE=trixie

make() {
  local mirror key
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m1 '/debian/$')
  key=$(find /usr/share/keyrings -name 'debian-archive-keyring.*' | head -1)
  mkdir -p "$1/lists/partial" "$1/cache/archives/partial" "$1/debs" "$1/root" "$1/bin"
  echo "deb [signed-by=$key] $mirror $SUITE main" >"$1/sources.list"
  local apt=(-o Dir::Etc::SourceList="$1/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$1/lists" -o Dir::Cache="$1/cache" -o APT::Sandbox::User=root -o APT::Default-Release=)
  apt-get "${apt[@]}" update
  (cd "$1/debs" && apt-get "${apt[@]}" download "hx/$SUITE" "libc6/$SUITE" "libgcc-s1/$SUITE" "libstdc++6/$SUITE")
  for deb in "$1"/debs/*.deb; do dpkg -x "$deb" "$1/root"; done
  rm -rf "$1/lists" "$1/cache" "$1/debs" "$1/sources.list"
  local loader libraries hx runtime
  loader=$(find "$1/root" -name 'ld-linux-*.so.*' | head -1)
  libraries=$(dirname "$(find "$1/root" -name 'libc.so.6' | head -1)"):$(dirname "$(find "$1/root" -name 'libstdc++.so.6' | head -1)")
  hx=$(find "$1/root/usr/lib" "$1/root/usr/bin" -type f -name hx | head -1)
  runtime=$(dirname "$(find "$1/root" -type d -name themes | head -1)")
  printf '#!/bin/sh\nHELIX_RUNTIME=%s exec %s --library-path %s %s "$@"\n' "$runtime" "$loader" "$libraries" "$hx" >"$1/bin/hx"
  chmod +x "$1/bin/hx"
  "$1/bin/hx" --version
}

command -v apt-get >/dev/null || skip "Helix is unpacked from a Debian package, and there is no apt here"
dir=$CACHE/helix-$SUITE
install_once "$dir" make || skip "Helix could not be unpacked from $SUITE"
echo "$dir"
