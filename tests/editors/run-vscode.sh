#!/usr/bin/env bash
# Copydesk in a real VS Code workbench: the packaged extension, installed, with the server inside.
# usage: run-vscode.sh [SERVER]     exit 0 passed, 1 failed, 77 the workbench could not be installed
# SHOTS=DIR keeps pictures of what was seen.
set -eu
. "$(dirname "$0")/lib.sh"
server=$(server_binary "${1:-}")
. "$HERE/vscode/workbench.sh"

passed=0 failed=0
ok() { echo "ok   $*"; passed=$((passed + 1)); }
bad() { echo "FAIL $*"; failed=$((failed + 1)); }
# counted COMMAND...: shows a journey and adds up its last line
counted() {
  local status=0 log=$SCRATCH/counted.log tally
  "$@" 2>&1 | tee "$log" | grep -v '^[0-9]* passed, [0-9]* failed$' || true
  status=${PIPESTATUS[0]}
  tally=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1) || true
  if [ -z "$tally" ]; then
    bad "it did not reach its end: $*"
    return
  fi
  passed=$((passed + ${tally%% passed*}))
  tally=${tally##*passed, }
  failed=$((failed + ${tally%% failed*}))
}

build_extension
if [ -s "$vsix" ]; then ok "TypeScript checks, the VSIX is packaged"; else bad "TypeScript checks, the VSIX is packaged"; fi
if (cd "$extension" && npm test) >"$SCRATCH/unit.log" 2>&1; then ok "unit tests of the extension"; else bad "unit tests of the extension"; tail -30 "$SCRATCH/unit.log"; fi
counted python3 "$HERE/vscode/vsix.py" "$vsix" "$server"

folder() { # folder NAME [lone]: a copy of the fixture, with or without copydesk.toml
  fixture "$SCRATCH/$1"
  [ "${2:-}" != lone ] || rm "$SCRATCH/$1/copydesk.toml"
  echo "$SCRATCH/$1"
}

start real
installed=$(find "$SCRATCH/real/extensions" -path '*/server/copydesk')
if [ -x "$installed" ]; then ok "the installed server can be run"; else bad "the installed server can be run"; fi
echo "--- in the extension host"
counted node "$HERE/vscode/inhost.mjs" "$BASE" "$(folder host)"
echo "--- as a person sees it: a corpus"
counted node "$HERE/vscode/ui.mjs" corpus "$BASE" "$(folder corpus)"
echo "--- as a fact-checker sees it"
counted node "$HERE/vscode/ui.mjs" checking "$BASE" "$(folder checking)"
# noted WHAT WORDS FILE
noted() { if grep -q "$2" "$SCRATCH/checking/.copydesk/$3"; then ok "$1"; else bad "$1"; fi; }
noted "the place in the source was noted" "its second page" annotations/summit.txt.jsonl
noted "and how somebody is reached, in the file that stays here" "at the bar, mornings" private/summit.txt.jsonl
noted "and the confidential notes" "Held until Monday." private/summit.txt.jsonl
if grep -q "asks not to be named" "$SCRATCH/checking/.copydesk/annotations/summit.txt.jsonl"; then bad "which are nowhere else"; else ok "which are nowhere else"; fi
echo "--- dates"
cp -R "$ROOT/seeds" "$SCRATCH/seeds"
counted node "$HERE/vscode/ui.mjs" dates "$BASE" "$SCRATCH/seeds"
echo "--- a folder without copydesk.toml"
counted node "$HERE/vscode/ui.mjs" offer "$BASE" "$(folder offered lone)"
if [ -s "$SCRATCH/offered/copydesk.toml" ]; then ok "copydesk.toml was written"; else bad "copydesk.toml was written"; fi
echo "--- a file without a folder"
counted node "$HERE/vscode/ui.mjs" lone "$BASE" "$(folder alone lone)"

# --- clean stop: with the workbench go its servers ---
kill "${pids[0]}" && wait "${pids[0]}" 2>/dev/null || true
pids=("${pids[@]:1}")
for _ in $(seq 100); do pgrep -f "$installed lsp" >/dev/null || break; sleep 0.1; done
if pgrep -f "$installed lsp" >/dev/null; then bad "no server is left behind"; else ok "no server is left behind"; fi

echo "--- without a server"
start missing /nowhere/copydesk
counted node "$HERE/vscode/ui.mjs" missing "$BASE" "$(folder missed)"

echo "--- negative control"
export PATIENCE=1000 SHOTS= # the extension host takes its patience from here
start mute "$MUTE_SERVER"
control=$(folder control)
if expect_failure "$SCRATCH/control.log" node "$HERE/vscode/inhost.mjs" "$BASE" "$control"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
for journey in corpus checking; do
  if PATIENCE=3000 expect_failure "$SCRATCH/control.log" node "$HERE/vscode/ui.mjs" "$journey" "$BASE" "$control"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
