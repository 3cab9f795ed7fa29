#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include "app/dump.h"
#include "tests/fixture.h"

static void
say(ab_str name, ab_str sentence)
{
	(void)name, (void)sentence;
}

/* The dump of one article with these notes; free it. */
static char *
dump(bool write(struct ab_dump *dump), const char *text, const struct ab_notes *notes)
{
	struct fixture f;
	ab_str one = ab_str_c(text);
	char *out = NULL;
	size_t len;

	fixture_open(&f, &one, 1);
	while (ab_heap_step(ab_bundle_heap(f.bundle), 1 << 20))
		;
	struct ab_dump d = {
		.bundle = f.bundle, .notes = notes, .out = open_memstream(&out, &len), .say = say,
	};
	cr_assert(write(&d));
	fclose(d.out);
	fixture_close(&f);
	return out;
}

Test(dump, notes_are_told_where_there_are_any)
{
	struct ab_notes notes = { 0 };
	char *out = dump(ab_dump_jsonl, "Öl. The gulls stayed.", &notes);

	cr_expect_not(strstr(out, "\"notes\""), "%s", out);
	free(out);
	ab_notes_add(&notes, (struct ab_note){ AB_STR("article-1.txt"), 0, AB_STR("gulls"),
		AB_STR("how many?") });
	ab_notes_add(&notes, (struct ab_note){ AB_STR("article-2.txt"), 0, AB_STR("gulls"),
		AB_STR("no") });
	out = dump(ab_dump_jsonl, "Öl. The gulls stayed.", &notes);
	cr_expect(strstr(out,
	    "\"notes\":[{\"start\":8,\"end\":13,\"text\":\"gulls\",\"note\":\"how many?\"}]"), "%s",
	    out);
	free(out);
	ab_notes_free(&notes);
}

/* A note crosses names, dates and the ends of sentences: elements are closed and opened again. */
Test(dump, a_page_has_notes_and_nests_what_overlaps)
{
	struct ab_notes notes = { 0 };

	ab_notes_add(&notes, (struct ab_note){ AB_STR("article-1.txt"), 0,
	    AB_STR("May 2031 & left. The"), AB_STR("\"<b>why?") });
	ab_notes_add(&notes, (struct ab_note){ AB_STR("article-1.txt"), 0, AB_STR("left"),
		AB_STR("who?") });
	char *out = dump(ab_dump_html,
	    "They came on 5 May 2031 & left. The gulls stayed until June.", &notes);
	cr_expect(strstr(out, ">5 </time><ins title=\"&quot;&lt;b&gt;why?; who?\"><time "
	    "class=\"date\" datetime=\"2031-05-05\" title=\"2031-05-05\">May "
	    "2031<span class=\"value\"> [2031-05-05]</span></time> &amp; left.</ins></span><ins "),
	    "%s", out);
	cr_expect(strstr(out, "<q dir=\"auto\">May 2031 &amp; left. The</q> "
	    "<ins dir=\"auto\">&quot;&lt;b&gt;why?</ins>"), "%s", out);
	cr_expect_not(strstr(out, "<b>why"), "%s", out);
	free(out);
	ab_notes_free(&notes);
}
