/* What the documentation of each format allows, and what people do to files: other names of
 * members, other languages, other encodings. */
#include <uniconv.h>

#include "rows.h"

TestSuite(variants, .init = make, .fini = unmake);

/* In characters that Windows-1252 has, too: each row is read in all encodings. */
static const struct { const char *what, *bytes, *want; } rows[] = {
	/* ---- JSON: whatever the members are called ---- */
	{ "news-please", "{\"authors\":[\"Ada Brink\"],\"date_download\":\"2024-09-18 "
	  "01:00:00\",\"date_modify\":null,"
	  "\"date_publish\":\"2024-09-17 "
	  "08:30:00\",\"description\":\"d\",\"filename\":\"f.html\",\"image_url\":null,"
	  "\"language\":\"en\",\"localpath\":null,\"source_domain\":\"v.example\","
	  "\"title\":\"T\",\"title_page\":null,"
	  "\"url\":\"https://v.example/1\",\"maintext\":\"one\"}\n",
	  "line 1|T|2024-09-17T08:30:00|v.example|https://v.example/1|one\n0" },
	{ "trafilatura", "{\"title\":\"T\",\"author\":\"Ada "
	  "Brink\",\"hostname\":\"v.example\",\"date\":\"2024-09-17\","
	  "\"fingerprint\":\"a1\",\"id\":null,\"license\":null,\"comments\":\"\","
	  "\"raw_text\":\"one two\",\"text\":\"one\","
	  "\"language\":null,\"image\":null,\"pagetype\":\"article\","
	  "\"source\":\"https://v.example/1\","
	  "\"source-hostname\":\"V\",\"excerpt\":null,\"categories\":\"\",\"tags\":\"\"}\n",
	  "line 1|T|2024-09-17|V|https://v.example/1|one\n0" },
	{ "newspaper4k",
	  "[{\"source_url\":\"https://v.example\",\"url\":\"https://v.example/1\","
	  "\"title\":\"T\",\"text\":\"one\","
	  "\"authors\":[\"Ada Brink\",\"Bo Krall\"],\"publish_date\":\"2024-09-17 "
	  "10:00:15.717000+00:00\",\"keywords\":[]}]",
	  "record 1|T|2024-09-17T10:00:15+00:00||https://v.example/1|one\n0" },
	{ "a news service",
	  "{\"source\":{\"id\":null,\"name\":\"V\"},\"author\":null,\"title\":\"T\","
	  "\"description\":null,"
	  "\"url\":\"https://v.example/1\",\"publishedAt\":\"2024-09-17T10:00:00Z\","
	  "\"content\":\"one\"}\n",
	  "line 1|T|2024-09-17T10:00:00Z|V|https://v.example/1|one\n0" },
	{ "NewsArticle of schema.org",
	  "{\"@type\":\"NewsArticle\",\"headline\":\"T\","
	  "\"datePublished\":\"2024-09-17T10:00:00+02:00\","
	  "\"publisher\":{\"@type\":\"Organization\",\"name\":\"V\"},"
	  "\"author\":[{\"name\":\"Ada\"}],\"articleBody\":\"one\"}",
	  "line 1|T|2024-09-17T10:00:00+02:00|V||one\n0" },
	{ "the answer of a database",
	  "{\"_index\":\"a\",\"_id\":\"7\",\"_source\":{\"Title\":\"T\",\"Body\":\"one\","
	  "\"Published_At\":\"2024-09-17\"}}",
	  "7|T|2024-09-17|||one\n0" },
	{ "wrapped in fields",
	  "{\"id\":\"a/1\",\"webTitle\":\"T\",\"webUrl\":\"https://v.example/1\","
	  "\"webPublicationDate\":\"2024-09-17T10:00:00Z\","
	  "\"fields\":{\"bodyText\":\"one\"}}",
	  "a/1|T|2024-09-17T10:00:00Z||https://v.example/1|one\n0" },
	{ "a headline in parts",
	  "{\"headline\":{\"main\":\"T\",\"kicker\":null},"
	  "\"pub_date\":\"2024-09-17T10:00:00+0000\",\"text\":\"one\"}",
	  "line 1|T|2024-09-17T10:00:00+00:00|||one\n0" },
	{ "paragraphs",
	  "{\"title\":\"T\",\"text\":[\"one\",\"two\",null],\"date\":\"20240917\"}",
	  "line 1|T|2024-09-17|||one\n\ntwo\n0" },
	{ "seconds", "{\"text\":\"one\",\"date\":1726567200}",
	  "line 1||2024-09-17T10:00:00Z|||one\n0" },
	{ "milliseconds", "{\"text\":\"one\",\"date\":1726567200000}",
	  "line 1||2024-09-17T10:00:00Z|||one\n0" },
	{ "seconds with a fraction", "{\"text\":\"one\",\"date\":1726567200.25}",
	  "line 1||2024-09-17T10:00:00Z|||one\n0" },
	{ "nothing known",
	  "{\"text\":\"one\",\"title\":null,\"date\":null,\"url\":null,\"source\":null,"
	  "\"id\":null}", "line 1|||||one\n0" },
	{ "German members", "{\"Überschrift\":\"T\",\"Datum\":\"17. September "
	  "2024\",\"Quelle\":\"Bote\",\"Inhalt\":\"eins\"}",
	  "line 1|T|2024-09-17|Bote||eins\n0" },
	/* ---- tables ---- */
	{ "a table", "Headline,Published At,Article\nT,2024-09-17,\"one, two\"\n",
	  "record 1|T|2024-09-17|||one, two\n0" },
	{ "semicolons, German",
	  "Titel;Datum;Zeitung;Volltext\nT;17. September 2024;Bote;\"eins; zwei\"\n",
	  "record 1|T|2024-09-17|Bote||eins; zwei\n0" },
	{ "tabs, French", "Titre\tDate de publication\tSource\tContenu\n"
	  "Été\t2024-09-17\tBote\tun\n", "record 1|Été|2024-09-17|Bote||un\n0" },
	{ "quoted names", "\"id\",\"content\",\"publication\"\n\"a\",\"one\",\"V\"\n",
	  "a|||V||one\n0" },
	/* ---- databases ---- */
	{ "LexisNexis, German", "Dokument 1 von 2\n\n\n              Der Bote\n\n        17. "
	  "September 2024 Dienstag\n\nGrüße\n\nRUBRIK: Lokales; S. 3\n\n"
	  "LÄNGE: 2 Wörter\n\nein Text\n\nUPDATE: 18. September 2024\n\nSPRACHE: GERMAN; "
	  "DEUTSCH\n\n"
	  "Dokument 2 von 2\n\nDer Bote\n\n16. September 2024 Montag\n\nZwei\n\nLÄNGE: 1 "
	  "Wörter\n\nnoch\n",
	  "document 1|Grüße|2024-09-17|Der Bote||ein Text\ndocument 2|Zwei|2024-09-16|Der "
	  "Bote||noch\n0" },
	{ "LexisNexis, French", "Document 1 de 1\n\nLe Phare\n\n17 septembre 2024\n\nÉté\n\n"
	  "RUBRIQUE: VILLE; Pg. 3\n\nLONGUEUR: 2 mots\n\nun texte\n\n"
	  "DATE-CHARGEMENT: 18 septembre 2024\n",
	  "document 1|Été|2024-09-17|Le Phare||un texte\n0" },
	{ "Nexis Uni out of RTF", "Title\n\nThe Vane\n\nSeptember 17, 2024 Tuesday\n\nCopyright "
	  "2024 V All Rights Reserved\n\nSection: NEWS; Pg. 3\n\n"
	  "Length: 1,204 words\n\nByline: Ada Brink\n\nBody\n\n\none\n\ntwo\n\nClassification\n"
	  "\n\nLanguage: ENGLISH\n\nLoad-Date: September 18, 2024\n\n\n"
	  "End of Document\n",
	  "document 1|Title|2024-09-17|The Vane||one\n\ntwo\n0" },
	{ "Nexis Uni, German", "Titel\n\nDer Bote\n\n17. September 2024 Dienstag\n\nSection: "
	  "LOKALES; S. 3\n\nLength: 12 Wörter\n\nBody\n\neins\n\n"
	  "Load-Date: 18. September 2024\n\nEnde des Dokuments\n",
	  "document 1|Titel|2024-09-17|Der Bote||eins\n0" },
	{ "Factiva, German", "Titel\nVon Ada Brink\n512 Wörter\n17 September 2024\nDer Bote\n"
	  "BOTE\n12\nDeutsch\n(c) 2024 Bote\n\neins\n\nzwei\n\n"
	  "Document BOTE000020240917ek9h0001a\n",
	  "document 1|Titel|2024-09-17|Der Bote||eins\n\nzwei\n0" },
	{ "ProQuest", "____________________________________________________________\n\nTitle: "
	  "T\n\nAuthor: Brink, Ada\n\nPublication title: V\n\n"
	  "Publication date: Sep 17, 2024\n\nProQuest document ID: 12345\n\nDocument URL: "
	  "https://p.example/1\n\nFull text: one\n\ntwo\n\nSubject: Bees\n\n"
	  "____________________________________________________________\n",
	  "12345|T|2024-09-17|V|https://p.example/1|one\n\ntwo\n0" },
	{ "Gigaword", "<DOC id=\"VEL_ENG_20240917.0001\" type=\"story\" >\n<HEADLINE>\nT\n"
	  "</HEADLINE>\n<DATELINE>\nHallen, Sept 17\n</DATELINE>\n<TEXT>\n"
	  "<P>\none\n</P>\n<P>\ntwo\n</P>\n</TEXT>\n</DOC>\n",
	  "VEL_ENG_20240917.0001|T|2024-09-17|||one\n\ntwo\n0" },
	{ "TREC", "<DOC>\n<DOCNO> V-1 </DOCNO>\n<DATE>September 17, 2024</DATE>\n"
	  "<HEADLINE>T</HEADLINE>\n<TEXT>\none\n</TEXT>\n</DOC>\n",
	  "V-1|T|2024-09-17|||one\n0" },
	/* ---- packers ---- */
	{ "gitingest", "Directory structure:\n`-- a/\n\n"
	  "================================================\nFILE: a/b.txt\n"
	  "================================================\none\n\n\n"
	  "================================================\nFILE: c.txt\n"
	  "================================================\ntwo\n",
	  "a/b.txt|||||one\nc.txt|||||two\n0" },
	{ "repomix", "This file is a merged representation of the entire codebase.\n\n<files>\n"
	  "<file path=\"a/b.txt\">\none\n</file>\n\n<file path=\"c.txt\">\ntwo\n</file>\n"
	  "</files>\n",
	  "a/b.txt|||||one\nc.txt|||||two\n0" },
	{ "files-to-prompt", "a/b.txt\n---\none\n\n---\nc.txt\n---\ntwo\n\n---\n",
	  "a/b.txt|||||one\nc.txt|||||two\n0" },
	{ "files-to-prompt, XML", "<documents>\n<document index=\"1\">\n"
	  "<source>a/b.txt</source>\n<document_content>\none\n</document_content>\n</document>\n"
	  "</documents>\n",
	  "a/b.txt|||||one\n0" },
	{ "txtar", "a comment\n-- a/b.txt --\none\n-- c.txt --\ntwo\n",
	  "a/b.txt|||||one\nc.txt|||||two\n0" },
	{ "letters", "From v@v.example Tue Sep 17 08:00:00 2024\nFrom: V <v@v.example>\nSubject: "
	  "T\nDate: Tue, 17 Sep 2024 08:00:00 +0200\n"
	  "Message-ID: <1@v.example>\nContent-Type: text/plain\n\none\n\n",
	  "1@v.example|T|2024-09-17T08:00+02:00|V||one\n0" },
};

static ab_str
without_cr(struct ab_arena *arena, ab_str s)
{
	char *to = ab_alloc(arena, s.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '\r')
			to[len++] = s.ptr[i];
	to[len] = '\0';
	return (ab_str){ to, len };
}

static ab_str
with_cr(struct ab_arena *arena, ab_str s)
{
	char *to = ab_alloc(arena, s.len + 1, 2);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\n')
			to[len++] = '\r';
		to[len++] = s.ptr[i];
	}
	return (ab_str){ to, len };
}

/* mark, then the text in this encoding. */
static ab_str
encoded(struct ab_arena *arena, ab_str text, ab_str mark, const char *encoding)
{
	size_t len = 0;
	char *bytes = u8_conv_to_encoding(encoding, iconveh_error, (const uint8_t *)text.ptr,
	    text.len, NULL, NULL, &len);

	cr_assert(bytes, "%s: %s", encoding, text.ptr);
	char *to = ab_alloc(arena, mark.len + len + 1, 1);
	memcpy(to, mark.ptr, mark.len);
	memcpy(to + mark.len, bytes, len);
	free(bytes);
	return (ab_str){ to, mark.len + len };
}

static void
expect_in(const char *what, const char *how, ab_str bytes, const char *want)
{
	struct ab_arena arena = { 0 };

	put(bytes);
	struct ab_heap *heap = check_open(path, NULL, 0);
	cr_assert(heap, "%s, %s", what, how);
	const char *broken = check_heap(heap, 1 << 16);
	cr_expect_null(broken, "%s, %s: %s", what, how, broken);
	ab_str have = without_cr(&arena, tell(&arena, heap));
	cr_expect_str_eq(have.ptr, want, "%s, %s:\n%s", what, how, have.ptr);
	ab_heap_free(heap);
	ab_arena_free(&arena);
}

Test(variants, each_is_told_by_its_content_in_all_encodings)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		const char *what = rows[i].what, *want = rows[i].want;
		ab_str text = ab_str_c(rows[i].bytes), crlf = with_cr(&arena, text);
		expect_in(what, "as it is", text, want);
		expect_in(what, "CRLF", crlf, want);
		expect_in(what, "a mark before it", encoded(&arena, text, AB_STR("\xef\xbb\xbf"),
		    "UTF-8"), want);
		expect_in(what, "Windows-1252", encoded(&arena, text, AB_STR(""), "CP1252"), want);
		expect_in(what, "Windows-1252, CRLF", encoded(&arena, crlf, AB_STR(""),
		    "CP1252"), want);
		expect_in(what, "UTF-16LE", encoded(&arena, text, AB_STR("\xff\xfe"),
		    "UTF-16LE"), want);
		expect_in(what, "UTF-16BE, CRLF", encoded(&arena, crlf, AB_STR("\xfe\xff"),
		    "UTF-16BE"), want);
		ab_arena_free(&arena);
	}
}
