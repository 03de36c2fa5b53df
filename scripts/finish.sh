#!/usr/bin/env bash
# Trunk's hook after a build. The tool is a native program: it is built with the default toolchain, whichever builds wasm.
set -eu
unset RUSTUP_TOOLCHAIN
exec cargo run --quiet --no-default-features --features site --bin site -- finish
