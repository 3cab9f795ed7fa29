#!/bin/sh
# src/README.md names every room, and none that is not there; the screens in it and in README.md are
# what the program shows.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
find src -name '*.h' | sed 's,^src/,,' | sort >"$scratch/rooms"
grep -oE '\([a-z]+/[a-z0-9_]+\.h\)' src/README.md | tr -d '()' | sort >"$scratch/named"
test -s "$scratch/rooms" || { echo "found no rooms"; exit 1; }
diff -u "$scratch/named" "$scratch/rooms" ||
  { echo "src/README.md (-) and the headers in src (+) differ: give each room its sentence"; exit 1; }

# shows PAGE INDENT ARGUMENTS: the screen stands in that page, row after row
shows()
{
  page=$1 indent=$2
  shift 2
  "$program" --no-config --no-state "$@" | sed -e "s/^/$indent/" -e 's/ *$//' >"$scratch/screen"
  sed 's/ *$//' "$page" | awk '
    NR == FNR { row[rows++] = $0; next }
    { at = $0 == row[at] ? at + 1 : $0 == row[0] }
    at == rows { found = 1 }
    END { exit !found }' "$scratch/screen" - ||
    { echo "$page shows another screen than $*:"; cat "$scratch/screen"; exit 1; }
}
export HOME=/nonexistent TERM=xterm-256color TZ=UTC
unset NO_COLOR LESS COLUMNS LINES
shows README.md '     ' --frame=100x24 --keys='}' --open=1,3 samples/harbour.bundle
shows src/README.md '        ' --frame=72x10 --open=1,2 samples/ferry.bundle
