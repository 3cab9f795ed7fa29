#include "load/delimiter.h"
#include "load/fields.h"
#include "load/html.h"
#include "load/limits.h"
#include "load/markup.h"
#include "rows.h"

TestSuite(formats, .init = make, .fini = unmake);

static const struct { const char *format, *bytes, *want; } rows[] = {
	/* JSON Lines of scrapers: a null member counts as none, an address is no outlet */
	{ NULL, "{\"text\":null,\"maintext\":\"one\",\"date_publish\":\"2024-09-17 "
	  "10:00:00\",\"source_domain\":\"v.example\"}\n",
	  "line 1||2024-09-17T10:00:00|v.example||one\n0" },
	{ NULL, "{\"source\":\"https://v.example/1\",\"source-hostname\":\"V\",\"text\":\"one\"}",
	  "line 1|||V|https://v.example/1|one\n0" },
	{ NULL,
	    "{\"source\":{\"name\":\"V\"},\"text\":\"\",\"content\":\"one\","
	    "\"publishedAt\":\"2024-09-17T10:00:00Z\"}",
	  "line 1||2024-09-17T10:00:00Z|V||one\n0" },
	/* JSON in any layout; damage costs one record */
	{ NULL, "[]", "0" },
	{ NULL, " [\n{\"text\":\"a]}\\\"\"},{\"text\":\"b\",\"c\":[{\"d\":{}}]}]",
	  "record 1|||||a]}\"\nrecord 2|||||b\n0" },
	{ NULL, "{\n\"text\": \"a\"\n}\n{\n\"text\": \"b\"\n}",
	  "record 1|||||a\nrecord 2|||||b\n0" },
	{ NULL, "{\"ok\":1,\"articles\":[{\"text\":\"a\"},{\"text\":\"]}\"}],"
	    "\"next\":{\"text\":\"}\"}}",
	  "record 1|||||a\nrecord 2|||||]}\n0" },
	{ NULL, "{\n\"response\": {\"docs\": [\n{\"text\":\"a\"}\n]}}\n{\"text\":\"b\"}\n",
	  "record 1|||||a\nrecord 2|||||b\n0" },
	{ NULL, "{\"text\":\"a\",\"items\":[{\"text\":\"b\"}]}", "line 1|||||a\n0" },
	{ NULL, "{\"articles\":[{\"text\":\"a\"",
	  "!is not valid JSON ('}' expected near end of file); it is left out\n1" },
	{ NULL, "[{\"text\":\"a\"},\n{\"text\":\"b\",\n{\"text\":\"c\"}]",
	  "record 1|||||a\n!is not valid JSON (string or '}' expected near end of file); it is "
	  "left out\nrecord 3|||||c\n1" },
	{ NULL, "[{\"text\":\"a\", \"t\":[1,2,\n{\"text\":\"b\"},\n{\"text\":\"c\"}]",
	  "!is not valid JSON (']' expected near end of file); it is left out\nrecord 2|||||b\n"
	  "record 3|||||c\n1" },
	/* CSV: separators, quotes, line ends, damage */
	{ NULL, "id,text\r\na,\"one, \"\"two\"\"\r\nthree\"\r\nb,four\r\n",
	  "a|||||one, \"two\"\r\nthree\nb|||||four\n0" },
	{ NULL, "\xef\xbb\xbfTitle;Body;Date\nT;\"a;b\";17 Sep 2024\n",
	  "record 1|T|2024-09-17|||a;b\n0" },
	{ NULL, "url\tcontent\nu\tsays \"hi\"\n", "record 1||||u|says \"hi\"\n0" },
	{ NULL, "id,text\na,one,more\nb\nc,three\n",
	  "a|||||one[has 3 columns, the header has 2]\nb|||||[has 1 columns, the header has 2]\n"
	  "c|||||three\n2" },
	{ NULL, "id,title,text\na,\"A,one\nb,B,two\nc,C,\"three\nlines\"\n",
	  "a|A,one||||[has 2 columns, the header has 3]\nb|B||||two\nc|C||||three\nlines\n1" },
	{ NULL, "Text, he said, is dead.\nTwo\n", "f" },
	{ NULL, "Text, body\nTwo\n", "f" },
	/* SGML that says no day */
	{ "sgml", "<DOC>\n<TEXT>\none\n</TEXT>\n</DOC>\n", "document 1|||||one\n0" },
	/* own delimiters */
	{ "own", "BEGIN a\none\nEND\nBEGIN b\ntwo\nBEGIN \nthree\n", "a|||||one\nb|||||two\n"
	  "record 3|||||three\n0" },
	{ "own", "before\nBEGIN a\none\nEND\nafter\n", "a|||||one\n1" },
	/* packers: a line that only looks like one that opens is text */
	{ NULL, "a.txt\n---\none\nb.txt\nFile: x\n---\n\nc.txt\n---\ntwo\n---\n",
	  "a.txt|||||one\nb.txt\nFile: x\nc.txt|||||two\n0" },
	{ NULL, "-- a.txt --\none\n-- --\n-- b --\ntwo\n", "a.txt|||||one\n-- --\nb|||||two\n0" },
	{ NULL, "Prose.\n-- a.txt --\nmore prose\n", "f" },
	/* SGML: entities, no end, no text */
	{ NULL, "<DOC id='a' type=story>\n<TEXT>\n<P>\none &amp; &#233; &x;\n</P>\n<P>\n1 < 2\n"
	  "</P>\n</TEXT>\n<DOC>\n<DOCNO>b</DOCNO>\n</DOC>",
	  "a|||||one & é &x;\n\n1 < 2[its end is missing (cut off?)]\nb|||||[has no text]\n1" },
	/* ... paragraphs in one line, days of six digits in the date or the number */
	{ NULL, "<DOC>\n<DOCNO>LA010189-1</DOCNO>\n<TEXT><P>one</P><P>two</P></TEXT>\n"
	    "</DOC>\n<DOC>\n"
	  "<DOCNO>FT1</DOCNO>\n<DATE>910514\n</DATE>\n<TEXT>a</TEXT>\n</DOC>\n<DOC>\n"
	  "<DOCNO> AP880212-0001 </DOCNO>\n<TEXT>b</TEXT>\n</DOC>\n",
	  "LA010189-1||1989-01-01|||one\n\ntwo\nFT1||1991-05-14|||a\n"
	      "AP880212-0001||1988-02-12|||b\n0" },
	/* letters: folded and encoded heads, quoted From */
	{ NULL, "From a@b Tue Sep 17 08:00:00 2024\nSubject: =?utf-8?q?caf=C3=A9_?=\n "
	  "=?iso-8859-1?b?6Q==?= bar\nFrom: <a@b>\n\n>From one\n",
	  "letter 1|café é bar||<a@b>||From one\n0" },
	{ NULL, "From a@b Tue Sep 17 08:00:00 2024\nContent-Type: text/html; "
	  "charset=\"iso-8859-1\"\n\n<p>caf\xe9</p>\n",
	  "letter 1|||||café\n0" },
	/* WARC: what is no page, chunks, a wrong length */
	{ NULL, "WARC/1.0\nWARC-Type: metadata\nContent-Length: 3\n\nabc\n\nWARC/1.1\nWARC-Type: "
	  "response\nContent-Type: application/http\n"
	  "Content-Length: 98\n\nHTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: "
	  "chunked\n\n8\n<p>one <\n6\n/p>two\n0\n\n",
	  "record 2|||||one\n\ntwo\n1" },
	{ NULL, "WARC/1.0\nWARC-Type: conversion\nContent-Length: 9\n\none\n\nWARC/1.0\n"
	  "WARC-Type: conversion\nContent-Length: 3\n\ntwo",
	  "record 1|||||one\nrecord 2|||||two\n1" },
	{ "warc", "no web archive\n", "1" },
	/* databases in other languages, and without what others have */
	{ NULL, "Dokument 1 von 2\n\nDer Bote\n\n17. September 2024 Dienstag\n\nTitel\n\nLÄNGE: "
	  "2 Wörter\n\nein Text\n\nUPDATE: 18. September 2024\n"
	  "\nDokument 2 von 2\n",
	  "document 1|Titel|2024-09-17|Der Bote||ein Text\ndocument 2|||||\n0" },
	/* an edition is no headline; a headline may have two lines; pages of a printout are none */
	{ NULL, "          1 of 1 DOCUMENTS\n\n          The Courier\n\n"
	    "          September 17, 2024 Tuesday\n"
	  "          Late Edition - Final\n\nA headline in\ntwo lines\n\nLENGTH: 1 words\n\none\n",
	  "document 1|A headline in two lines|2024-09-17|The Courier||one\n0" },
	{ NULL, "1 of 1 DOCUMENTS\n\nThe Courier\n\nSeptember 17, 2024\nFirst Edition\nT\n\n"
	    "LENGTH: 1 words\n\none\n",
	  "document 1|T|2024-09-17|The Courier||one\n0" },
	{ NULL, "Page 1 of 3\nT\nThe Courier\nSeptember 17, 2024\nLength: 1 words\nBody\n\none\n"
	    "End of Document\n",
	  "document 1|T|2024-09-17|The Courier||one\n0" },
};

Test(formats, each_row_is_read_as_it_should)
{
	for (size_t i = 0; i < AB_LEN(rows); i++)
		expect(rows[i].format, rows[i].bytes, rows[i].want);
}

/* Bytes of all kinds, made of pieces that formats look for, in every format. */
Test(formats, no_format_fails_on_any_bytes)
{
	static const char *const pieces[] = { "\n", "\r\n", "{\"text\":\"", "\"", "}", "]", "[",
	    ",", "<DOC>", "</DOC>\n", "<TEXT>",
		"WARC/1.0\n", "WARC-Type: conversion\n", "Content-Length: 5\n", "\n\n",
		    "From a 08:00 2024\n", "Content-Type: multipart/x; boundary=b\n",
		"--b\n", "-- a.txt --\n", "---\n", "a.txt\n", "<file path=\"a\">\n",
		    "1 of 2 DOCUMENTS\n", "LENGTH: 3 words\n", "12 words\n",
		"Document ABCD0000020240917xyz\n", "HD\n", "TD\n", "End of Document\n", "Body\n",
		    "Length: 2 words\n", "________________________________"
		"____________________________\n", "Full text: ", "Title: x\n", "id,text\n",
		    "\xe9", "\xc3\xa9", "<p>", "<!--", "&#", "=?utf-8?q?",
		"================================================\n", "FILE: a\n", "BEGIN x\n",
		    "END\n", "&amp;", "text", " ", "0", "<html>" };
	uint32_t seed = 7;

	for (int round = 0; round < 60; round++) {
		char bytes[2048];
		size_t len = 0;
		while (len < sizeof(bytes) - 80) {
			seed = seed * 1664525 + 1013904223;
			const char *piece = pieces[(seed >> 16) % AB_LEN(pieces)];
			memcpy(bytes + len, piece, strlen(piece));
			len += strlen(piece);
		}
		put((ab_str){ bytes, len });
		for (size_t n = 0; ab_heap_format_name(n, NULL); n++) {
			const char *broken = check_format(path, ab_heap_format_name(n, NULL));
			cr_expect_null(broken, "round %d as %s: %s", round,
			    ab_heap_format_name(n, NULL), broken);
		}
	}
}

/* Pages of a web archive: packed, no longer packed though it says so, packed in another way. */
Test(formats, a_page_is_unpacked)
{
	static const char http[] = "HTTP/1.1 200 OK\nContent-Type: text/html\n"
	    "Content-Encoding: gzip\n\n";
	static const char one_two[] = "\x1f\x8b\x08\0\0\0\0\0\x02\x03\xb3\x29\xb0\xcb\xcf\x4b\xb5"
	    "\xd1\x2f\xb0\xe3\xb2\x29\xb0\x2b\x29\xcf\x07\x33\x01\x4b\x51\x7e\x22\x16\0\0\0";
	static const ab_str bodies[] = {
		{ one_two, sizeof(one_two) - 1 }, { "as it was", 9 }, { "\x0b\0\x80", 3 },
	};
	struct ab_arena arena = { 0 };
	char bytes[1000];
	size_t len = 0;

	for (size_t i = 0; i < AB_LEN(bodies); i++) {
		len += (size_t)snprintf(bytes + len, sizeof(bytes) - len,
		    "WARC/1.0\nWARC-Type: response\nContent-Type: application/http\n"
		    "Content-Length: %zu\n\n%s", strlen(http) + bodies[i].len, http);
		memcpy(bytes + len, bodies[i].ptr, bodies[i].len);
		memcpy(bytes + len + bodies[i].len, "\n\n", 2);
		len += bodies[i].len + 2;
	}
	put((ab_str){ bytes, len });
	struct ab_heap *heap = check_open(path, "warc", 0);
	cr_assert(heap);
	cr_expect_null(check_heap(heap, 1 << 16));
	cr_expect_str_eq(tell(&arena, heap).ptr, "record 1|||||one\n\ntwo\n"
	    "record 2|||||as it was\n"
	    "!is compressed in a way that cannot be undone; it is left out\n0");
	ab_heap_free(heap);
	ab_arena_free(&arena);
}

static const struct { const char *page, *want; } pages[] = {
	{ "<p>one<p>two", "one\n\ntwo" },
	{ "<ul><li>a<li>b</ul>c", "a\nb\n\nc" },
	{ "one\n  two<br>three<br><br>four", "one two\nthree\n\nfour" },
	{ "<b>o</b>ne <i> two</i>", "one two" },
	{ "a<script>b</script><style>c</style><template>d</template>e", "ae" },
	{ "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc" },
	{ "<pre>a\n  b</pre>", "a\n  b" },
	{ "caf&eacute; &#8211; &lt;b&gt;", "café – <b>" },
	{ "<meta charset=iso-8859-1>caf\xe9", "café" },
	{ "caf\xe9", "café" },
	{ "", "" },
};

Test(formats, a_page_is_its_blocks)
{
	for (size_t i = 0; i < AB_LEN(pages); i++) {
		struct ab_arena arena = { 0 };
		struct ab_raw raw = { 0 };
		struct ab_error err;
		cr_assert(ab_html_read(&arena, ab_str_c(pages[i].page), AB_STR(""), &raw, &err),
		    "%s", err.text);
		cr_expect(ab_str_eq(raw.body, ab_str_c(pages[i].want)), "%s: %.*s",
		    pages[i].page, (int)raw.body.len,
		    raw.body.ptr);
		ab_arena_free(&arena);
	}
}

Test(formats, a_page_that_is_nested_without_end_is_read)
{
	enum { DEEP = 100000 };
	struct ab_arena arena = { 0 };
	char *page = ab_alloc(&arena, DEEP + 1, 8);
	struct ab_raw raw = { 0 };
	struct ab_error err;

	for (size_t i = 0; i < DEEP; i++)
		memcpy(page + 8 * i, "<div><b>", 8);
	memcpy(page + 8 * DEEP, "end", 3);
	cr_assert(ab_html_read(&arena, (ab_str){ page, 8 * DEEP + 3 }, AB_STR(""), &raw, &err));
	cr_expect(ab_str_eq(raw.body, AB_STR("end")));
	ab_arena_free(&arena);
}

/* A decoration is of 2 to 80 characters on either side. */
Test(formats, a_decoration_has_an_end)
{
	static const struct { size_t left, right; bool open; } widths[] = {
		{ 1, 1, false }, { 2, 2, true }, { 80, 80, true }, { 81, 81, false },
		{ 81, 0, false },
	};

	for (size_t i = 0; i < AB_LEN(widths); i++) {
		char line[200];
		memset(line, '=', sizeof(line));
		memcpy(line + widths[i].left, " FILE a.txt ", 12);
		ab_str s = { line, widths[i].left + 12 + widths[i].right };
		struct ab_delimiter d = ab_delimiter_parse(s);
		cr_expect_eq(d.kind == AB_DELIMITER_OPEN, widths[i].open, "%.*s", (int)s.len, line);
		if (widths[i].open)
			cr_expect(ab_str_eq(d.name, AB_STR("a.txt")), "%.*s", (int)d.name.len,
			    d.name.ptr);
	}
}

static const struct { const char *list; bool ok; struct ab_limits want; } limits[] = {
	{ "", true, { 3, 1000000, 100, UINT64_C(16) << 30 } },
	{ "depth=4,size=64G", true, { 4, 1000000, 100, UINT64_C(64) << 30 } },
	{ "files=2M,ratio=9", true, { 3, 2 << 20, 9, UINT64_C(16) << 30 } },
	{ "depth=16", true, { 16, 1000000, 100, UINT64_C(16) << 30 } },
	{ "depth=17", false, { 0 } }, { "depth=0", false, { 0 } }, { "size=", false, { 0 } },
	  { "size=G", false, { 0 } },
	{ "size", false, { 0 } }, { "weight=3", false, { 0 } }, { "size=99999999999999999999",
	  false, { 0 } },
	{ "size=18014398509481984k", false, { 0 } },
};

Test(formats, limits_are_read_from_a_list)
{
	for (size_t i = 0; i < AB_LEN(limits); i++) {
		struct ab_limits have = AB_LIMITS_DEFAULT;
		struct ab_error err = { "" };
		bool ok = ab_limits_parse(limits[i].list, &have, &err);
		cr_expect_eq(ok, limits[i].ok, "%s: %s", limits[i].list, err.text);
		if (ok)
			cr_expect(memcmp(&have, &limits[i].want, sizeof(have)) == 0, "%s",
			    limits[i].list);
	}
}
