#!/bin/sh
# Standard streams that are closed, full, or go away: status 0, 1 or 2, one sentence, never a signal.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
fail() { echo "$*"; failed=1; }

# ends STATUS SENTENCES WHAT: how it must have ended, and how many lines it must have said
ends()
{
  test "$status" = "$1" || fail "$3: status $status"
  said=$(wc -l <"$scratch/err")
  test "$said" = "$2" || fail "$3: $said sentences: $(cat "$scratch/err")"
}

bundle=samples/harbour.bundle
for mode in --dump --dump=jsonl --dump=links --list --pack --frame=80x24 --frame=200x80 --help --version \
    --format=list --plain; do
  "$program" $mode $bundle >&- 2>"$scratch/err"
  status=$?
  ends 1 1 "$mode, no standard output"
  "$program" $mode $bundle <&- >"$scratch/out" 2>"$scratch/err"
  status=$?
  ends 0 0 "$mode, no standard input"
  "$program" $mode $bundle >"$scratch/want" 2>/dev/null </dev/null
  cmp -s "$scratch/out" "$scratch/want" || fail "$mode, no standard input: other output"
  "$program" $mode $bundle >"$scratch/out" 2>&-
  status=$?
  : >"$scratch/err"
  ends 0 0 "$mode, no standard error"
  cmp -s "$scratch/out" "$scratch/want" || fail "$mode, no standard error: other output"
  "$program" $mode $bundle nowhere.bundle >"$scratch/out" 2>&-
  status=$?
  grep -q nowhere "$scratch/out" && fail "$mode: a message in standard output"
  { "$program" $mode $bundle 2>"$scratch/err"; echo $? >"$scratch/status"; } | true
  status=$(cat "$scratch/status")
  case $status in 0 | 1 | 2) ;; *) fail "$mode, a pipe that is closed: status $status" ;; esac
  test ! -w /dev/full || {
    "$program" $mode $bundle >/dev/full 2>"$scratch/err"
    status=$?
    ends 1 1 "$mode, a full disk"
  }
done
"$program" --dump - <&- >"$scratch/out" 2>"$scratch/err"
status=$?
ends 1 1 "--dump -, no standard input"
"$program" --dump <&- >"$scratch/out" 2>"$scratch/err"
status=$?
ends 1 1 "--dump, no standard input"
exit $failed
