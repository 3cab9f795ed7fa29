#!/bin/sh
# What the program says, against what is kept. A case is a NAME.args, one line as typed in a
# shell, run in the source folder:
#
#	tests/golden/NAME.args    and .out .err .status .in    (missing: empty, empty, 0, empty)
#	tests/screens/NAME.args   and .frame
#
# A person's own rules are in a folder that is new in each case; a case of .readonly has none that
# could be made.
#
# With ACCEPT=1 (make accept) it rewrites what is kept; read the difference before keeping it.
program=$PWD/abreast
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "${srcdir:-.}" || exit 1
unset NO_COLOR LESS COLUMNS LINES
export HOME=/nonexistent TERM=xterm-256color TZ=UTC
failed=0

# same KEPT MADE: nothing made is kept as no file
same()
{
  if test -n "$ACCEPT"; then
    rm -f "$1"
    test ! -s "$2" || cp "$2" "$1"
  else
    test -e "$1" || set -- /dev/null "$2"
    diff -u "$1" "$2"
  fi
}

# run CASE SUFFIX: standard output is kept in CASE.SUFFIX
run()
{
  eval "set -- \"\$1\" \"\$2\" $(cat "$1.args")"
  case=$1 suffix=$2
  shift 2
  rm -rf "$scratch/config"
  export XDG_CONFIG_HOME="$scratch/config"
  test ! -e "$case.readonly" || XDG_CONFIG_HOME=/dev/null
  input=/dev/null
  test ! -e "$case.in" || input=$case.in
  "$program" "$@" <"$input" >"$scratch/$suffix" 2>"$scratch/err"
  status=$?
  : >"$scratch/status"
  test $status = 0 || echo $status >"$scratch/status"
  for part in "$suffix" err status; do
    same "$case.$part" "$scratch/$part" || { echo "$case: $part differs"; failed=1; }
  done
}

# all FOLDER SUFFIX
all()
{
  count=0
  for args in "tests/$1"/*.args; do
    test -e "$args" || continue
    run "${args%.args}" "$2"
    count=$((count + 1))
  done
  test $count -gt 0 || { echo "tests/$1 holds no case"; failed=1; }
  echo "tests/$1: $count cases"
}

all golden out
all screens frame
exit $failed
