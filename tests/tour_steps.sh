#!/bin/sh
# Every step of man/abreast-tour.7: its keys are typed after those of the steps before, and the screen
# is tests/tour/NN.frame and shows what the page says under .\" see. ACCEPT=1 (make accept) keeps
# other frames.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME=/nonexistent TERM=xterm-256color TZ=UTC
unset NO_COLOR LESS COLUMNS LINES
failed=0 step=0 keys=

sed -n -e 's/^\.It Ic //p' -e 's/^\.\\" see /see /p' man/abreast-tour.7 |
  sed -e '/^see /!s/^/keys /' -e 's/\\(dq/"/g' -e 's/\\&//g' >"$scratch/steps"
while read -r what words; do
  if test "$what" = see; then
    grep -qF -e "$words" "$scratch/frame" || { echo "step $step ($last): no \"$words\" in sight"; failed=1; }
    continue
  fi
  step=$((step + 1)) last=$words keys=$keys$words
  kept=tests/tour/$(printf %02d $step).frame
  "$program" --no-config --no-state --frame=100x28 --keys="$keys" samples/harbour.bundle \
    >"$scratch/frame" 2>&1 || { echo "step $step ($last): status $?"; failed=1; }
  ! cmp -s "$scratch/frame" "$scratch/before" || { echo "step $step ($last): nothing happens"; failed=1; }
  cp "$scratch/frame" "$scratch/before"
  test -z "$ACCEPT" || cp "$scratch/frame" "$kept"
  diff -u "$kept" "$scratch/frame" || { echo "step $step ($last): the screen differs"; failed=1; }
done <"$scratch/steps"
test $step -ge 15 || { echo "found $step steps"; failed=1; }
test "$(ls tests/tour | wc -l)" = $step || { echo "tests/tour: frames of no step"; failed=1; }
exit $failed
