#!/bin/sh
# What the shells complete: each option, in a file that the shell itself can read, and each word that
# is offered is one that the program takes.
built=$PWD/completions program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
failed=0
fail() { echo "$*"; failed=1; }

names=$(sed -nE 's/^OPTION\([^"]*"([^"]*)".*/\1/p' src/app/options.def)
test -n "$names" || fail "found no options"
for name in $names; do
  grep -q -- "--$name[= ']" "$built/abreast" || fail "bash: no --$name"
  grep -q -- "'\*--$name[=[]" "$built/_abreast" || fail "zsh: no --$name"
  grep -q -- " -l $name " "$built/abreast.fish" || fail "fish: no --$name"
done

bash -n "$built/abreast" || fail "bash cannot read it"
if command -v zsh >/dev/null; then zsh -n "$built/_abreast" || fail "zsh cannot read it"; fi
if command -v fish >/dev/null; then fish -n "$built/abreast.fish" || fail "fish cannot read it"; fi

# complete WORD...: what bash offers for the last word
complete()
{
  bash -c 'compopt() { :; }; . "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _abreast
    printf "%s\n" "${COMPREPLY[@]}"' - "$built/abreast" abreast "$@"
}
test "$(complete --the)" = --theme= || fail "bash: --the"
test "$(complete --theme = li)" = light || fail "bash: --theme=li"
test "$(complete --clean = | tr '\n' ' ')" = 'on dim off ' || fail "bash: --clean="
test "$(complete src/app/options.de)" = src/app/options.def || fail "bash: a file"

offered=$(sed -nE "s/^\tsplit.*//; s/^\twords\[\"([a-z]+)\"\] = \"(.*)\"/\1 \2/p" src/app/completions.awk)
test -n "$offered" || fail "found no words"
echo "$offered" | {
  while read -r name words; do
    for word in $words; do
      "$program" "--$name=$word" --version >/dev/null || fail "--$name=$word is not taken"
    done
  done
  exit $failed
} || failed=1
exit $failed
