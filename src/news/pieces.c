#include "news/pieces.h"

struct ab_pieces
ab_pieces_of(struct ab_arena *arena, ab_str text)
{
	size_t count = text.len / AB_PIECE + 1;

	return (struct ab_pieces){ .clean = AB_NEW(arena, bool, count), .count = count,
		.left = count };
}

/* What is hidden in a run of lines comes among what is hidden elsewhere. */
static void
insert(struct ab_pieces *p, struct ab_lines *lines, struct ab_arena *arena,
    const struct ab_lines *run, size_t base)
{
	size_t at = ab_lines_hidden_after(lines, base), n = run->hidden_count;
	struct ab_hidden *to = lines->hidden;

	if (lines->hidden_count + n > p->room) {
		p->room = 2 * (lines->hidden_count + n);
		to = AB_NEW(arena, struct ab_hidden, p->room);
		if (at)
			memcpy(to, lines->hidden, at * sizeof(*to));
	}
	if (lines->hidden_count > at)
		memmove(to + at + n, lines->hidden + at, (lines->hidden_count - at) * sizeof(*to));
	for (size_t i = 0; i < n; i++) {
		const struct ab_hidden *h = &run->hidden[i];
		bool again = i && ab_str_eq(h->rule, h[-1].rule);
		to[at + i].at = (ab_span){ h->at.start + base, h->at.end + base };
		to[at + i].rule = again ? to[at + i - 1].rule : ab_copy(arena, h->rule);
	}
	lines->hidden = to;
	lines->hidden_count += n;
	lines->chrome_lines += run->chrome_lines;
}

/* Classifies the lines from first to before end, as if there were no others. */
static void
clean_run(struct ab_pieces *p, struct ab_lines *lines, size_t first, size_t end,
    struct ab_arena *arena, ab_str text, const struct ab_knowledge *know,
    const struct ab_familiar *familiar)
{
	struct ab_arena scratch = { 0 };
	size_t base = lines->at[first].at.start;
	ab_str part = ab_slice(text, (ab_span){ base, lines->at[end - 1].at.end });
	struct ab_lines run = ab_lines_split(&scratch, part);

	ab_lines_classify(&run, &scratch, part, know, familiar);
	for (size_t i = 0; i < run.count; i++)
		lines->at[first + i].kind = run.at[i].kind;
	insert(p, lines, arena, &run, base);
	if (base < AB_PIECE && lines->title.len == 0)
		lines->title = run.title;
	ab_arena_free(&scratch);
}

static bool
is_long(const struct ab_line *line)
{
	return line->at.end - line->at.start > AB_LONG_LINE;
}

/* The first line that begins at this offset or after it. */
static size_t
line_from(const struct ab_lines *lines, size_t offset)
{
	size_t i = ab_lines_find(lines, offset);

	return i + (i < lines->count && lines->at[i].at.start < offset);
}

void
ab_pieces_clean(struct ab_pieces *p, size_t offset, struct ab_lines *lines, struct ab_arena *arena,
    ab_str text, const struct ab_knowledge *know, const struct ab_familiar *familiar)
{
	size_t piece = offset / AB_PIECE;

	if (piece >= p->count || p->clean[piece])
		return;
	p->clean[piece] = true;
	p->left--;
	size_t i = line_from(lines, piece * AB_PIECE),
	    end = line_from(lines, (piece + 1) * AB_PIECE);
	while (i < end) {
		size_t first = i;
		while (i < end && !is_long(&lines->at[i]))
			i++;
		if (i > first)
			clean_run(p, lines, first, i, arena, text, know, familiar);
		else
			i++;
	}
}
