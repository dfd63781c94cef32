#!/usr/bin/env bash
# A picture of Copydesk in Neovim on the demo corpus, for the README.
# usage: screenshot-nvim.sh OUT.png [SERVER] [ARTICLE [TEXT]]     K on TEXT, else on the first finding
set -eu
. "$(dirname "$0")/lib.sh"
[ $# -ge 1 ] || { say "usage: screenshot-nvim.sh OUT.png [SERVER] [ARTICLE [TEXT]]"; exit 2; }
out=$(realpath -m "$1")
server=$(server_binary "${2:-}")
apt_have tmux tmux || skip "tmux could not be installed"
apt_have aha aha || skip "aha could not be installed"
apt_have chromium chromium fonts-dejavu-core || skip "Chromium could not be installed"
bin=$("$HERE/install-nvim.sh") || { status=$?; echo "$bin"; exit $status; }
scratch
socket=copydesk-picture-$$
cleanup() { tmux -L "$socket" kill-server; }
tmux_() { tmux -L "$socket" "$@"; }
shows() {
  for _ in $(seq 150); do
    tmux_ capture-pane -p -t s | grep -qE "$1" && return 0
    sleep 0.1
  done
  say "never seen: $1"
  tmux_ capture-pane -p -t s >&2
  exit 1
}

cp -R "$ROOT/seeds" "$SCRATCH/articles"
cd "$SCRATCH/articles"
article=${3:-$(ls | grep -E '\.(txt|md)$' | grep -viE '^readme' | head -1)}
cat >"$SCRATCH/init.lua" <<LUA
vim.opt.rtp:prepend('$ROOT/editors/nvim')
vim.g.copydesk = { server_path = '$server' }
vim.o.termguicolors, vim.o.number, vim.o.linebreak, vim.o.laststatus, vim.o.signcolumn = true, true, true, 2, 'yes'
vim.o.winborder, vim.o.hlsearch, vim.o.cmdheight = 'rounded', false, 0
vim.cmd.colorscheme('default')
vim.diagnostic.config({ signs = true, severity_sort = true, float = { header = '', source = false, suffix = '' } })
LUA
mkdir "$SCRATCH/home"
tmux_ -f /dev/null new-session -d -x 118 -y 34 -s s \
  "HOME='$SCRATCH/home' XDG_STATE_HOME='$SCRATCH/home' TERM=tmux-256color COLORTERM=truecolor '$bin/nvim' -u '$SCRATCH/init.lua' '$article'"
shows '^ *[WEIH] '
if [ -n "${4:-}" ]; then
  tmux_ send-keys -t s "/$4" Enter
  sleep 0.3
  tmux_ send-keys -t s K
  sleep 2
else
  tmux_ send-keys -t s gg ':lua vim.diagnostic.jump({ count = 1, float = true })' Enter
  sleep 2
fi
tmux_ capture-pane -p -e -t s | aha --black --no-header >"$SCRATCH/body.html"
{
  echo '<meta charset="utf-8"><body style="margin:0;background:#14161b"><pre style="font:15px/1.25 DejaVu Sans Mono,monospace;margin:10px;color:#e0e2ea">'
  cat "$SCRATCH/body.html"
  echo '</pre></body>'
} >"$SCRATCH/page.html"
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
  --disable-sync --hide-scrollbars --force-device-scale-factor=2 --user-data-dir="$SCRATCH/profile" --window-size=1090,680 \
  --screenshot="$out" "file://$SCRATCH/page.html" >/dev/null 2>&1
tmux_ send-keys -t s Escape ':qa!' Enter
echo "$out"
