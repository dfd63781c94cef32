#!/usr/bin/env bash
# Copydesk in a real Emacs, through eglot, with editors/emacs/copydesk.el.
# usage: run-emacs.sh [SERVER]     exit 0 passed, 1 failed, 77 Emacs could not be installed
set -eu
. "$(dirname "$0")/lib.sh"
server=$(server_binary "${1:-}")
apt_have emacs emacs-nox elpa-eglot || skip "Emacs could not be installed"
quiet=(emacs -Q --batch -l "$HERE/emacs/packages.el")
"${quiet[@]}" --eval "(require 'eglot)" 2>/dev/null || skip "this Emacs has no eglot, and it could not be installed"
scratch

journey() {
  local home=$SCRATCH/home.$RANDOM work=$SCRATCH/work.$RANDOM
  mkdir -p "$home" "$work"
  fixture "$work/corpus"
  fixture "$work/lone"
  rm "$work/lone/copydesk.toml"
  HOME=$home FIXTURE=$work COPYDESK_BIN=$1 COPYDESK_EL=$ROOT/editors/emacs/copydesk.el \
    timeout 120 "${quiet[@]}" -l "$HERE/emacs/journey.el" 2>&1
}

passed=0 failed=0
journey "$server" | tee "$SCRATCH/journey.log" | grep -E '^(ok  |FAIL|     got|emacs )' || true
tally=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$SCRATCH/journey.log" | tail -1) || true
if [ -z "$tally" ]; then
  echo "FAIL the journey did not reach its end"
  tail -20 "$SCRATCH/journey.log"
  failed=1
else
  passed=${tally%% passed*} failed=${tally##*passed, } failed=${failed%% failed*}
fi
if PATIENCE=1 expect_failure "$SCRATCH/control.log" journey "$MUTE_SERVER"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
if "${quiet[@]}" --eval "(setq byte-compile-error-on-warn t byte-compile-dest-file-function (lambda (_) \"$SCRATCH/copydesk.elc\"))" \
  -f batch-byte-compile "$ROOT/editors/emacs/copydesk.el" >"$SCRATCH/compile.log" 2>&1; then
  echo "ok   byte-compiles without a warning" && passed=$((passed + 1))
else
  echo "FAIL byte-compiles without a warning" && cat "$SCRATCH/compile.log" && failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
