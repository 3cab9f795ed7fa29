#!/bin/sh
# Bytes of strangers: see tests/hostile.py. HOSTILE=all does what takes minutes and gigabytes, too.
command -v python3 >/dev/null || { echo "no python3: left out"; exit 77; }
scratch=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
python3 -B "${srcdir:-.}/tests/hostile.py" ./abreast "$scratch" $HOSTILE
