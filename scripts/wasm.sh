#!/usr/bin/env bash
# Runs a command with the toolchain that builds for wasm32 and with the project's tools on PATH:
#   scripts/wasm.sh cargo check --target wasm32-unknown-unknown --no-default-features --features web --bin app
set -eu
. "$(dirname "$0")/env.sh"
use_wasm32 || { echo "No Rust toolchain here builds for wasm32. Run: make setup" >&2; exit 1; }
exec "$@"
