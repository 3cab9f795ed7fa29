/* The promises of news/lines.h, for any text: NULL, or the one that is broken. */
#ifndef ABREAST_TESTS_CHECK_LINES_H
#define ABREAST_TESTS_CHECK_LINES_H

#include "news/decide.h"
#include "news/measure.h"

static inline const char *
check_tiling(const struct ab_lines *lines, ab_str text)
{
	for (size_t i = 0; i < lines->count; i++) {
		ab_span at = lines->at[i].at;
		if (at.start != (i ? lines->at[i - 1].at.end + 1 : 0) || at.end < at.start)
			return "lines do not tile";
		if (memchr(text.ptr + at.start, '\n', at.end - at.start))
			return "a newline in a line";
		if ((ab_str_trim(ab_slice(text, at)).len == 0)
		    != (lines->at[i].kind == AB_KIND_BLANK))
			return "blank is not blank";
		if (ab_lines_find(lines, at.start) != i || ab_lines_find(lines, at.end) != i)
			return "a line is not found";
	}
	if (lines->count == 0)
		return text.len ? "no lines" : NULL;
	/* A newline at the very end begins no line. */
	size_t end = lines->at[lines->count - 1].at.end;
	return end == text.len || (end + 1 == text.len && text.ptr[end] == '\n')
	    ? NULL : "text left over";
}

static inline const char *
check_hidden(const struct ab_lines *lines, ab_str text)
{
	size_t chrome = 0;

	for (size_t i = 0; i < lines->hidden_count; i++) {
		const struct ab_hidden *h = &lines->hidden[i];
		size_t n = ab_lines_find(lines, h->at.start);
		if (h->at.start >= h->at.end || n >= lines->count
		    || h->at.end > lines->at[n].at.end)
			return "a hidden span is empty, or not within one line";
		if (i && h->at.start < h[-1].at.end)
			return "hidden spans are not sorted and disjoint";
		if (h->rule.len == 0)
			return "hidden for no reason";
		if (!ab_lines_hides(lines, h->at.start) || !ab_lines_hides(lines, h->at.end - 1)
		    || (ab_lines_hides(lines, h->at.end)
		    && !(i + 1 < lines->hidden_count && h[1].at.start == h->at.end)))
			return "hides() and the list differ";
		if (lines->at[n].kind == AB_KIND_CHROME
		    && (h->at.start != lines->at[n].at.start || h->at.end != lines->at[n].at.end))
			return "a line of chrome is not hidden as a whole";
	}
	for (size_t i = 0; i < lines->count; i++)
		chrome += lines->at[i].kind == AB_KIND_CHROME;
	if (chrome != lines->chrome_lines)
		return "chrome_lines is not their number";
	return lines->title.len && (lines->title.ptr < text.ptr
	    || lines->title.ptr + lines->title.len > text.ptr + text.len)
	    ? "the title is not of the text" : NULL;
}

/* Something is shown of a line: it is not hidden, or not all of it. */
static inline bool
shows(const struct ab_lines *lines, size_t i, ab_str text)
{
	for (size_t at = lines->at[i].at.start; at < lines->at[i].at.end; at++)
		if (!ab_lines_hides(lines, at)
		    && (!text.ptr[at] || !strchr(" \t\r\v\f", text.ptr[at])))
			return true;
	return false;
}

static inline const char *
check_lines(ab_str text, const struct ab_knowledge *know)
{
	struct ab_arena arena = { 0 };
	struct ab_lines lines = ab_lines_split(&arena, text);
	const char *broken = check_tiling(&lines, text);

	if (!broken && lines.hidden_count)
		broken = "hidden before anything is known";
	ab_lines_classify(&lines, &arena, text, know, NULL);
	broken = broken ? broken : check_tiling(&lines, text);
	broken = broken ? broken : check_hidden(&lines, text);

	const struct ab_measure *m = ab_measure_lines(&lines, &arena, text, know);
	const struct ab_trees *trees = ab_knowledge_trees(know);
	const struct ab_verdict *v = trees ? ab_decide(&arena, text, &lines, trees, NULL) : NULL;
	size_t words = 0, longest = lines.count;
	bool blank = true, shown = false;
	for (size_t i = 0; i < lines.count; i++) {
		blank &= lines.at[i].kind == AB_KIND_BLANK;
		shown = shown || shows(&lines, i, text);
		bool known = m[i].label != AB_LABEL_NONE && m[i].part.end == 0;
		if (known || !m[i].ends || m[i].trails || (v && v[i].body < AB_DOUBT))
			continue;
		if (ab_prose(&m[i]) > words)
			words = ab_prose(&m[i]), longest = i;
	}
	if (!broken && !blank && !shown)
		broken = "nothing is left";
	if (!broken && longest < lines.count && !shows(&lines, longest, text))
		broken = "the longest prose is hidden";

	ab_str day = ab_lines_published(&lines, &arena, text);
	if (!broken && day.len && (day.len < 10 || day.ptr[4] != '-' || day.ptr[7] != '-'))
		broken = "published is no ISO 8601";
	ab_arena_free(&arena);
	return broken;
}

#endif
