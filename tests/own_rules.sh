#!/bin/sh
# Rules that are made while reading: what x writes, what the next run makes of it, and that X and
# the rest of the person's files get on with each other.
program=$PWD/abreast
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CONFIG_HOME="$scratch/config" HOME=/nonexistent TERM=dumb
rules=$XDG_CONFIG_HOME/abreast/rules.d
failed=0

cat >"$scratch/gulls.bundle" <<'EOT'
FILE a.txt
Ferry returns to Ostholm after a year

The ferry sailed at noon with ninety people on board, and its captain had waited a year for the quay.

Gull alert number 12 for members of the harbour circle

Passengers cheered on the quay, where a band played until the rain came and drove everybody inside.
END
FILE b.txt
Islanders have their ferry back

Gull alert number 7 for members of the harbour circle

Ostholm has its ferry back, and the islanders who had gone to market by boat may bring their cars again.
END
EOT

# type KEYS: the screen after them
type()
{
  "$program" --frame=100x20 --keys="$1" "$scratch/gulls.bundle" 2>"$scratch/err" || fail "$1: status $?"
  test ! -s "$scratch/err" || fail "$1: $(cat "$scratch/err")"
}

fail() { echo "$*"; failed=1; }

# holds TEXT WHAT: own.rules is this, exactly
holds()
{
  printf "$1" | diff -u - "$rules/own.rules" || fail "$2"
}

gulls() { "$program" --dump "$scratch/gulls.bundle" | grep -c '^Gull alert'; }

umask 027
before=$(gulls)
type 'xjjx<Enter>' >/dev/null
holds 'chrome/own-1\t(?i)^Gull alert number \\d+ for members of the harbour circle$
+ Gull alert number 12 for members of the harbour circle\n' 'the first rule'
test "$(ls -A "$rules")" = own.rules || fail "more than own.rules was left: $(ls -A "$rules")"
case $(ls -l "$rules/own.rules") in -rw-r-----*) ;; *) fail "not the permissions of the umask" ;; esac
test "$before" -gt 0 && test "$(gulls)" = 0 || fail "the next run: from $before to $(gulls) gull alerts"
"$program" --check-rules || fail "--check-rules"

# A second rule; a hand that left the last line open; a link, and permissions that stay.
mv "$rules/own.rules" "$scratch/kept" && ln -s "$scratch/kept" "$rules/own.rules"
chmod 600 "$scratch/kept"
printf '# mine\nbody/band\t(?i)band\n- x' >>"$scratch/kept"
type 'xjjx<Enter>' | grep -q 'line 7 stays' || fail "a rule that cannot hide"
grep -q '^chrome/own-2' "$rules/own.rules" || fail "the second rule"
grep -qx -e '- x' "$rules/own.rules" || fail "an open last line"
test -h "$rules/own.rules" || fail "the link was replaced"
case $(ls -l "$scratch/kept") in -rw-------*) ;; *) fail "the permissions changed" ;; esac

# Taken back one by one, and nothing else with them.
type 'X' | grep -q 'taken back: chrome/own-2' || fail "the first X"
type 'X' | grep -q 'taken back: chrome/own-1' || fail "the second X"
holds '# mine\nbody/band\t(?i)band\n- x\n' 'what is left'
type 'X' | grep -q 'no rule of yours' || fail "an X too many"

# Another file is broken by now: nothing is written over it.
printf 'body/band\tband(\n' >"$rules/own.rules"
"$program" --check-rules 2>/dev/null && fail "a broken rule was taken for good"
rm "$rules/own.rules"
exit $failed
