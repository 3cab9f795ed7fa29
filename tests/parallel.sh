#!/bin/sh
# The recipes of abreast-batch(7) with GNU parallel: the parts of a bundle, and of JSON Lines, give
# what the whole gives.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
command -v parallel >/dev/null && parallel --version 2>/dev/null | grep -q '^GNU parallel' ||
  { echo "no GNU parallel here: not tested"; exit 77; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME=$scratch XDG_CONFIG_HOME=$scratch TZ=UTC
failed=0

awk -v bundle="$scratch/a.bundle" -v lines="$scratch/a.jsonl" 'BEGIN {
  for (i = 1; i <= 600; i++) {
    text = sprintf("The ferry to Port Ansel sailed on %d March 2021, Ilse Marek said.", i % 28 + 1)
    printf "FILE %d.txt\nHome\n%s\nShare this\nEND %d.txt\n", i, text, i >bundle
    printf "{\"name\": \"%d.txt\", \"text\": \"Home\\n%s\\nShare this\"}\n", i, text >lines
  }
}'
for source in a.bundle a.jsonl; do
  "$program" --learn="$scratch/lines" "$scratch/$source" || failed=1
  "$program" --learned="$scratch/lines" --dump=jsonl "$scratch/$source" >"$scratch/whole" || failed=1
  test "$(wc -l <"$scratch/whole")" = 600 || { echo "$source: not 600 articles"; failed=1; }
  case $source in
  *.bundle) parallel --will-cite --pipepart -a "$scratch/$source" --block 8k \
      --recend '\n' --recstart 'FILE ' -k -j2 \
      "$program" --learned="$scratch/lines" --dump=jsonl ;;
  *.jsonl) parallel --will-cite --pipepart -a "$scratch/$source" --block 8k -k -j2 \
      "$program" --learned="$scratch/lines" --dump=jsonl ;;
  esac >"$scratch/parts"
  cmp "$scratch/whole" "$scratch/parts" || { echo "$source: the parts give something else"; failed=1; }
done
exit $failed
