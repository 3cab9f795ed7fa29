#!/bin/sh
# How many processes dump changes no byte, neither of the output nor of what is said; and what
# becomes of it when the reader goes away, the disk is full, or a process is lost.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent TZ=UTC
failed=0
fail() { echo "$*"; failed=1; }

# More articles than are looked at together, some of them damaged, some empty, one large.
large=$scratch/large.bundle
LC_ALL=C awk 'BEGIN {
  for (i = 1; i <= 700; i++) {
    printf "FILE %d.txt\nHome\nThe ferry to Port Ansel sailed on %d March 2021, Ilse Marek said.\n", i, i % 28 + 1
    for (k = i == 300 || i == 301 ? 12000 : i % 7; k > 0; k--) printf "Gull %d of the harbour watched it go.\n", k
    if (i % 50 == 0) printf "The \377 light\n"
    if (i != 333) printf "Share this\nEND %d.txt\n", i
  }
  for (i = 0; i < 5; i++) printf "FILE empty%d.txt\nEND empty%d.txt\n", i, i
}' >"$large"

count=0
for source in "$large" samples/harbour.bundle samples/formats tests/golden/cut-off.bundle tests/golden/empty.txt; do
  for mode in --dump=text --dump=jsonl --dump=links --dump=groups --list "--dump=text --clean=dim"; do
    case "$mode $source" in "--dump=links $large") continue ;; esac
    for jobs in 1 2 5; do
      "$program" $mode -j $jobs "$source" >"$scratch/out.$jobs" 2>"$scratch/err.$jobs"
      echo $? >"$scratch/status.$jobs"
      for what in out err status; do
        cmp "$scratch/$what.1" "$scratch/$what.$jobs" || fail "$mode -j$jobs $source: another $what"
      done
      count=$((count + 1))
    done
  done
done
test -s "$scratch/err.1" && test $count -ge 84 || fail "nothing was compared"
"$program" -j3 --dump=jsonl <"$large" >"$scratch/piped" 2>/dev/null
"$program" --dump=jsonl "$large" 2>/dev/null | cmp - "$scratch/piped" || fail "standard input: another output"

# What was learned of all is the same for its parts, and then they give what the whole gives.
"$program" --learn="$scratch/lines" "$large" 2>/dev/null
grep -q "^699	Share this$" "$scratch/lines" || fail "--learn: $(head -n 5 "$scratch/lines")"
grep -q "Ilse Marek" "$scratch/lines" || fail "--learn: not each line that comes back"
"$program" --learned="$scratch/lines" --dump=jsonl "$large" >"$scratch/whole" 2>/dev/null
awk -v to="$scratch/part" '/^FILE/ && n++ % 100 == 0 { part++ } { print >(to part) }' "$large"
for part in 1 2 3 4 5 6 7 8; do
  "$program" --learned="$scratch/lines" --dump=jsonl "$scratch/part$part" 2>/dev/null
done | cmp - "$scratch/whole" || fail "--learned: the parts give another output than the whole"
"$program" --learned="$large" --list "$large" >/dev/null 2>&1
test $? = 2 || fail "--learned: a file of something else is taken"

# A reader that goes away is no error, and nothing is said; a full disk is one.
{ "$program" -j2 --dump=jsonl "$large" 2>"$scratch/gone"; echo $? >"$scratch/status"; } | head -c 100 >/dev/null
grep -q 'standard output' "$scratch/gone" && fail "a reader that went away: $(cat "$scratch/gone")"
test -e /dev/full && {
  "$program" -j2 --dump=text samples/harbour.bundle 2>"$scratch/full" >/dev/full && fail "a full disk: no error"
  grep -q 'standard output: ' "$scratch/full" || fail "a full disk: not said"
}

# A process that is lost is said, once, and what it left is not taken for all. The parent waits in
# the pipe, which nobody reads yet, so that there is a child to be lost.
mkfifo "$scratch/pipe"
"$program" -j2 --dump=jsonl "$large" >"$scratch/pipe" 2>"$scratch/lost" &
parent=$!
exec 3<"$scratch/pipe"
sleep 1
child=$(ps -o pid=,stat= --ppid $parent 2>/dev/null | awk '$2 !~ /Z/ { print $1; exit }')
if test -n "$child"; then
  kill -9 $child
  cat <&3 >/dev/null
  wait $parent
  test $? = 1 || fail "a lost process: another status"
  test "$(grep -c 'was lost at article' "$scratch/lost")" = 1 || fail "a lost process: $(cat "$scratch/lost")"
  sleep 1
  test -z "$(ps -o pid= --ppid $parent 2>/dev/null)" || fail "a lost process: the others go on"
else
  echo "a lost process: no ps here, or all was done; not tested"
  cat <&3 >/dev/null
  wait $parent
fi
exec 3<&-

for jobs in x -1 257 2x; do
  "$program" -j$jobs --list samples/harbour.bundle >/dev/null 2>&1
  test $? = 2 || fail "-j$jobs: taken"
done
exit $failed
