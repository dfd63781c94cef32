#!/usr/bin/env bash
# Copydesk in a real Neovim: the journeys, their negative controls, the help, the health report, the Lua lints.
# usage: run-nvim.sh [SERVER]     exit 0 passed, 1 failed, 77 Neovim could not be installed
set -eu
. "$(dirname "$0")/lib.sh"
server=$(server_binary "${1:-}")
bin=$("$HERE/install-nvim.sh") || { status=$?; echo "$bin"; exit $status; }
nvim=$bin/nvim
scratch

# journey SERVER [SCRIPT]: with a home of its own, so that nothing of this machine's Neovim is read or written
journey() {
  local home=$SCRATCH/home.$RANDOM work=$SCRATCH/work.$RANDOM
  mkdir -p "$home" "$work"
  cp -R "$ROOT/editors/nvim" "$work/plugin"
  fixture "$work/corpus"
  fixture "$work/lone"
  rm "$work/lone/copydesk.toml"
  cp -R "$ROOT/seeds" "$work/seeds"
  HOME=$home XDG_STATE_HOME=$home/state XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache \
    FIXTURE=$work JOURNEY=${2:-journey.lua} timeout 120 "$nvim" --clean --headless \
    --cmd "set rtp^=$work/plugin" --cmd "lua vim.g.copydesk = { server_path = '$1' }" \
    -c "helptags $work/plugin/doc" \
    -c "lua vim.api.nvim_create_autocmd('VimEnter', { callback = vim.schedule_wrap(function() dofile('$HERE/nvim/start.lua') end) })"
}

passed=0 failed=0
ok() { echo "ok   $*"; passed=$((passed + 1)); }
bad() { echo "FAIL $*"; failed=$((failed + 1)); }

# counted SCRIPT: runs a journey, adds up its last line, and holds it against a server that does nothing
counted() {
  local log=$SCRATCH/journey.log tally
  echo "--- $1"
  journey "$server" "$1" | tee "$log" | grep -v '^[0-9]* passed, [0-9]* failed$' || true
  tally=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1) || true
  if [ -z "$tally" ]; then
    bad "$1 did not reach its end"
  else
    passed=$((passed + ${tally%% passed*}))
    tally=${tally##*passed, }
    failed=$((failed + ${tally%% failed*}))
  fi
  if PATIENCE=500 expect_failure "$SCRATCH/control.log" journey "$MUTE_SERVER" "$1"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

counted journey.lua
counted checking.lua

if journey /nowhere/copydesk missing.lua >"$SCRATCH/missing.log" 2>&1; then
  ok "without a server: one message says what to do, and :checkhealth says it again"
else
  bad "without a server"
  cat "$SCRATCH/missing.log"
fi

if apt_have luacheck lua-check; then
  if (cd "$ROOT/editors/nvim" && luacheck -q .); then ok luacheck; else bad luacheck; fi
else
  echo "SKIPPED: luacheck could not be installed"
fi

stylua() {
  local dir=$CACHE/stylua-$STYLUA_VERSION
  make() { cd "$1" && echo '{"private": true}' >package.json && npm install --ignore-scripts --no-audit --no-fund "@johnnymorganz/stylua@$STYLUA_VERSION"; }
  command -v npm >/dev/null && install_once "$dir" make || return 77
  (cd "$dir" && node "$HERE/nvim/stylua.mjs" $(find "$ROOT/editors/nvim" "$HERE/nvim" -name '*.lua'))
}
status=0
stylua || status=$?
case $status in
  0) ok "StyLua: the Lua is formatted" ;;
  77) echo "SKIPPED: StyLua could not be installed" ;;
  *) bad StyLua ;;
esac

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
