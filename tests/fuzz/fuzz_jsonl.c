#define _POSIX_C_SOURCE 200809L
#include "check_formats.h"
#include "fuzz.h"
#include "fuzz_file.h"

/* What records are made of. */
static const char *const pieces[] = {
	"{\"text\":\"", "{\"", "\"}\n", "\"", "\",\"", "\":\"", "\":", "{", "}", "}\n", "[", "]",
	",", ",\n", "\n", "null", "true", "1", "-1e99",
	"99999999999999999999", "title", "text", "name", "id", "url", "published", "date_publish",
	"2031-05-03", "T10:00:00Z",
	"3 May 2031", "maintext", "source", "https://v.example/2031/05/03/a", "\\n", "\\u0000",
	"\\ud83d", "\\ude00", "\\u001b", "\\", "\\u",
	"\xef\xbb\xbf", "\xc3\xa9", "\xff", " ", "\t", "\r\n", "One sentence of prose.",
	"<p>one</p>",
};

const char *
fuzz_jsonl(ab_str bytes)
{
	static const char *const formats[] = { NULL, "jsonl", "json" };
	const char *format = formats[fuzz_byte(&bytes) % AB_LEN(formats)];
	return check_format(fuzz_file(fuzz_made(bytes, pieces, AB_LEN(pieces))), format);
}
