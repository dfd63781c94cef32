# What the scripts of this folder share. Sourced, never run.
#
# Installs go to CACHE, one folder for each pinned version, never into the tree.
# A folder counts as installed only when it holds `.done`, so an install that was cut off is made again.

HERE=$(cd "$(dirname "${BASH_SOURCE[1]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
CACHE=${COPYDESK_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-tests}
mkdir -p "$CACHE"

# The versions that the scripts were written against. Change one and its cache folder changes with it.
export NVIM_VERSION=0.11.4
export NODE24_VERSION=24.19.0
export CODE_SERVER_VERSION=4.139.1
export PLAYWRIGHT_VERSION=1.65.1
export STYLUA_VERSION=2.5.2

skip() { # skip REASON: the editor could not be had here. Never a pass.
  printf '\n***** SKIPPED: %s *****\n' "$*"
  exit 77
}

say() { printf '%s\n' "$*" >&2; }

# The server under test: an argument, else COPYDESK_BIN, else the release build of this checkout.
server_binary() {
  local bin=${1:-${COPYDESK_BIN:-$ROOT/target/release/copydesk}}
  [ -x "$bin" ] || { say "No server at $bin. Build it (cargo build --release) or name one in COPYDESK_BIN."; exit 1; }
  printf '%s/%s\n' "$(cd "$(dirname "$bin")" && pwd)" "$(basename "$bin")"
}

# A scratch folder that goes when the script ends, whichever way it ends.
scratch() {
  SCRATCH=$(mktemp -d)
  trap 'status=$?; cleanup 2>/dev/null || true; rm -rf "$SCRATCH"; exit $status' EXIT
  trap 'exit 130' INT TERM
}
cleanup() { :; } # a script that starts processes defines its own

# install_once DIR FUNCTION: runs FUNCTION with the folder as its argument unless it is there already.
# One at a time: two runs that start together share the work.
install_once() {
  local dir=$1 make=$2
  exec 9>"$dir.lock"
  flock 9
  if [ ! -e "$dir/.done" ]; then
    rm -rf "$dir" && mkdir -p "$dir"
    # in a shell of its own: where a caller asks for its status, `set -e` would not stop at the first failure
    bash -eu -c "$(declare -f "$make"); $make \"\$1\"" install "$dir" >"$dir.log" 2>&1 || { say "Install log, last lines:"; tail -15 "$dir.log" >&2; flock -u 9; return 1; }
    touch "$dir/.done"
  fi
  flock -u 9
}

# apt_have COMMAND PACKAGE...: the command, from the packages if it is absent and we may install.
apt_have() {
  local command=$1
  shift
  command -v "$command" >/dev/null && return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  ( exec 9>"$CACHE/apt.lock"; flock 9
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
      { apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; } )
  command -v "$command" >/dev/null
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# A fresh copy of the fixture: the journeys edit it.
fixture() { cp -R "$ROOT/editors/fixture" "$1"; }

# The negative control's server: it answers, knows nothing, and stops when told to.
# A journey that passes with it tests nothing.
MUTE_SERVER=$HERE/mute-server.py

# expect_failure LOG COMMAND...: runs the journey with the mute server; passing is the failure.
expect_failure() {
  local log=$1 status=0
  shift
  "$@" >"$log" 2>&1 || status=$?
  if [ "$status" = 0 ]; then
    echo "FAIL negative control: the journey passes with a server that does nothing"
    tail -5 "$log"
    return 1
  fi
  if ! grep -q '^ok ' "$log"; then # it must fail on what is missing, not because nothing ran at all
    echo "FAIL negative control: the journey did not even start"
    tail -15 "$log"
    return 1
  fi
  echo "ok   negative control: with a server that does nothing, $(grep -c '^FAIL' "$log") steps fail"
}
