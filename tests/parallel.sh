#!/bin/sh
# The recipes of abreast-batch(7) with GNU parallel, as they are printed there but for smaller blocks:
# the parts of a bundle, and of JSON Lines, give what the whole gives.
command -v parallel >/dev/null && parallel --version 2>/dev/null | grep -q '^GNU parallel' ||
  { echo "no GNU parallel here: not tested"; exit 77; }
. "${srcdir:-.}/tests/crawl.sh"
crawl 600
manual=$PWD/man/abreast-batch.7
ln -s "$program" "$scratch/abreast" && PATH=$scratch:$PATH && cd "$scratch" || exit 1

for source in crawl.bundle crawl.jsonl; do
  whole $source 600
  sed -n "/^\\$ parallel .* $source /,/^\\.Ed/p" "$manual" |
    sed 's/^\$ //; s/--block 10M/--block 8k/; s/\\e/\\/g; /^\.Ed/d' >recipe
  grep -q -- '--block 8k' recipe || { echo "$source: the manual has no line for it"; failed=1; }
  sh ./recipe || failed=1
  cmp whole found.jsonl || { echo "$source: the parts give something else"; failed=1; }
done
exit $failed
