#define _POSIX_C_SOURCE 200809L
#include "check_utf8.h"
#include "fuzz.h"
#include "fuzz_bundle_of.h"
#include "view/search.h"

static const char *
check_found(struct ab_search *search, struct ab_article *a, size_t step)
{
	struct ab_hits hits = { 0 };
	const char *broken = NULL;
	ab_str text = ab_article_text(a);

	while (ab_search_step(search, &hits, a, AB_CHROME_HIDDEN, step))
		;
	for (size_t i = 0; i < hits.count && !broken; i++) {
		ab_span at = hits.at[i];
		if (at.start >= at.end || at.end > text.len || (i && at.start < hits.at[i - 1].end))
			broken = "hits are sorted, disjoint, not empty and within the text";
		else if (memchr(text.ptr + at.start, '\n', at.end - at.start))
			broken = "a hit crosses no line";
		else if (!check_utf8_is(ab_slice(text, at)))
			broken = "a hit cuts no character";
		else if (ab_hits_after(&hits, at.start) != i)
			broken = "a hit is found again";
	}
	ab_hits_free(&hits);
	return broken;
}

/* A pattern, and after a newline the text. */
const char *
fuzz_search(ab_str bytes)
{
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	struct ab_error err = { "" };
	struct fuzz_bundle b;
	ab_str line = { 0 };
	const char *broken = NULL;

	ab_str_line(&bytes, &line);
	ab_str pattern = ab_utf8_text(&arena, line, &report);
	if (pattern.len < 256 && fuzz_open(&b, bytes, "text")) {
		struct ab_article *a = ab_bundle_hold(b.bundle, 0);
		struct ab_search *search = ab_search_new(pattern, &err);
		broken = !search && !*err.text ? "a pattern that is refused has a sentence" : NULL;
		if (search)
			broken = check_found(search, a, 10);
		ab_search_free(search);
		ab_bundle_let_go(b.bundle, a);
	}
	if (pattern.len < 256)
		fuzz_close(&b);
	ab_arena_free(&arena);
	return broken;
}
