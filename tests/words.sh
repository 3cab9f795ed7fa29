#!/bin/sh
# What translators see: each file that says something is in po/POTFILES, the template holds a sentence
# of each kind, and the catalogues are well formed and speak.
built=$PWD
cd "${srcdir:-.}" || exit 1
failed=0
fail() { echo "$*"; failed=1; }

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
find src -path src/train -prune -o -name '*.[ch]' -print -o -name '*.def' -print |
  xargs grep -lE '(ab_fail|ab_say|ab_warn|ab_notice)\([^"]*"|(ab_tr|ab_tr_str|AB_WORD)\(\(?"|^(COMMAND|OPTION|PLAIN|INSTEAD)\(' |
  sort >"$scratch/say"
test -s "$scratch/say" || fail "found no file that says something"
missing=$(comm -23 "$scratch/say" po/POTFILES)
test -z "$missing" || fail "not in po/POTFILES:" $missing
for file in $(cat po/POTFILES); do test -e "$file" || fail "po/POTFILES: no $file"; done

test -e "$built/po/abreast.pot" || { echo "no gettext here: no template to be checked"; exit $failed; }
for words in "cannot be opened: %s" "this is the last pane" "half a page back" "print the version" Moving \
    "No names here." "is a folder; give its name" "standard input" "nothing to read: the sources hold no text"; do
  grep -qF "msgid \"$words\"" "$built/po/abreast.pot" || fail "not in the template: $words"
done
for language in $(cat po/LINGUAS); do
  msgfmt -c -o /dev/null "po/$language.po" || fail "$language: not well formed"
  test -s "$built/po/$language/LC_MESSAGES/abreast.mo" || fail "$language: no catalogue"
  msgmerge -q --no-fuzzy-matching -o - "po/$language.po" "$built/po/abreast.pot" |
    msgfmt --statistics -o /dev/null - 2>&1 | sed "s/^/$language: /"
done

# A copy of the program that finds its catalogues here says it in German.
say()
{
  LANGUAGE=$1 LC_ALL=$2 "$built/tests/words" "$built/po"
}
# From glibc 2.39 on C.UTF-8 speaks as C does: then in any other locale of UTF-8 that is here.
spoken=$({ echo C.UTF-8; locale -a 2>/dev/null | grep -iE '^[a-z]+_.*utf-?8$'; } |
  while read -r locale; do test "$(say de "$locale")" = 'cannot be opened: x' || { echo "$locale"; break; }; done)
case $spoken$(getconf GNU_LIBC_VERSION 2>/dev/null) in
'glibc 2.'39 | 'glibc 2.'[4-9]?) echo 'no locale here in which German could be spoken' ;;
*) spoken=${spoken:-C.UTF-8}; test "$(say de "$spoken")" = 'ist nicht zu öffnen: x' || fail "German: $(say de "$spoken")" ;;
esac
test "$(say de C)" = 'cannot be opened: x' || fail "C: $(say de C)"
test "$(say xx C.UTF-8)" = 'cannot be opened: x' || fail "xx: $(say xx C.UTF-8)"

# Screens in German, kept in tests/german: NAME.args is source, size and keys. ACCEPT=1 writes them
# anew.
scene()
{
  LANGUAGE=$1 LC_ALL=$2 "$built/tests/words" "$built/po" $(cat "$3.args")
}
count=0
test -n "$spoken" || exit $failed
for args in tests/german/*.args; do
  scene=${args%.args}
  scene de "$spoken" "$scene" >"$scratch/frame" || fail "$scene: no screen"
  test -z "$ACCEPT" || cp "$scratch/frame" "$scene.frame"
  diff -u "$scene.frame" "$scratch/frame" || fail "$scene: differs"
  count=$((count + 1))
done
test $count -gt 10 || fail "only $count screens in German"
scene de C tests/german/help | grep -q 'half a page back' || fail "C: a screen is not in English"
exit $failed
