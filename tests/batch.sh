#!/bin/sh
# The recipes of abreast-batch(7) without the engines: tests/splits.py hands each process what GNU
# parallel, Hadoop Streaming and Spark would, and all of them together give what the whole gives.
command -v python3 >/dev/null || { echo "no python3 here: not tested"; exit 77; }
. "${srcdir:-.}/tests/crawl.sh"
crawl 40

# same SOURCE ENGINE SIZE COMMAND...
same()
{
  source=$1 engine=$2 size=$3
  shift 3
  python3 tests/splits.py "$engine" "$size" "$scratch/$source" -- "$@" >"$scratch/parts" ||
    { echo "$source, $engine, $size: a process failed"; failed=1; }
  cmp -s "$scratch/whole" "$scratch/parts" ||
    { echo "$source, $engine, $size: the parts give something else"; failed=1; }
}

# A record that Hadoop cut out of a bundle has lost "FILE ", at which it was cut.
cat >"$scratch/mapper" <<END
awk 'NF && (end || NR == 1 && !/^FILE /) { \$0 = "FILE " \$0 } NF { end = /^END/ } { print }' |
  '$program' --no-config --learned='$scratch/lines' --dump=jsonl -
END
for source in crawl.bundle crawl.jsonl; do
  whole $source 40
  for size in 150 1000 1000000; do
    case $source in
    *.jsonl)
      same $source lines $size "$program" --no-config --learned="$scratch/lines" --dump=jsonl -
      same $source parallel $size "$program" --learned="$scratch/lines" --dump=jsonl ;;
    *.bundle)
      same $source bundle $size sh "$scratch/mapper"
      same $source spark-bundle $size "$program" --no-config --learned="$scratch/lines" --dump=jsonl -
      same $source parallel-bundle $size "$program" --learned="$scratch/lines" --dump=jsonl ;;
    esac
  done
done

# What comes with its key before it is said to be none, not taken for text.
sed 's/^/17\t/' "$scratch/crawl.jsonl" | "$program" --no-config --format=jsonl --dump=jsonl - >"$scratch/keyed" 2>"$scratch/said"
test $? = 1 && test ! -s "$scratch/keyed" && grep -q 'line 1: is not a JSON object' "$scratch/said" ||
  { echo "lines with their keys: not as the manual says"; failed=1; }
exit $failed
