/* Damage of every kind in every format: one record is lost at most, which is said with its number,
 * and all others are read. */
#include "rows.h"

TestSuite(damage, .init = make, .fini = unmake);

#define RULE60 "____________________________________________________________\n"
#define RULE48 "================================================\n"
#define WARC "WARC/1.0\nWARC-Type: conversion\nContent-Length: "

/* Notices follow the records, one a line, without the name of the file. */
static const struct { const char *format, *what, *bytes, *want; } rows[] = {
	{ "jsonl", "cut off in a record", "{\"text\":\"one\"}\n{\"text\":\"tw", "one\n(line 2: "
	  "is not a JSON object; left out)" },
	{ "jsonl", "a broken line", "{\"text\":\"one\"}\n{\"text\": two}\n{\"text\":\"three\"}\n",
	  "one\n!line 2: is not valid JSON (invalid token near 'two'); it is left out\nthree\n" },
	{ "jsonl", "a line that is a list", "{\"text\":\"one\"}\n[1]\n{\"text\":\"three\"}\n",
	  "one\nthree\n(line 2: is not a JSON object; left out)" },
	{ "jsonl", "no UTF-8", "{\"text\":\"one \xff\xfe\"}\n{\"text\":\"two\"}\n", "one "
	  "\xc3\xbf\xc3\xbe\ntwo\n" },
	{ "json", "cut off in a record", "[{\"text\":\"one\"},\n {\"text\":\"tw",
	  "one\n!record 2: is not valid JSON (premature end of input near '\"tw'); it is left out\n"
	  "(record 2: the file ends before it does; it may be cut off)" },
	{ "json", "a record without its end", "[{\"text\":\"one\"},\n{\"text\":\"two\",\n"
	  "{\"text\":\"three\"}]",
	  "one\n!record 2: is not valid JSON (string or '}' expected near end of file); it is "
	  "left out\nthree\n"
	  "(record 2: does not end before the next one begins)" },
	{ "csv", "a quote too many", "id,text\na,one\nb,\"two\nc,three\n",
	  "one\ntwo\nthree\n(record 2 (line 3): has a quote that does not end; it ends with its "
	  "line)" },
	{ "csv", "a row too short", "id,text\na,one\nb\nc,three\n",
	  "one\n[has 1 columns, the header has 2]\nthree\n(record 2 (line 3): has 1 columns, the "
	  "header has 2)" },
	{ "csv", "a row too long", "id,text\na,one\nb,two,too\nc,three\n",
	  "one\ntwo[has 3 columns, the header has 2]\nthree\n(record 2 (line 3): has 3 columns, "
	  "the header has 2)" },
	{ "warc", "a length too short", WARC "2\n\none\n\n" WARC "3\n\ntwo\n\n",
	  "one\ntwo\n(record 1: is not as long as it says; it is read up to the next one)" },
	{ "warc", "a length too long", WARC "9\n\none\n\n" WARC "3\n\ntwo\n\n",
	  "one\ntwo\n(record 1: is not as long as it says; it is read up to the next one)" },
	{ "warc", "a length of nonsense", WARC "x\n\none\n\n" WARC "3\n\ntwo\n\n",
	  "one\ntwo\n(record 1: has no length; it is read up to the next one)" },
	{ "warc", "a length without bounds", WARC "99999999999999999999\n\none\n\n" WARC "3\n\n"
	  "two\n\n",
	  "one\ntwo\n(record 1: has no length; it is read up to the next one)" },
	{ "warc", "cut off in a record", WARC "3\n\none\n\n" WARC "300\n\ntw",
	  "one\ntw\n(record 2: ends before its length; it may be cut off)" },
	{ "warc", "cut off in a head", WARC "3\n\none\n\nWARC/1.0\nWARC-Type: conver",
	  "one\n(record 2: has no length; it is read up to the next one)" },
	{ "warc", "what is no record", WARC "3\n\none\n\nnothing\n\n" WARC "3\n\ntwo\n\n",
	  "one\n\nnothing\ntwo\n(record 1: is not as long as it says; it is read up to the next "
	  "one)" },
	{ "html", "cut off in a tag", "<html><body><p>one<p>two<di", "one\n\ntwo\n" },
	{ "mbox", "no end of the parts", "From a Tue Sep 17 08:00:00 2024\nContent-Type: "
	  "multipart/mixed; boundary=b\n\n--b\n\none\n"
	  "From b Tue Sep 17 09:00:00 2024\n\ntwo\n", "one\ntwo\n" },
	{ "mbox", "a boundary that never comes", "From a Tue Sep 17 08:00:00 2024\nContent-Type: "
	  "multipart/mixed; boundary=b\n\none\n"
	  "From b Tue Sep 17 09:00:00 2024\n\ntwo\n", "one[its parts are damaged; it stands here "
	  "as it came]\ntwo\n" },
	{ "mbox", "broken base64", "From a Tue Sep 17 08:00:00 2024\nContent-Transfer-Encoding: "
	  "base64\n\nb25lI!!!\n\n"
	  "From b Tue Sep 17 09:00:00 2024\n\ntwo\n", "one\ntwo\n" },
	{ "mbox", "a letter without a head", "From a Tue Sep 17 08:00:00 2024\nFrom b Tue Sep 17 "
	  "09:00:00 2024\n\ntwo\n", "\ntwo\n" },
	{ "sgml", "no </DOC>", "<DOC id=\"a\">\n<TEXT>\none\n</TEXT>\n<DOC id=\"b\">\n<TEXT>\n"
	  "two\n</TEXT>\n</DOC>\n",
	  "one[its end is missing (cut off?)]\ntwo\n(record 1: its end is missing; it may be cut "
	  "off)" },
	{ "sgml", "cut off in a record", "<DOC id=\"a\">\n<TEXT>\none\n</TEXT>\n</DOC>\n<DOC "
	  "id=\"b\">\n<TEXT>\ntw",
	  "one\ntw[its end is missing (cut off?)]\n(record 2: its end is missing; it may be cut "
	  "off)" },
	{ "sgml", "no UTF-8", "<DOC id=\"a\">\n<TEXT>\none \xe9\n</TEXT>\n</DOC>\n", "one "
	  "\xc3\xa9\n" },
	{ "repomix", "cut off in a file", "This file is a merged representation of it.\n<file "
	  "path=\"a\">\none\n</file>\n<file path=\"b\">\ntw",
	  "one\ntw\n" },
	{ "files-to-prompt", "cut off in a file", "a.txt\n---\none\n\n---\nb.txt\n---\ntw",
	  "one\ntw[its end is missing (cut off?)]\n(record 2: its end is missing; it may be cut "
	  "off)" },
	{ "files-to-prompt", "cut off in a document", "<documents>\n<document index=\"1\">\n"
	  "<source>a</source>\n<document_content>\none\n"
	  "</document_content>\n</document>\n<document index=\"2\">\n<source>b</source>\n"
	  "<document_content>\ntw",
	  "one\ntw[its end is missing (cut off?)]\n(record 2: its end is missing; it may be cut "
	  "off)" },
	{ "gitingest", "cut off in a head", RULE48 "FILE: a.txt\n" RULE48 "one\n" RULE48 "FILE: "
	  "b", "one\n\n" },
	{ "txtar", "cut off in a file", "-- a.txt --\none\n-- b.txt --\ntw", "one\ntw\n" },
	{ "lexisnexis", "cut off in a head", "1 of 2 DOCUMENTS\n\nThe Vane\n\nSeptember 17, "
	  "2024\n\nT\n\nLENGTH: 1 words\n\none\n\n"
	  "2 of 2 DOCUMENTS\n\nThe V", "one\n\n" },
	{ "nexisuni", "no end of the last", "T\nThe Vane\nSeptember 17, 2024\nLength: 1 words\n"
	  "Body\none\nEnd of Document\n"
	  "U\nThe Vane\nSeptember 17, 2024\nLength: 1 words\nBody\ntw",
	  "one\ntw[its end is missing (cut off?)]\n(record 2: its end is missing; it may be cut "
	  "off)" },
	{ "factiva", "no end of the last", "T\n1 words\n17 September 2024\nThe Vane\n(c) 2024\n"
	  "\none\n\nDocument VANE000020240917ek9h0001a\n\n"
	  "U\n1 words\n17 September 2024\nThe Vane\n(c) 2024\n\ntw",
	  "one\ntw[its end is missing (cut off?)]\n(record 2: its end is missing; it may be cut "
	  "off)" },
	{ "proquest", "cut off in a text", RULE60 "\nTitle: T\n\nFull text: one\n\n" RULE60 "\n"
	  "Title: U\n\nFull text: tw", "one\ntw\n" },
	{ "bundle", "no END", "FILE a.txt\none\nFILE b.txt\ntwo\nEND\n", "one[END missing]\n"
	  "two\n" },
	{ "bundle", "cut off in an article", "FILE a.txt\none\nEND\nFILE b.txt\ntw",
	  "one\ntw[END missing (cut off?)]\n(record 2: the bundle ends before its END; it may be "
	  "cut off)" },
	{ "exact", "cut off in an article", "%abreast-bundle 1\nFILE a.txt\none\nEND a.txt\nFILE "
	  "b.txt\ntw",
	  "%abreast-bundle 1[text outside FILE...END]\none\ntw[END missing (cut off?)]\n(line 5: "
	  "the bundle ends before the END of its last article; it may be cut off; "
	  "the rest is read as well as can be)(record 3: the bundle ends before its END; it may "
	  "be cut off)" },
	{ "text", "no UTF-8", "one \xe9\n", "one \xc3\xa9\n\n" },
	{ "own", "cut off in an article", "BEGIN a\none\nEND\nBEGIN b\ntw", "one\ntw\n" },
};

static ab_str
without_label(ab_str notice)
{
	const char *at = strstr(notice.ptr, ": ");

	return at ? ab_str_c(at + 2) : notice;
}

/* "text[notice]" a record, or "!" and why it cannot be read, then the notices. */
static ab_str
told(struct ab_arena *arena, struct ab_heap *heap)
{
	ab_str out = AB_STR("");

	for (size_t i = 0; i < ab_heap_count(heap); i++) {
		struct ab_error err;
		struct ab_record r;
		if (ab_heap_read(heap, i, arena, &r, &err))
			out = ab_format(arena, "%s%.*s%s%.*s%s\n", out.ptr, (int)r.text.len,
			    r.text.ptr,
			    r.notice.len ? "[" : "", (int)r.notice.len, r.notice.ptr,
			    r.notice.len ? "]" : "");
		else
			out = ab_format(arena, "%s!%s: %s\n", out.ptr,
			    without_label(ab_heap_where(heap, i, r.name, arena)).ptr, err.text);
	}
	for (size_t i = 0; i < ab_heap_notices(heap); i++)
		out = ab_format(arena, "%s(%s)", out.ptr, without_label(ab_heap_notice(heap,
		    i)).ptr);
	return out;
}

Test(damage, costs_one_record_at_most_and_is_said)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		put(ab_str_c(rows[i].bytes));
		struct ab_heap *heap = check_open(path, rows[i].format, 0);
		cr_assert(heap, "%s, %s", rows[i].format, rows[i].what);
		const char *broken = check_heap(heap, 1 << 16);
		cr_expect_null(broken, "%s, %s: %s", rows[i].format, rows[i].what, broken);
		ab_str have = told(&arena, heap);
		cr_expect_str_eq(have.ptr, rows[i].want, "%s, %s:\n%s", rows[i].format,
		    rows[i].what, have.ptr);
		ab_heap_free(heap);
		ab_arena_free(&arena);
	}
}

Test(damage, is_tried_in_every_format)
{
	for (size_t n = 0; ab_heap_format_name(n, NULL); n++) {
		size_t tried = 0;
		for (size_t i = 0; i < AB_LEN(rows); i++)
			tried += strcmp(rows[i].format, ab_heap_format_name(n, NULL)) == 0;
		cr_expect(tried, "%s", ab_heap_format_name(n, NULL));
	}
}
