# Sourced by tests of abreast-batch(7): $program, $scratch, and articles to spread.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME=$scratch XDG_CONFIG_HOME=$scratch TZ=UTC
failed=0

# crawl COUNT: crawl.bundle and crawl.jsonl, the same articles. In some a line begins like a delimiter.
crawl()
{
  awk -v count="$1" -v bundle="$scratch/crawl.bundle" -v lines="$scratch/crawl.jsonl" 'BEGIN {
    for (i = 1; i <= count; i++) {
      text = sprintf("The ferry to Port Ansel sailed on %d March 2021, Ilse Marek said.", i % 28 + 1)
      more = i % 7 ? "" : "A PROFILE of the port: ENDLESS rain"
      printf "FILE %d.txt\nHome\n%s\n%s\nShare this\nEND %d.txt\n", i, text, more, i >bundle
      printf "{\"name\": \"%d.txt\", \"text\": \"Home\\n%s\\n%s\\nShare this\"}\n", i, text, more >lines
    }
  }'
}

# whole SOURCE COUNT: what it gives in one piece, by the lines that come back in it.
whole()
{
  "$program" --learn="$scratch/lines" "$scratch/$1" || failed=1
  "$program" --learned="$scratch/lines" --dump=jsonl "$scratch/$1" >"$scratch/whole" || failed=1
  test "$(wc -l <"$scratch/whole")" = "$2" || { echo "$1: not $2 articles"; failed=1; }
}
