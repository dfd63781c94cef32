# A real VS Code workbench with the extension installed. Sourced after lib.sh, with $server set.
# Sets: home (the install), SCRATCH, vsix, pids; start() sets BASE.

home=$("$HERE/install-vscode.sh") || { status=$?; echo "$home"; exit $status; }
export COPYDESK_BIN=$server VSCODE_TEST_HOME=$home PATH=$home/node24/bin:$PATH EXTENSIONS_GALLERY='{"serviceUrl":""}'
scratch
pids=()
cleanup() { for pid in "${pids[@]}"; do kill "$pid"; wait "$pid"; done; }
vsix=$SCRATCH/copydesk.vsix

# The extension from its lock file, checked, bundled and packaged with the server inside; in a copy, the tree stays clean.
build_extension() {
  local modules
  export extension=$SCRATCH/extension
  mkdir "$extension"
  (cd "$ROOT/editors/vscode" && tar --exclude=node_modules --exclude=dist --exclude=server --exclude='*.vsix' -cf - .) | tar -xf - -C "$extension"
  modules=$CACHE/extension-modules-$(sha256sum "$extension/package-lock.json" | cut -c1-16)
  make() { cp "$extension"/package.json "$extension"/package-lock.json "$extension"/.npmrc "$1/" && cd "$1" && npm ci --ignore-scripts --no-audit --no-fund; }
  install_once "$modules" make || skip "the extension's npm packages could not be installed"
  ln -s "$modules/node_modules" "$extension/node_modules"
  (cd "$extension" && node scripts/package.mjs --server "$server" --out "$vsix") >"$SCRATCH/package.log" 2>&1 || tail -20 "$SCRATCH/package.log"
}

# start NAME [SERVER]: a workbench of its own with the extension installed; SERVER takes the place of the one inside.
start() {
  local state=$SCRATCH/$1 port
  port=$(free_port)
  mkdir -p "$state/user/User"
  cat >"$state/config.yaml" <<YAML
auth: none
bind-addr: 127.0.0.1:$port
disable-telemetry: true
disable-update-check: true
YAML
  cp "$HERE/vscode/settings.json" "$state/user/User/"
  # a machine's setting, and the window is a remote one: in the user's file it holds or not, as the start happens to go
  mkdir -p "$state/user/Machine"
  printf '{ "copydesk.server.path": "%s" }\n' "${2:-}" >"$state/user/Machine/settings.json"
  mkdir -p "$state/home"
  local workbench=(env HOME="$state/home" XDG_DATA_HOME="$state/home" XDG_CONFIG_HOME="$state/home" node "$home/node_modules/code-server/out/node/entry.js" --config "$state/config.yaml" --user-data-dir "$state/user" --extensions-dir "$state/extensions")
  "${workbench[@]}" --install-extension "$vsix" >"$state/install.log" 2>&1 || { cat "$state/install.log" >&2; return 1; }
  "${workbench[@]}" --disable-getting-started-override --disable-workspace-trust >"$state/log" 2>&1 &
  pids+=($!)
  for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.1
  done
  BASE=http://127.0.0.1:$port
}
