#!/bin/sh
# The manual and the program say the same, in both directions: every option of --help, every key
# of src/view/commands.def. Then mandoc's own opinion of the pages, where mandoc is there.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

# section NAME: its lines in the manual
section()
{
  awk -v wanted="$1" '/^\.Sh / { on = substr($0, 5) == wanted } on' man/abreast.1
}

# compare WHAT PROGRAM MANUAL
compare()
{
  for list in "$2" "$3"; do
    test -s "$list" || { echo "$1: found none in $list"; failed=1; }
  done
  diff -u "$2" "$3" || { echo "$1: the program (-) and the manual (+) differ"; failed=1; }
}

"$program" --help |
  sed -nE 's/^ +(-[^ ]+( --[^ ]+)?) .*/\1/p' | sort >"$scratch/help"
section DESCRIPTION |
  sed -nE '/^\.It Fl/ {
    s/^\.It //; s/Ns Op = Ns Ar ([^ ]+)/[=\1]/; s/Ns = Ns Ar /=/; s/ +\[/[/; s/ +=/=/
    s/Fl Fl /--/; s/Fl /-/; s/ ,/,/; p; }' | sort >"$scratch/manual"
compare options "$scratch/help" "$scratch/manual"

# A row of keys is a row of the manual, in the same order.
sed -nE 's/^COMMAND\([A-Z_]+, *"[^"]*", *"((\\.|[^"\\])*)".*/\1/p' src/view/commands.def |
  sed 's/\\"/"/g' | sort >"$scratch/commands"
section KEYS |
  sed -nE '/^\.It Ic/ { s/^\.It Ic //; s/\\\(dq/"/; s/\\\(aq/\x27/; s/\\[&]//; s/\\-/-/; p; }' | sort >"$scratch/keys"
compare keys "$scratch/commands" "$scratch/keys"
test "$(grep -c '^COMMAND(' src/view/commands.def)" = "$(wc -l <"$scratch/commands")" ||
  { echo "keys: a row of commands.def was not understood"; failed=1; }

# A format of the table is a format of the manual, in the same order.
"$program" --format=list | sed 's/ .*//' >"$scratch/formats"
section FORMATS | sed -n 's/^\.It Cm //p' >"$scratch/described"
compare formats "$scratch/formats" "$scratch/described"
# Each command has a screen that shows what it does, and that has it in its keys.
grep -v '^#' tests/screens/of-commands >"$scratch/screens"
sed -nE 's/^COMMAND\([A-Z_]+, *"([^"]*)", *"((\\.|[^"\\])*)".*/\1 \2/p' src/view/commands.def |
  sed 's/\\"/"/g' >"$scratch/rows"
while read -r name keys; do
  screen=$(sed -n "s/^$name //p" "$scratch/screens")
  case $name in
    redraw | suspend | quit | quit-all) continue ;; # only a terminal shows them
    click) keys='<Click-' ;;
  esac
  test -s "tests/screens/$screen.frame" || { echo "$name: no screen $screen"; failed=1; continue; }
  (set -f; for key in $keys $name; do grep -qF -e "$key" "tests/screens/$screen.args" && exit; done; exit 1) ||
    { echo "$name: not in the keys of $screen"; failed=1; }
done <"$scratch/rows"
while read -r name screen; do
  grep -q "^$name " "$scratch/rows" || { echo "tests/screens/of-commands: no command $name"; failed=1; }
done <"$scratch/screens"

# The table of commands in the tour is made of commands.def; ACCEPT=1 writes it anew.
tour=src/README.md
{
  echo '| keys | command | | screen |'
  echo '| --- | --- | --- | --- |'
  sed -nE 's/^COMMAND\([A-Z_]+, *"([^"]*)", *"((\\.|[^"\\])*)", *([A-Z]+), "(.*)"\)$/| `\2` | `\1` | \5 |/p' \
    src/view/commands.def | sed -E 's/\\"/"/g; s/^\| `([^|]*`)` /| `` \1 `` /' |
    awk -F'`' -v file="$scratch/screens" '
      BEGIN { while ((getline row < file) > 0) { split(row, f, " "); screen[f[1]] = f[2] } }
      { name = $(NF - 1); s = screen[name]
        print $0 (s == "" ? " |" : " [" s "](../tests/screens/" s ".frame) |") }'
} >"$scratch/table"
{
  sed '/^<!-- commands -->$/q' "$tour"
  cat "$scratch/table"
  sed -n '/^<!-- end of commands -->$/,$p' "$tour"
} >"$scratch/tour"
test -z "$ACCEPT" || cat "$scratch/tour" >"$tour"
compare "table of commands" "$scratch/tour" "$tour"

if command -v mandoc >/dev/null; then
  mandoc -Tlint -W warning man/*.[0-9] || failed=1
else
  echo "no mandoc here: the pages are not checked by it"
fi
exit $failed
