#!/bin/sh
# The examples of man/abreast-rules.5 are true. What the page shows under .\" file NAME is put into
# files, in its order; what stands under .\" run is a command and what it prints. So are the examples
# in the contributed rules.
program=$PWD/abreast
cd "${srcdir:-.}" || exit 1
page=$PWD/man/abreast-rules.5
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HOME=/nonexistent
cd "$scratch" || exit 1
failed=0

# Blocks become files: those of a name one after the other, those to be run by number.
awk '
/^\.\\" file / { name = $3; next }
/^\.\\" run/ { name = "run-" ++runs; next }
/^\.Bd/ { on = name != ""; next }
/^\.Ed/ { if (on && name !~ /^run-/) print "" >>name; on = 0; name = ""; next }
on { sub(/^\\&/, ""); gsub(/\\\(aq/, "\047"); gsub(/\\\(pc/, "·"); gsub(/\\e/, "\\"); print >>name }
' "$page"

for run in run-*; do
  test -e "$run" || { echo "found nothing to run"; exit 1; }
  sed -n '1s/^\$ abreast //p' "$run" >command
  test -s command || { echo "$run: no command"; failed=1; }
  sed 1d "$run" >expected
  eval "\"\$program\" --no-config --no-state $(cat command)" >printed 2>&1 || { echo "$run: status $?"; failed=1; }
  # The page has no empty line at the end of a block.
  diff -u expected printed || { echo "$(cat command): the page (-) and the program (+) differ"; failed=1; }
done
test $(ls run-* | wc -l) = 3 || { echo "not as many commands as the page has"; failed=1; }
cd - >/dev/null || exit 1
"$program" --no-config --no-default-rules --rules=contrib/outlets.rules --check-rules || failed=1
exit $failed
