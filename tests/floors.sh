#!/bin/sh
# The order of the floors, as src/README.md draws it: a file includes its own floor and those
# below; only ui.c knows curses; below app nothing prints, exits, or asks the environment,
# the locale or the clock; only load touches files.
cd "${srcdir:-.}" || exit 1
files=$(find src -name '*.[ch]' | sort)
test "$(echo "$files" | wc -l)" -gt 20 || { echo "found no sources"; exit 1; }
echo "$files" | xargs awk '
BEGIN { n = split("data base know load news view app", f); for (i = 1; i <= n; i++) floor[f[i]] = i }
function fault(why) { print FILENAME ":" FNR ": " why; bad = 1 }
FNR == 1 { split(FILENAME, p, "/"); here = p[2]; train = here == "train" }
train { next }
match($0, /^#[ ]*include "[a-z]+\//) {
	split(substr($0, RSTART, RLENGTH), q, /["\/]/)
	if (floor[q[2]] > floor[here] && !(q[2] == "base" && here == "data")) fault(here " may not know " q[2])
	if (q[2] == "data" && here != "know" && here != "app" && here != "data") fault("only know and app read src/data")
}
/^#[ ]*include <n?curses/ || /^#[ ]*include <term.h>/ { if (FILENAME != "src/app/ui.c") fault("curses outside ui.c") }
here != "app" && /(^|[^a-z_])(printf|perror|exit|abort|getenv|setlocale|localtime(_r)?|gmtime|time|clock_gettime)\(/ \
	{ if ($0 !~ /format\(printf/) fault("not below app: " $0) }
here != "app" && here != "load" && /(^|[^a-z_])(fopen|open|openat|read|pread|stat|opendir)\(/ { fault("only load touches files: " $0) }
END { exit bad }'
