#!/bin/sh
# The page of --dump=html: tests/report.py says what is looked at.
command -v python3 >/dev/null || { echo "no python3: left out"; exit 77; }
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
exec python3 tests/report.py "$program"
