#!/usr/bin/env bash
# Installs the libraries that a ledger is written and a roster is read with beside ours, in these very versions, below .tools (ignored by git), and lays the
# pages that run them. A second run takes a second.
set -eu
cd "$(dirname "$0")/../../.."
SHEETJS=0.18.5
EXCELJS=4.4.0
here=.tools/sheets
stamp="$SHEETJS $EXCELJS"
mkdir -p "$here"

if [ "$(cat "$here/versions" 2>/dev/null)" != "$stamp" ]; then
  printf '%-14s %s\n' "SheetJS" "installing $SHEETJS, and ExcelJS $EXCELJS"
  # A package.json of its own, so that npm does not climb to another; no lock file, which would hold the names of hosts.
  echo '{"private":true}' >"$here/package.json"
  npm install --prefix "$here" --no-audit --no-fund --no-save --no-package-lock --ignore-scripts "xlsx@$SHEETJS" "exceljs@$EXCELJS" \
    >"$here/setup.log" 2>&1 || { tail -n 20 "$here/setup.log" >&2; exit 1; }
  echo "$stamp" >"$here/versions"
fi

site=target/bench-sheets
mkdir -p "$site"
cp tests/bench/sheets/{index.html,read.html,read.js,reader.js} "$site/"
cp "$here/node_modules/xlsx/dist/xlsx.full.min.js" "$here/node_modules/exceljs/dist/exceljs.min.js" "$site/"
