#!/bin/sh
# ABREAST_SECURE=1: nothing is written, and nothing is opened but the sources.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch/home" XDG_CONFIG_HOME="$scratch/home/config" XDG_STATE_HOME="$scratch/home/state"
export TERM=xterm-256color
mkdir "$HOME"
failed=0
fail() { echo "$*"; failed=1; }

# type KEYS: the screen after them
type()
{
  ABREAST_SECURE=$secure "$program" --frame=100x20 --keys="$1" samples/harbour.bundle
}

for secure in 0 1; do
  type 'xjjx<Enter>' >"$scratch/x$secure"
  ABREAST_SECURE=$secure "$program" --unpack "$scratch/out$secure" samples/harbour.bundle 2>"$scratch/err$secure"
  echo $? >"$scratch/status$secure"
  find "$HOME" -type f >"$scratch/made$secure"
  rm -rf "$HOME"/*
done
test -s "$scratch/made0" || fail "a rule that is made was not written"
test ! -s "$scratch/made1" || fail "secure, and yet there is: $(cat "$scratch/made1")"
grep -q 'no files in secure mode' "$scratch/x1" || fail "x does not say why: $(cat "$scratch/x1")"
test -d "$scratch/out0" && test "$(cat "$scratch/status0")" = 0 || fail "--unpack"
test ! -e "$scratch/out1" && test "$(cat "$scratch/status1")" = 2 || fail "secure, and yet --unpack wrote"
grep -q 'secure' "$scratch/err1" || fail "--unpack does not say why: $(cat "$scratch/err1")"

# Whatever a person types: each key that keeps, and each command by its name.
secure=1
for keys in 'Wstolen<Enter>' ':write<Enter>stolen<Enter>' 'aa note<Enter>' ':note<Enter>a note<Enter>' 'xjjx<Enter>' \
    ':hide-like<Enter>jjx<Enter>' X ':hide-back<Enter>' y Y mao "R" ':reload<Enter>' ':open /etc/passwd<Enter>' \
    ':/etc/passwd<Enter>' ':e /etc/passwd<Enter>' ':!ls<Enter>' '!ls<Enter>' '|ls<Enter>' v; do
  type "$keys" >"$scratch/screen" 2>&1 || fail "$keys: status $?"
  test -z "$(find "$HOME" -type f)" || fail "secure, and yet $keys wrote: $(find "$HOME" -type f)"
  grep -q 'root:' "$scratch/screen" && fail "secure, and yet $keys opened /etc/passwd"
  test ! -e stolen || fail "secure, and yet $keys wrote"
done
ABREAST_SECURE=1 "$program" --learn="$scratch/learned" samples/harbour.bundle 2>"$scratch/err"
test $? = 2 && test ! -e "$scratch/learned" || fail "secure, and yet --learn wrote"
ABREAST_SECURE=1 "$program" --unpack="$scratch/forced" --force samples/harbour.bundle 2>"$scratch/err"
test $? = 2 && test ! -e "$scratch/forced" || fail "secure, and yet --force wrote"

# The other ways to read go on as ever, from files, folders, pipes and archives.
for mode in --dump --dump=jsonl --dump=links --list --frame=80x24 --pack; do
  for source in samples/harbour.bundle samples tests/formats; do
    test -e "$source" || continue
    "$program" $mode $source >"$scratch/free" 2>&1
    ABREAST_SECURE=1 "$program" $mode $source 2>&1 | diff -u "$scratch/free" - || fail "$mode $source"
    "$program" --no-sandbox $mode $source 2>&1 | diff -u "$scratch/free" - || fail "--no-sandbox $mode $source"
  done
  "$program" $mode - <samples/harbour.bundle >"$scratch/free" 2>&1
  cat samples/harbour.bundle | ABREAST_SECURE=1 "$program" $mode - 2>&1 | diff "$scratch/free" - || fail "$mode: a pipe"
done
exit $failed
