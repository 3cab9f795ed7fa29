#!/bin/sh
# Where a reference reader of FILE/END bundles lies beside the project (refbundle.py in
# $ABREAST_SHARED/design), thousands of made-up bundles are read by both.
dir=${ABREAST_SHARED:-${srcdir:-.}/../shared}/design
test -r "$dir/refbundle.py" || { echo "no refbundle.py in $dir: left out"; exit 77; }
command -v python3 >/dev/null || { echo "no python3: left out"; exit 77; }
REFERENCE=$dir exec python3 "${srcdir:-.}/tests/bundle_reference.py" tests/records "${1:-3000}"
