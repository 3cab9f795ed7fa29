#!/bin/sh
# What goes wrong below the program: no memory, reads and writes that fail, come short or are
# interrupted, at each call in turn. It ends by itself, with 0, 1 or 2; where it could not do what was
# asked it says so, and what it wrote is the start of what it writes when all is well.
# FAULT_EACH=1 tries every call; without, the first six and then fewer and fewer.
here=$PWD
program=$here/abreast
fault=$here/tests/fault.so
test -e "$fault" || { echo "no library that can be loaded first: nothing is tried"; exit 77; }
grep -q __asan_init "$program" && { echo "with sanitizers memory is theirs: nothing is tried"; exit 77; }
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
tried=0
fail() { echo "$*"; failed=1; }

# faulty FAULT ARGUMENT...: what it printed, said, and its status are in $scratch
faulty()
{
  what=$1
  shift
  rm -rf "$scratch/unpacked"
  cat ${input:+"$input"} </dev/null |
    FAULT=$what LD_PRELOAD=$fault "$program" "$@" >"$scratch/out" 2>"$scratch/err"
  status=$?
  tried=$((tried + 1))
}

# next N: the number to be tried after it
next()
{
  if test -n "$FAULT_EACH" || test "$1" -lt 6; then echo $(($1 + 1)); else echo $(($1 * 3 / 2)); fi
}

# each KIND LEAST ARGUMENT...: a failure of each call; there are LEAST of them, or the library is idle
each()
{
  kind=$1 least=$2
  shift 2
  FAULT_COUNT=$scratch/count
  export FAULT_COUNT
  faulty "$kind:0" "$@"
  unset FAULT_COUNT
  mv "$scratch/out" "$scratch/well"
  total=$(cat "$scratch/count")
  n=1
  while test "$n" -le "$total"; do
    faulty "$kind:$n" "$@"
    case $status in
    0) cmp -s "$scratch/out" "$scratch/well" || test -s "$scratch/err" ||
        grep -q 'Input/output error' "$scratch/out" || fail "$kind:$n $*: other output, and not a word" ;;
    1 | 2) test -s "$scratch/err" || fail "$kind:$n $*: status $status, and not a word" ;;
    *) fail "$kind:$n $*: status $status: $(cat "$scratch/err")" ;;
    esac
    test "$(wc -l <"$scratch/err")" -le 4 || fail "$kind:$n $*: $(cat "$scratch/err")"
    n=$(next "$n")
  done
  test "$total" -ge "$least" || fail "$kind $*: only $total calls: is it loaded at all?"
}

export XDG_CONFIG_HOME=/dev/null XDG_STATE_HOME=/dev/null TERM=xterm-256color
bundle=samples/harbour.bundle
for mode in --dump=text --dump=jsonl --dump=links --dump=html --frame=80x24 \
    '--frame=100x30 --keys=LETO/port<Enter>nq+]<Enter>'; do
  # shellcheck disable=SC2086 # two arguments
  each alloc 100 $mode $bundle
  each read 2 $mode $bundle
done
each open 1 --list $bundle
each write 1 --unpack "$scratch/unpacked" $bundle
input=$bundle
for kind in alloc read write open; do each $kind 1 --dump=text -; done
faulty short --list -
"$program" --list $bundle | cmp -s - "$scratch/out" || fail "short, from a pipe: $(cat "$scratch/err")"
input=
for mode in --dump=text --list --pack --frame=80x24; do
  "$program" $mode $bundle >"$scratch/well"
  faulty short $mode $bundle
  cmp -s "$scratch/out" "$scratch/well" && test $status = 0 || fail "short $mode: $(cat "$scratch/err")"
done

# tells LEAST FILE: a read that fails is told at LEAST times of all, by the name of the file. The others
# look whether it is of some format, or for what would only make it faster.
tells()
{
  least=$1 told=0 n=1
  FAULT_COUNT=$scratch/count FAULT=read:0 LD_PRELOAD=$fault "$program" --list "$2" >/dev/null 2>&1
  while test "$n" -le "$(cat "$scratch/count")"; do
    faulty "read:$n" --list "$2"
    grep -q "$2: .*Input/output error" "$scratch/err" && told=$((told + 1))
    n=$((n + 1))
  done
  test "$told" -ge "$least" || fail "$2: only $told of $((n - 1)) reads that fail are told"
}

printf 'FILE a.txt\nOne line of prose.\nEND\nFILE b.txt\nCut off' >"$scratch/cut"
tells 6 "$scratch/cut"
if command -v iconv >/dev/null; then
  { printf '\377\376'; yes 'One line of prose, and another.' | head -7000 | iconv -t UTF-16LE; } >"$scratch/wide"
  tells 13 "$scratch/wide"
fi

# What was learned before stays until what is learned now is whole.
learned=$scratch/learned/lines
mkdir "$scratch/learned"
"$program" --learn="$learned" samples/week.bundle || fail "--learn: status $?"
cp "$learned" "$scratch/want"
for kind in write sync kill; do
  for n in 1 2 3 4 5 6 7 8 9; do
    echo 'as it was' >"$learned"
    faulty $kind:$n --learn="$learned" samples/week.bundle
    if test $status = 0; then break; fi
    test "$(cat "$learned")" = 'as it was' || cmp -s "$learned" "$scratch/want" || fail "--learn, $kind:$n: $(cat "$learned")"
    test $kind = kill || test -s "$scratch/err" || fail "--learn, $kind:$n: not a word"
  done
  test $n -gt 1 && test $status = 0 && cmp -s "$learned" "$scratch/want" || fail "--learn, $kind: $n steps, then status $status"
done 2>/dev/null

# Killed at each step of writing a rule: the file is whole or is not there.
export XDG_CONFIG_HOME="$scratch/config"
rules=$XDG_CONFIG_HOME/abreast/rules.d/own.rules
faulty none --frame=80x24 '--keys=xjjx<Enter>' $bundle
test -s "$rules" || fail "no rule was made: $(cat "$scratch/out")"
cp "$rules" "$scratch/rules"
for n in 1 2 3 4 5 6 7 8 9; do
  rm -rf "$XDG_CONFIG_HOME"
  faulty kill:$n --frame=80x24 '--keys=xjjx<Enter>' $bundle
  test ! -e "$rules" || cmp -s "$rules" "$scratch/rules" || fail "kill:$n: half a file of rules"
  "$program" --check-rules || fail "kill:$n: rules that cannot be read"
  test $status != 0 || break
done 2>/dev/null
test $n -gt 3 && test $status = 0 || fail "killed at $n steps of writing a rule, then status $status"
echo "$tried failures"
exit $failed
