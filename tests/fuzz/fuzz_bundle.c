#define _POSIX_C_SOURCE 200809L
#include "check_formats.h"
#include "fuzz.h"
#include "fuzz_file.h"

/* What bundles are made of. */
static const char *const pieces[] = {
	"FILE a.txt\n", "END a.txt\n", "END\n", "FILE b.txt\n", "END b.txt\n", "FILE", "END",
	"BEGIN FILE ", "BEGIN_FILE ",
	"END OF FILE", "END_FILE", " a.txt", " two words.txt", " \"quoted\"", "=== ", " ===",
	"---", " ---", "<<< ", " >>>",
	"====================\n", "********", ": ", ":", "\n", "\r\n", "\r", " ", "\t", "\n\n",
	"One sentence of prose.\n",
	"- END of the matter\n", "> FILE x.txt\n", ">END\n", "%abreast-bundle 1\n", "%41",
	"FILE %\n", "END %\n", "\xef\xbb\xbf",
	"\xc3\xa9", "\xff", "", "a.txt", "../b", "ENDING\n", "Files\n",
};

const char *
fuzz_bundle(ab_str bytes)
{
	static const char *const formats[] = { NULL, "bundle", "exact" };
	const char *format = formats[fuzz_byte(&bytes) % AB_LEN(formats)];
	return check_format(fuzz_file(fuzz_made(bytes, pieces, AB_LEN(pieces))), format);
}
