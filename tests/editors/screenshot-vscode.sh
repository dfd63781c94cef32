#!/usr/bin/env bash
# A picture of Copydesk in VS Code on the demo corpus, for the README.
# usage: screenshot-vscode.sh OUT.png [SERVER] [ARTICLE [TEXT]]     the mouse rests on TEXT, else on the first finding
set -eu
. "$(dirname "$0")/lib.sh"
[ $# -ge 1 ] || { say "usage: screenshot-vscode.sh OUT.png [SERVER] [ARTICLE [TEXT]]"; exit 2; }
out=$(realpath -m "$1")
server=$(server_binary "${2:-}")
. "$HERE/vscode/workbench.sh"
build_extension
corpus=$SCRATCH/articles
cp -R "$ROOT/seeds" "$corpus"
start picture
SCALE=2 node "$HERE/vscode/picture.mjs" "$BASE" "$corpus" "$out" "${3:-}" "${4:-}"
