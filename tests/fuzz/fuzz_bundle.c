#define _POSIX_C_SOURCE 200809L
#include "check_formats.h"
#include "fuzz.h"
#include "fuzz_file.h"

/* What bundles are made of; a byte is one of these, or past them itself. */
static const char *const pieces[] = {
	"FILE a.txt\n", "END a.txt\n", "END\n", "FILE b.txt\n", "END b.txt\n", "FILE", "END", "BEGIN FILE ", "BEGIN_FILE ",
	"END OF FILE", "END_FILE", " a.txt", " two words.txt", " \"quoted\"", "=== ", " ===", "---", " ---", "<<< ", " >>>",
	"====================\n", "********", ": ", ":", "\n", "\r\n", "\r", " ", "\t", "\n\n", "One sentence of prose.\n",
	"- END of the matter\n", "> FILE x.txt\n", ">END\n", "%abreast-bundle 1\n", "%41", "FILE %\n", "END %\n", "\xef\xbb\xbf",
	"\xc3\xa9", "\xff", "\0", "a.txt", "../b", "ENDING\n", "Files\n",
};

const char *
fuzz_bundle(ab_str bytes)
{
	static const char *const formats[] = { NULL, "bundle", "exact" };
	char made[1 << 14];
	size_t len = 0;
	const char *format = formats[fuzz_byte(&bytes) % AB_LEN(formats)];

	while (bytes.len && len < sizeof(made) - 64) {
		unsigned c = fuzz_byte(&bytes);
		size_t n = c < AB_LEN(pieces) && *pieces[c] ? strlen(pieces[c]) : 1;
		if (c < AB_LEN(pieces))
			memcpy(made + len, pieces[c], n);
		else
			made[len] = (char)c;
		len += n;
	}
	return check_format(fuzz_file((ab_str){ made, len }), format);
}
