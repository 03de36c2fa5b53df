#!/usr/bin/env bash
# Installs what the given groups need, one line per step. What is there in the right version is left alone, so a second
# run takes a second. Groups: run (build and serve), lint, test (browsers, LibreOffice, fonts).
#
# Rust itself must be there (https://rustup.rs). Debian's packages are installed with apt-get, through sudo unless root;
# on another system the script names what is missing. Everything else goes to ~/.cargo/bin, or to .tools (ignored by git).
set -eu
. "$(dirname "$0")/env.sh"
cd "$top"

TRUNK=0.21.14
BINARYEN=132
AXE=4.14.1
GECKODRIVER=0.37.1
# Cargo.lock decides: the generated glue and the tool must be of the very same version.
BINDGEN=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
log=.tools/setup.log
mkdir -p .tools
: >"$log"

say() { printf '%-14s %s\n' "$1" "$2"; }
stop() { printf '%-14s %s\n' "$1" "$2" >&2; exit 1; }

# Runs a step quietly; on failure shows the end of what it printed.
quietly() {
  local name=$1
  shift
  if ! "$@" >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    stop "$name" "failed: $* (all of it in $log)"
  fi
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# apt NAME PACKAGE...: installs those that are missing. The lists are fetched once a run.
apt_lists=old
apt() {
  local name=$1 missing=() package
  shift
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  if [ ${#missing[@]} = 0 ]; then
    say "$name" "there"
    return
  fi
  command -v apt-get >/dev/null || stop "$name" "install these by your system's means, then run again: ${missing[*]}"
  say "$name" "installing ${missing[*]}"
  # A list that cannot be fetched is no reason to stop: the packages may well be in the others.
  [ $apt_lists = fresh ] || as_root apt-get update >>"$log" 2>&1 || true
  apt_lists=fresh
  quietly "$name" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# On a system without Debian's packages a program on PATH will do.
program_or_apt() {
  local name=$1 program=$2
  shift 2
  if command -v "$program" >/dev/null; then say "$name" "there"; else apt "$name" "$@"; fi
}

step_rust() {
  command -v cargo >/dev/null || stop rust "not found; install it from https://rustup.rs and run again"
  local need have
  need=$(awk -F'"' '/^rust-version/ { print $2; exit }' Cargo.toml)
  have=$(rustc --version | awk '{ print $2 }')
  [ "$(printf '%s\n%s\n' "$need" "$have" | sort -V | head -n 1)" = "$need" ] ||
    stop rust "$have is older than $need; run: rustup update stable"
  say rust "$have"
}

step_wasm32() {
  if (use_wasm32); then
    say wasm32 "there"
  elif command -v rustup >/dev/null && fetch_target; then
    say wasm32 "added by rustup"
  else
    build_target
    (use_wasm32) || stop wasm32 "its standard library was built but is not found"
    say wasm32 "built from Debian's source"
  fi
}

fetch_target() {
  say wasm32 "asking rustup"
  RUSTUP_MAX_RETRIES=1 limit 120 rustup target add wasm32-unknown-unknown >>"$log" 2>&1 && has_wasm32 rustc
}

# Not every system has timeout(1).
limit() {
  local seconds=$1
  shift
  if command -v timeout >/dev/null; then timeout "$seconds" "$@"; else "$@"; fi
}

# rustup's server is out of reach: Debian packages a compiler together with the source of its standard library, which is
# built once for wasm32 and put where that compiler looks.
build_target() {
  command -v apt-get >/dev/null || stop wasm32 "rustup could not fetch the target; see $log"
  apt "Debian's rust" rustc-web cargo-web rust-web-src
  local llvm scratch libs=/usr/lib/rustlib/wasm32-unknown-unknown/lib host linker cargo
  llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  apt "wasm linker" "lld-$llvm"
  linker=/usr/lib/rustlib/$host/bin/rust-lld
  if [ ! -e "$linker" ]; then
    quietly "wasm linker" as_root mkdir -p "$(dirname "$linker")"
    quietly "wasm linker" as_root ln -s "/usr/lib/llvm-$llvm/bin/lld" "$linker"
  fi
  cargo=(/usr/bin/cargo)
  if command -v rustup >/dev/null; then
    quietly wasm32 rustup toolchain link debian /usr
    cargo=(cargo +debian)
  fi
  scratch=$(mktemp -d)
  mkdir "$scratch/src"
  echo '#![no_std]' >"$scratch/src/lib.rs"
  printf '[package]\nname = "scratch"\nversion = "0.0.0"\nedition = "2021"\n' >"$scratch/Cargo.toml"
  say wasm32 "building its standard library (half a minute)"
  # Bitcode is embedded so that builds with link-time optimisation can use it.
  quietly wasm32 env -C "$scratch" RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$scratch/target" \
    "${cargo[@]}" build --release -Zbuild-std=std,panic_abort --target wasm32-unknown-unknown
  rm -f "$scratch"/target/wasm32-unknown-unknown/release/deps/libscratch-*
  quietly wasm32 as_root mkdir -p "$libs"
  quietly wasm32 as_root cp "$scratch"/target/wasm32-unknown-unknown/release/deps/*.rlib "$libs/"
  rm -rf "$scratch"
}

# cargo_tool PROGRAM CRATE VERSION [FLAG...]: a published program in exactly this version. Another version that is
# already installed is somebody's own and stays; ours then goes to .tools.
cargo_tool() {
  local program=$1 crate=$2 version=$3 have root=()
  shift 3
  have=$("$program" --version 2>/dev/null | awk 'NR == 1 { print $2 }')
  if [ "$have" = "$version" ]; then
    say "$program" "$version"
    return
  fi
  [ -z "$have" ] || root=(--root "$top/.tools" --force)
  say "$program" "building $version (some minutes)"
  quietly "$program" cargo install "$crate" --version "$version" "${root[@]}" "$@"
}

# npm_tool NAME PACKAGE VERSION: an npm package in .tools.
npm_tool() {
  local name=$1 package=$2 version=$3 have
  have=$(sed -n 's/^  "version": "\([^"]*\)".*/\1/p' ".tools/node_modules/$package/package.json" 2>/dev/null || true)
  if [ "$have" = "$version" ]; then
    say "$name" "$version"
    return
  fi
  program_or_apt npm npm nodejs npm
  say "$name" "installing $version"
  [ -e .tools/package.json ] || echo '{ "private": true }' >.tools/package.json
  quietly "$name" npm install --prefix .tools --no-audit --no-fund "$package@$version"
}

# Locked: the newest dependencies within its ranges want a newer compiler.
step_trunk() { cargo_tool trunk trunk "$TRUNK" --locked; }

# Not locked: its lock names a dependency that was withdrawn.
step_bindgen() { cargo_tool wasm-bindgen wasm-bindgen-cli "$BINDGEN"; }

step_wasm_opt() {
  if wasm-opt --version 2>/dev/null | grep -q "version $BINARYEN\b"; then
    say wasm-opt "$BINARYEN"
  else
    npm_tool wasm-opt binaryen "$BINARYEN.0.0"
  fi
}

# Each step runs once, whatever the groups.
done_steps=' '
once() {
  case $done_steps in *" $1 "*) return ;; esac
  done_steps="$done_steps$1 "
  "step_$1"
}

group_run() {
  once rust
  once wasm32
  once trunk
  once bindgen
  once wasm_opt
}

# component NAME COMMAND PACKAGE: a part of the default toolchain.
component() {
  if cargo "$2" --version >/dev/null 2>&1; then
    return
  elif command -v rustup >/dev/null; then
    quietly "$1" rustup component add "$1"
  else
    apt "$1" "$3"
  fi
}

group_lint() {
  once rust
  once wasm32
  component rustfmt fmt rustfmt-web
  component clippy clippy rust-web-clippy
  # The compiler that builds for wasm32 may be another one than the default, with lints of its own.
  (use_wasm32 && cargo clippy --version >/dev/null 2>&1) || apt "Debian's clippy" rust-web-clippy
}

group_test() {
  group_run
  group_lint
  if command -v apt-get >/dev/null; then
    apt chromium chromium chromium-driver
    apt webkit webkit2gtk-driver xvfb xauth
    program_or_apt firefox firefox firefox-esr
    apt fonts fonts-noto-cjk
    program_or_apt libreoffice soffice libreoffice-calc-nogui
    program_or_apt age age age
    # Without it LibreOffice opens tables only, and reports are documents.
    [ -e /usr/lib/libreoffice/program/libswlo.so ] || apt libreoffice-writer libreoffice-writer-nogui
  else
    for program in chromium chromedriver WebKitWebDriver xvfb-run firefox soffice age; do
      command -v "$program" >/dev/null && say "$program" "there" || say "$program" "missing: the tests that need it say so"
    done
  fi
  # Firefox speaks to tests through it; Debian packages none.
  cargo_tool geckodriver geckodriver "$GECKODRIVER" --locked
  npm_tool axe axe-core "$AXE"
}

[ $# -gt 0 ] || set -- run lint test
for group in "$@"; do
  case $group in
    run | lint | test) "group_$group" ;;
    *) stop setup "unknown group: $group" ;;
  esac
done
