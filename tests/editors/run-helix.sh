#!/usr/bin/env bash
# Copydesk in a real Helix, driven by keys in a terminal, with editors/helix/languages.toml.
# usage: run-helix.sh [SERVER]     exit 0 passed, 1 failed, 77 Helix could not be had
set -eu
. "$(dirname "$0")/lib.sh"
server=$(server_binary "${1:-}")
apt_have tmux tmux || skip "tmux could not be installed"
dir=$("$HERE/install-helix.sh") || { status=$?; echo "$dir"; exit $status; }
scratch
socket=copydesk-$$
cleanup() { tmux -L "$socket" kill-server; }

tmux_() { tmux -L "$socket" "$@"; }
screen() { tmux_ capture-pane -p -t s 2>/dev/null; }
keys() { tmux_ send-keys -t s "$@"; sleep 0.2; } # Helix tells a lone Escape from a sequence by time
passed=0 failed=0
# sees NAME PATTERN [gone]: waits until the screen shows it
sees() {
  local tries=$((${PATIENCE:-10} * 10))
  for _ in $(seq "$tries"); do
    if [ "${3:-}" = gone ]; then
      screen | grep -qE "$2" || { echo "ok   $1"; passed=$((passed + 1)); return 0; }
    else
      screen | grep -qE "$2" && { echo "ok   $1"; passed=$((passed + 1)); return 0; }
    fi
    sleep 0.1
  done
  echo "FAIL $1"
  screen | sed 's/^/     |/'
  failed=$((failed + 1))
  return 0
}
to() { keys Escape; keys gg; keys "/$1" Enter; keys 'M-\;'; } # the cursor to the start of what was found

# journey SERVER
journey() {
  passed=0 failed=0
  local home=$SCRATCH/home.$RANDOM work=$SCRATCH/work.$RANDOM
  mkdir -p "$home/.config/helix" "$work"
  fixture "$work/corpus"
  sed "s|^command = .*|command = \"$1\"|" "$ROOT/editors/helix/languages.toml" >"$home/.config/helix/languages.toml"
  printf '[editor]\nend-of-line-diagnostics = "hint"\n[editor.inline-diagnostics]\ncursor-line = "hint"\n' >"$home/.config/helix/config.toml"
  tmux_ -f /dev/null new-session -d -x 150 -y 40 -s s "cd '$work/corpus' && env -u XDG_CONFIG_HOME HOME='$home' COLORTERM=truecolor '$dir/bin/hx' summit.txt"
  sees "Helix opens the article" "An Envoy Waits"
  sees "the finding is shown" "June 9, 2000 was a Friday\."
  to "June 9"
  keys " k"
  sees "space k on a date tells the day" "2000-06-09"
  to "Putin told"
  keys " k"
  sees "space k on a short name tells who" "Vladimir Putin[^a-z]*(—|,|Russian)"
  to "Putin told"
  keys gd
  sees "g d on it goes to the full name" " 3:[0-9]+ *$"
  keys Escape
  to "Lindqvist asked"
  keys gr
  sees "g r finds both articles" "return\.md"
  keys Escape
  to "Thursday"
  keys " a"
  sees "space a offers fixes" "June 15"
  keys Enter
  sees "a fix is applied" "on Friday, June 9, 2000|June (8|15), 2000"
  sees "and the finding goes" "June 9, 2000 was a Friday\." gone
  keys Escape
  keys u
  sees "undone, it is back" "June 9, 2000 was a Friday\."
  keys Escape
  keys " s"
  sees "space s shows the outline" "Putin|Lindqvist|Envoy"
  keys Escape
  to "Astrid"
  keys " r"
  keys C-u
  keys "Ingrid Lindqvist" Enter
  sees "space r renames" "envoy Ingrid Lindqvist"
  keys ":o return.md" Enter
  sees "in the other article too" "envoy Ingrid Lindqvist landed"
  keys Escape
  keys ":qa!" Enter
  for _ in $(seq 50); do pgrep -f "^([^ ]*python3 )?$1 lsp" >/dev/null || break; sleep 0.1; done
  if pgrep -f "^([^ ]*python3 )?$1 lsp" >/dev/null; then
    echo "FAIL the server stops with Helix" && failed=$((failed + 1))
  else
    echo "ok   the server stops with Helix" && passed=$((passed + 1))
  fi
  tmux_ kill-server 2>/dev/null || true
  [ "$failed" = 0 ]
}

cp "$server" "$SCRATCH/server" # a name of its own, to see that it stops
journey "$SCRATCH/server" || true
total_passed=$passed total_failed=$failed
if PATIENCE=1 expect_failure "$SCRATCH/control.log" journey "$MUTE_SERVER"; then total_passed=$((total_passed + 1)); else total_failed=$((total_failed + 1)); fi
echo "$total_passed passed, $total_failed failed"
[ "$total_failed" = 0 ]
