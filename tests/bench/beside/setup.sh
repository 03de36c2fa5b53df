#!/usr/bin/env bash
# Installs what the comparison with ODK Web Forms needs, in these very versions, below .tools (ignored by git), and bundles its page.
# A second run takes a second.
set -eu
cd "$(dirname "$0")/../../.."
WEB_FORMS=0.22.0
VUE=3.5.45
ESBUILD=0.28.2
PYXFORM=4.5.0
here=.tools/beside
log=$here/setup.log
stamp="$WEB_FORMS $VUE $ESBUILD $PYXFORM"
mkdir -p "$here"

if [ "$(cat "$here/versions" 2>/dev/null)" != "$stamp" ]; then
  printf '%-14s %s\n' "ODK Web Forms" "installing $WEB_FORMS"
  # A package.json of its own, so that npm does not climb to another; no lock file, which would hold the names of hosts.
  echo '{"private":true}' >"$here/package.json"
  {
    npm install --prefix "$here" --no-audit --no-fund --no-save --no-package-lock \
      "@getodk/web-forms@$WEB_FORMS" "vue@$VUE" "esbuild@$ESBUILD"
    python3 -m venv "$here/python"
    "$here/python/bin/pip" install --quiet "pyxform==$PYXFORM"
  } >"$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
  echo "$stamp" >"$here/versions"
fi

site=target/bench-beside/odk
mkdir -p "$site"
cp tests/bench/beside/odk.js "$here/odk.js"
cp tests/bench/beside/odk.html "$site/index.html"
"$here/node_modules/.bin/esbuild" "$here/odk.js" --bundle --format=esm --splitting --minify --outdir="$site" \
  --define:process.env.NODE_ENV='"production"' --define:__VUE_PROD_DEVTOOLS__=false --log-level=error
