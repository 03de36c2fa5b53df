# Sourced by the other scripts and by the Makefile's recipes: puts the project's tools first on PATH and chooses a Rust
# toolchain that has the standard library for wasm32. It installs nothing; `scripts/setup.sh` does.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PATH="$top/.tools/bin:$top/.tools/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export PATH

# Whether the compiler `$@` has the standard library for wasm32.
has_wasm32() {
  local sysroot
  sysroot=$("$@" --print sysroot 2>/dev/null) || return 1
  compgen -G "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib" >/dev/null
}

# Makes plain `cargo`, and so Trunk, build for wasm32: with the default toolchain where it can, else with Debian's.
use_wasm32() {
  has_wasm32 rustc && return 0
  has_wasm32 /usr/bin/rustc || return 1
  if rustup toolchain list 2>/dev/null | grep -q '^debian\b'; then
    export RUSTUP_TOOLCHAIN=debian
  else
    PATH="/usr/bin:$PATH"
  fi
}
