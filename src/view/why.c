/* Why a line is shown or hidden. */
#include "base/words.h"
#include "view/screen.h"

static const char *const shown[AB_KIND_COUNT] = {
	[AB_KIND_BLANK] = AB_WORD("blank"),
	[AB_KIND_TITLE] = AB_WORD("title, the headline"),
	[AB_KIND_BYLINE] = AB_WORD("byline, the article's own"),
	[AB_KIND_CAPTION] = AB_WORD("caption, of a picture in the article"),
	[AB_KIND_BODY] = AB_WORD("body, no rule hides it"),
};

/* The first reason to hide anything of the line; NULL: there is none. */
static const struct ab_hidden *
reason(const struct ab_lines *lines, const struct ab_line *line)
{
	size_t low = 0, high = lines->hidden_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (lines->hidden[mid].at.start < line->at.start)
			low = mid + 1;
		else
			high = mid;
	}
	return low < lines->hidden_count && lines->hidden[low].at.start < line->at.end
	    ? &lines->hidden[low] : NULL;
}

ab_str
ab_why(struct ab_arena *arena, struct ab_article *article, enum ab_chrome_mode chrome,
    size_t number)
{
	const struct ab_lines *lines = ab_article_lines(article);
	const struct ab_line *line = &lines->at[number];
	const struct ab_hidden *hidden = reason(lines, line);
	const struct ab_repeat *repeat = ab_layout_folds(article, chrome, number);
	const char *kind = ab_tr(ab_kind_name(line->kind));

	if (hidden && line->kind == AB_KIND_CHROME)
		return ab_format(arena, ab_tr("line %zu: chrome (%.*s)"), number + 1,
		    (int)hidden->rule.len, hidden->rule.ptr);
	if (repeat && repeat->first == repeat->last)
		return ab_format(arena, ab_tr("line %zu: %s, folded: line %zu says the same"),
		    number + 1, kind, repeat->first + 1);
	if (repeat)
		return ab_format(arena, ab_tr("line %zu: %s, folded: lines %zu-%zu say the same"),
		    number + 1, kind, repeat->first + 1, repeat->last + 1);
	if (hidden)
		return ab_format(arena, ab_tr("line %zu: %s; a part of it is chrome (%.*s)"),
		    number + 1, kind, (int)hidden->rule.len, hidden->rule.ptr);
	return ab_format(arena, ab_tr("line %zu: %s"), number + 1,
	    shown[line->kind] ? ab_tr(shown[line->kind]) : kind);
}
