/* A pane as cells: its header, and each row that it shows in the styles that ink says. */
#include "base/words.h"
#include "view/screen.h"

const char *
ab_chrome_word(enum ab_chrome_mode mode)
{
	static const char *const words[] = {
		AB_WORD("hidden"), AB_WORD("dimmed"), AB_WORD("shown"),
	};

	return words[mode];
}

/* How many matches there are, lines hidden, and lines folded, as far as there is room. */
static ab_str
counts(const struct ab_reader *r, struct ab_frame *f, struct ab_pane *pane, int room)
{
	bool hides = r->panes.chrome == AB_CHROME_HIDDEN;
	const struct { size_t count; const char *word; } parts[] = {
		{ r->search ? pane->hits.count : 0, pane->hits.count == 1 ? AB_WORD("match")
		    : AB_WORD("matches") },
		{ ab_article_lines(pane->article)->chrome_lines, ab_chrome_word(r->panes.chrome) },
		{ hides ? ab_article_repeats(pane->article)->count : 0, AB_WORD("folded") },
	};
	ab_str s = AB_STR("");

	for (size_t i = 0; i < AB_LEN(parts); i++) {
		if (parts[i].count == 0)
			continue;
		ab_str more = ab_format(&f->strings, "%.*s  %zu %s", (int)s.len, s.ptr,
		    parts[i].count, ab_tr(parts[i].word));
		if ((int)ab_width(more) <= room)
			s = more;
	}
	return s;
}

/* Number and name at the left; at the right, as far as they fit, the date and what is hidden. */
static void
paint_header(struct ab_reader *r, struct ab_frame *f, struct ab_pane *pane)
{
	enum ab_style style = pane == &r->panes.at[r->panes.focus] ? AB_STYLE_FOCUS : AB_STYLE_BAR;
	int row = pane->row - 1, limit = pane->col + pane->cols - pane->margin;
	ab_str date = ab_day_of(&f->strings, pane->article);

	ab_frame_fill(f, row, pane->col, pane->col + pane->cols, style, AB_STR(" "));
	int col = ab_frame_print(f, row, pane->col + pane->margin, limit, style, "%zu ",
	    pane->number + 1);
	ab_str label = ab_label(&f->strings, pane->article);
	int least = (int)(ab_width(label) < 12 ? ab_width(label) : 12) + 2, right = limit;
	ab_str day = date.len ? ab_visible(&f->strings, date) : ab_tr_str("date?");
	int days = (int)ab_width(day);
	ab_str count = counts(r, f, pane, limit - col - least - days);
	if (col + least + days + (int)ab_width(count) <= limit)
		right -= (int)ab_width(count);
	if (col + least + days <= right) {
		ab_frame_put(f, row, right, limit, style, count);
		right -= days;
		ab_frame_put(f, row, right, right + days, style, day);
		right -= 2;
	}
	int end = ab_frame_cut(f, row, col, right, style, label);
	ab_frame_link(f, row, col, end, ab_article_url(pane->article));
}

static void
paint_row(struct ab_frame *f, int screen_row, const struct ab_pane *pane,
    const struct ab_inkpot *pot, const struct ab_row *row)
{
	int start = pane->col + pane->left, col = start, limit = col + pane->width, cells;
	enum ab_style style = AB_STYLE_PLAIN;
	ab_span part;
	ab_str glyph;

	for (size_t at = row->at.start; ab_layout_part(pot->lines, pot->chrome, row->at,
	    at, &part);)
		for (size_t n, end = at = part.start; at < part.end; at += n) {
			if (at >= end)
				style = ab_ink(pot, row->line, at, &end);
			n = ab_glyph(ab_slice(pot->text, (ab_span){ at, part.end }),
			    &glyph, &cells);
			col = ab_frame_put(f, screen_row, col, limit, style,
			    ab_slice(pot->text, (ab_span){ at, at + n }));
			ab_str value = ab_layout_value(pane->layout, (ab_span){ at, at + n });
			if (value.len && col + (int)value.len + 3 <= limit)
				col = ab_frame_print(f, screen_row, col, limit, AB_STYLE_DIM,
				    " [%.*s]", (int)value.len, value.ptr);
		}
	ab_frame_join(f, screen_row, start, col);
}

static void
paint_fold(struct ab_frame *f, int screen_row, const struct ab_pane *pane, size_t line)
{
	const struct ab_repeat *repeat = ab_repeats_at(ab_article_repeats(pane->article), line);
	int col = pane->col + pane->left;

	ab_frame_cut(f, screen_row, col, col + pane->width, AB_STYLE_DIM,
	    ab_fold_label(&f->strings, repeat));
}

/* The bytes of the rows that a pane shows. */
static ab_span
in_sight(const struct ab_pane *pane)
{
	ptrdiff_t first = pane->top > 0 ? pane->top : 0, last = pane->top + pane->rows - 1;
	const struct ab_row *from, *to = NULL;

	for (; last >= first && !to; last--)
		to = ab_layout_row(pane->layout, (size_t)last);
	size_t end = to ? to->at.end : 0; /* before the next row is asked for: it is borrowed */
	from = ab_layout_row(pane->layout, (size_t)first);
	return from && to ? (ab_span){ from->at.start, end } : (ab_span){ 0, 0 };
}

static void
paint_text(struct ab_reader *r, struct ab_frame *f, struct ab_pane *pane)
{
	bool names = pane->marked && (r->marks == AB_MARKS_ALL || r->marks == AB_MARKS_NAMES);
	bool dates = pane->marked && (r->marks == AB_MARKS_ALL || r->marks == AB_MARKS_DATES);
	struct ab_inkpot pot = {
		.text = ab_article_text(pane->article),
		.lines = ab_article_lines(pane->article),
		.names = names ? ab_article_names(pane->article) : NULL,
		.dates = dates ? ab_article_dates(pane->article) : NULL,
		.roster = ab_bundle_roster(r->bundle),
		.muted = r->muted,
		.hits = &pane->hits,
		.current = r->hit_pane >= 0 && pane == &r->panes.at[r->hit_pane]
		    ? r->hit : SIZE_MAX,
		.chrome = r->panes.chrome,
	};
	size_t noted[64], notes = ab_notes_of(r, pane->article, noted, AB_LEN(noted));

	struct ab_spans differ = ab_differ(r, &f->strings, pane, in_sight(pane));
	pot.differ = differ.at;
	pot.differs = differ.count;

	for (int i = 0; i < pane->rows; i++) {
		const struct ab_row *row = pane->top + i < 0 ? NULL
		    : ab_layout_row(pane->layout, (size_t)(pane->top + i));
		for (size_t n = 0; row && pane->left && n < notes; n++)
			if (noted[n] >= row->at.start && noted[n] < row->at.end)
				ab_frame_put(f, pane->row + i, pane->col + pane->left - 1,
				    pane->col + pane->left, AB_STYLE_BYLINE, AB_STR("+"));
		if (row)
			ab_detail_gutter(r, f, pane->row + i, pane, row);
		if (row && row->folded)
			paint_fold(f, pane->row + i, pane, row->line);
		else if (row)
			paint_row(f, pane->row + i, pane, &pot, row);
	}
	if (pane->rows > 0 && !ab_layout_row(pane->layout, 0)) {
		ab_str notice = ab_article_notice(pane->article);
		ab_frame_put(f, pane->row, pane->col + pane->left, pane->col + pane->cols,
		    AB_STYLE_WARN, notice.len ? ab_visible(&f->strings, notice) : r->only
		    ? ab_tr_str("(no line matches)") : ab_tr_str("(empty)"));
	}
}

void
ab_pane_paint(struct ab_reader *r, struct ab_frame *f, struct ab_pane *pane)
{
	paint_header(r, f, pane);
	paint_text(r, f, pane);
}
