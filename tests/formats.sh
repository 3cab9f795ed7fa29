#!/bin/sh
# The same articles give the same dump whichever container they came in, but for the name and the
# title, which containers state or do not; the date, which some state, is given to all.
program=$PWD/abreast
cd "${srcdir:-.}/samples/formats" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
unset NO_COLOR
export HOME=/nonexistent XDG_CONFIG_HOME="$scratch"
failed=0 count=0

# dump SOURCE OPTION...
dump()
{
  "$program" --dump=jsonl --date=2024-09-17 "$@" |
    sed -E 's/^\{"name":"[^"]*","title":("[^"]*"|null),/{/'
}

dump articles.bundle >"$scratch/want"
test "$(wc -l <"$scratch/want")" = 3 || { echo "articles.bundle: not three articles"; exit 1; }
! grep -q '"title"' "$scratch/want" || { echo "the dump has another shape than is cut here"; exit 1; }

# same WHAT SOURCE OPTION...
same()
{
  what=$1
  shift
  dump "$@" >"$scratch/have"
  cmp -s "$scratch/want" "$scratch/have" || { echo "$what: another dump than of articles.bundle"; failed=1; }
  count=$((count + 1))
}

# What each states of a field, "lock.txt", "bees.txt", is the same wherever it is stated, and null
# elsewhere: heads SOURCE.
heads()
{
  "$program" --no-config --dump=jsonl "$1" |
    sed -E 's/^\{"name":"([^"]*)","title":("[^"]*"|null),"published":"?([^",T]*)[^,]*,.*/\1|\2|\3/'
}

# stated SOURCE STATES FIELD LETTER
stated()
{
  cut -d'|' -f"$3" "$scratch/heads" >"$scratch/field"
  case $4$2 in
  n*n*|t*t*|d*d*) cut -d'|' -f"$3" "$scratch/all" | cmp -s - "$scratch/field" ||
    { echo "$1: field $3 is not what table.csv states"; failed=1; } ;;
  n*) ;;
  *) test "$(sort -u "$scratch/field")" = null ||
    { echo "$1: field $3 is stated, but README says that it cannot be"; failed=1; } ;;
  esac
}
heads table.csv >"$scratch/all"
test "$(sort -u "$scratch/all" | grep -cE '^[a-z]+\.txt\|"[A-Z][^|]*"\|2024-[0-9-]{5}$')" = 3 ||
  { echo "table.csv does not state all"; exit 1; }

sed -nE 's/^([a-z0-9-]+(\.[a-z.]+)?)  +([a-z-]+)  +([n-][t-][d-])( .*)?$/\1 \3 \4/p' README >"$scratch/rows"
sed 's/ [^ ]*$//' "$scratch/rows" >"$scratch/samples"
while read -r source format states; do
  heads "$source" >"$scratch/heads"
  stated "$source" "$states" 1 n
  stated "$source" "$states" 2 t
  stated "$source" "$states" 3 d
done <"$scratch/rows"
while read -r source format; do
  same "$source" "$source"
  same "$source, as $format" "$source" --format="$format"
  test ! -f "$source" || same "$source, piped" - <"$source"
done <"$scratch/samples"
same 'own delimiters' articles.bundle --begin='^FILE (.*)' --end='^END '
"$program" --pack articles.bundle >"$scratch/packed"
same 'the exact bundle' "$scratch/packed"
mkdir "$scratch/files"
"$program" --unpack="$scratch/files" articles.bundle
same 'files that were unpacked' "$scratch/files/lock.txt" "$scratch/files/vote.txt" "$scratch/files/bees.txt"

# Where an article ends, a line far below may say: each END of this one is a line of it, for
# the last line of all names it. What is passed on waits for that.
awk 'BEGIN {
  print "FILE a.txt\none\nEND"
  for (i = 0; i < 20000; i++) printf "FILE %d.txt\nThe bridge at kilometre %d was opened.\nEND\n", i, i
  print "END a.txt"
}' >"$scratch/late.bundle"
sed '1d; $d' "$scratch/late.bundle" >"$scratch/late.txt"
"$program" --pack "$scratch/late.bundle" | sed '1,2d; $d; s,^>,,' | cmp -s - "$scratch/late.txt" ||
  { echo "--pack: cut where the bundle as a whole is not"; failed=1; }
"$program" --unpack="$scratch/late" "$scratch/late.bundle"
head -c-1 "$scratch/late.txt" | cmp -s - "$scratch/late/a.txt" && test "$(ls "$scratch/late")" = a.txt ||
  { echo "--unpack: cut where the bundle as a whole is not"; failed=1; }

# Archives hold any of them.
if command -v python3 >/dev/null; then
  python3 - "$scratch" <<'END'
import sys, tarfile, zipfile
with tarfile.open(sys.argv[1] + "/a.tar.gz", "w:gz") as t:
    for name in "lock", "vote", "bees":
        t.add(sys.argv[1] + "/files/" + name + ".txt", name + ".txt")
with zipfile.ZipFile(sys.argv[1] + "/a.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.write("newspaper.jsonl")
END
  same 'a tar.gz of texts' "$scratch/a.tar.gz"
  same 'a zip of JSON Lines' "$scratch/a.zip"
else
  echo "no python3 here: no archives are made"
fi

# Every row of the table has a sample, but for those that are text, or are made here.
"$program" --format=list | sed 's/ .*//' | grep -vxE 'exact|text|own' | sort >"$scratch/table"
sed 's/.* //' "$scratch/samples" | sort -u | diff -u "$scratch/table" - ||
  { echo "samples/formats/README and the table of formats differ"; failed=1; }
echo "$count containers"
exit $failed
