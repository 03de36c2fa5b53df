#!/usr/bin/env bash
# Installs what the script beside the roll-up needs, in these very versions, below .tools (ignored by git). A second run does nothing.
set -eu
cd "$(dirname "$0")/../../.."
PANDAS=3.1.1
OPENPYXL=3.1.5
here=.tools/rollup
stamp="$PANDAS $OPENPYXL"
mkdir -p "$here"

if [ "$(cat "$here/versions" 2>/dev/null)" != "$stamp" ]; then
  printf '%-14s %s\n' "pandas" "installing $PANDAS"
  { python3 -m venv "$here/python" && "$here/python/bin/pip" install --quiet "pandas==$PANDAS" "openpyxl==$OPENPYXL"; } \
    >"$here/setup.log" 2>&1 || { tail -n 20 "$here/setup.log" >&2; exit 1; }
  echo "$stamp" >"$here/versions"
fi
