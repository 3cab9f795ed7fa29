#!/bin/sh
# src/README.md names every room, and none that is not there; and its article looks as it says.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
find src -name '*.h' | sed 's,^src/,,' | sort >"$scratch/rooms"
grep -oE '\([a-z]+/[a-z0-9_]+\.h\)' src/README.md | tr -d '()' | sort >"$scratch/named"
test -s "$scratch/rooms" || { echo "found no rooms"; exit 1; }
diff -u "$scratch/named" "$scratch/rooms" ||
  { echo "src/README.md (-) and the headers in src (+) differ: give each room its sentence"; exit 1; }

"$program" --no-config --no-state --frame=72x10 --open=1,2 samples/ferry.bundle >"$scratch/shown" || exit 1
sed -n '/`--frame` prints it:$/,/^8\. /s/^        //p' src/README.md >"$scratch/said"
diff -u "$scratch/said" "$scratch/shown" ||
  { echo "src/README.md (-) shows another screen than the program (+)"; exit 1; }
