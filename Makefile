# Two commands are enough: `make run` and `make test`. Both install what they need first; a repeat skips what is there.
SHELL := /bin/bash
PORT ?= 8080
WASM := scripts/wasm.sh
CLIPPY := cargo clippy --quiet --no-deps
TARGET := --target wasm32-unknown-unknown --no-default-features

# Release builds name functions in full, so that the list of what runs first tells them apart, and keep the linker's notes of who
# reads which constant.
RELEASE := CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Csymbol-mangling-version=v0 -Clink-arg=--emit-relocs" $(WASM) trunk --log error build --release

# What the built site is made of.
SOURCES := $(shell find src styles -type f) index.html Cargo.toml Cargo.lock

.PHONY: help setup run dist test test-store lint bench beside profile kill fuzz clean

help: ## says what there is
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

setup: ## installs everything that the other commands need
	@scripts/setup.sh

run: ## builds the application and serves it on this machine (PORT=8080)
	@scripts/setup.sh run
	@$(MAKE) --no-print-directory dist/index.html
	@echo 'stop with Ctrl-C; the address is:'
	@cargo run --quiet --no-default-features --features site --bin site -- serve dist $(PORT)

dist: ## builds dist/ for any web host, with Brotli and gzip copies, and says what it weighs
	@scripts/setup.sh run
	@$(MAKE) --no-print-directory target/site-weights
	@cat target/site-weights

dist/index.html: $(SOURCES)
	@echo 'site           building (a minute or two)'
	@$(RELEASE)

# What the site weighs; written when its compressed copies are complete.
target/site-weights: dist/index.html
	@cargo run --quiet --no-default-features --features site --bin site -- pack dist > $@.new
	@mv $@.new $@

lint: ## checks the format and the lints, natively and for wasm32
	@scripts/setup.sh lint
	cargo fmt --check
	$(CLIPPY) --all-targets --features bench -- -D warnings
	$(WASM) $(CLIPPY) $(TARGET) --features web --bin app -- -D warnings
	$(WASM) $(CLIPPY) $(TARGET) --features worker --bin office -- -D warnings

test: ## runs every test: lints, the core, the store and the whole path in real browsers
	@scripts/setup.sh run lint test
	@$(MAKE) --no-print-directory lint test-store target/site-weights
	cargo test --quiet --features e2e

bench: ## measures starts, 20,000 households on a slow phone, a roll-up and a ledger in the browser, the planner, and a roll-up beside a script (never fails on a figure)
	@scripts/setup.sh run test
	@$(MAKE) --no-print-directory target/site-weights target/bench-empty/index.html target/bench-planner/index.html
	@tests/bench/sheets/setup.sh
	@NUANDONG_DIST=dist cargo test --quiet --features bench --test bench
	@NUANDONG_BENCH=1 cargo test --quiet --profile native --test planner
	@tests/bench/rollup/setup.sh
	@NUANDONG_BENCH=1 cargo test --quiet --profile native --test rollup

beside: ## measures this application beside ODK Web Forms, with the same forms (installs it below .tools)
	@scripts/setup.sh run test
	@tests/bench/beside/setup.sh
	@$(MAKE) --no-print-directory target/site-weights
	@NUANDONG_DIST=dist cargo test --quiet --features bench --test beside

target/bench-empty/index.html: tests/bench/empty.html tests/bench/empty.rs Cargo.toml Cargo.lock
	@$(RELEASE) true --dist $(CURDIR)/target/bench-empty tests/bench/empty.html
	@cargo run --quiet --no-default-features --features site --bin site -- pack target/bench-empty >/dev/null

target/bench-planner/index.html: tests/bench/planner/page.html tests/bench/planner/page.rs tests/bench/planner/work.rs $(SOURCES)
	@$(RELEASE) true --dist $(CURDIR)/target/bench-planner tests/bench/planner/page.html
	@cargo run --quiet --no-default-features --features site --bin site -- pack target/bench-planner >/dev/null

profile: ## writes anew which functions a phone loads first, after seeing what runs until the first question
	@scripts/setup.sh run test
	@$(MAKE) --no-print-directory dist/index.html
	NUANDONG_PROFILE=write cargo test --quiet --features e2e --test e2e what_runs_until
	@$(MAKE) --no-print-directory dist

kill: ## kills the browser 200 times in the middle of a visit; make test does it a few times
	@scripts/setup.sh run test
	@$(MAKE) --no-print-directory dist/index.html
	KILLS=200 cargo test --quiet --features e2e --test e2e what_was_shown_as_saved

# The store against the databases of three engines. The runner takes the driver of WebKit for Safari's.
STORE := env CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner $(WASM) cargo test $(TARGET) --features browser --test web_store

test-store:
	CHROMEDRIVER=chromedriver WASM_BINDGEN_TEST_WEBDRIVER_JSON=tests/webdriver.json $(STORE)
	GECKODRIVER=geckodriver $(STORE)
	SAFARIDRIVER=WebKitWebDriver WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1 xvfb-run -a $(STORE)

fuzz: ## damages files and expressions for a minute and sees that nothing panics
	cargo test --quiet --test fuzz -- 60

clean: ## removes what was built; installed tools stay
	rm -rf dist target tests/e2e/out
