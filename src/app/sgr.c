#include "app/sgr.h"

enum { PARTS = AB_ATTRIBUTES + 2 };

/* Sequences one after the other. */
struct parts { ab_str at[PARTS]; size_t count; };

static void
add(struct parts *parts, ab_str part)
{
	if (part.len)
		parts->at[parts->count++] = part;
}

/* The parameters of "ESC [ parameters m". */
static bool
parameters(ab_str sequence, ab_str *inside)
{
	if (!ab_str_starts(sequence, AB_STR("\033[")) || !ab_str_ends(sequence, AB_STR("m")))
		return false;
	*inside = (ab_str){ sequence.ptr + 2, sequence.len - 3 };
	for (size_t i = 0; i < inside->len; i++)
		if (!strchr("0123456789:;", inside->ptr[i]))
			return false;
	return true;
}

/* An empty parameter is a nought, which puts all off. */
static ab_str
join(struct ab_arena *arena, const struct parts *parts)
{
	ab_str all = AB_STR(""), list = AB_STR(""), inside;
	bool one = true;

	for (size_t i = 0; i < parts->count; i++) {
		ab_str part = parts->at[i];
		all = ab_format(arena, "%.*s%.*s", (int)all.len, all.ptr, (int)part.len, part.ptr);
		one = one && parameters(part, &inside);
		if (!one)
			continue;
		if (ab_str_eq(inside, AB_STR("0")))
			inside.len = 0;
		list = ab_format(arena, "%.*s%s%.*s", (int)list.len, list.ptr, i ? ";" : "",
		    (int)inside.len, inside.ptr);
	}
	return one && parts->count ? ab_format(arena, "\033[%.*sm", (int)list.len, list.ptr) : all;
}

static ab_str
shorter(ab_str a, ab_str b)
{
	return b.len < a.len ? b : a;
}

static void
add_attributes(struct parts *parts, const struct ab_sgr *has, unsigned attributes)
{
	for (int i = 0; i < AB_ATTRIBUTES; i++)
		if (attributes & 1u << i)
			add(parts, has->attribute[i]);
}

static ab_str
turn(struct ab_arena *arena, const struct ab_sgr *has, const struct ab_look *look, int from, int to)
{
	struct ab_look a = look[from], b = look[to];
	bool colored = has->color[from].len, colors = has->color[to].len;
	struct parts anew = { { has->off }, 1 }, more = { .count = 0 };

	if (has->off.len == 0)
		anew.count = 0;
	add(&anew, has->color[to]);
	add_attributes(&anew, has, b.attributes);
	ab_str best = join(arena, &anew);
	if ((a.attributes & ~b.attributes) == 0 && (colors || !colored)) {
		if (a.color != b.color)
			add(&more, has->color[to]);
		add_attributes(&more, has, b.attributes & ~a.attributes);
		best = shorter(best, join(arena, &more));
	}
	if (a.attributes == b.attributes && colored && !colors && has->old_color.len)
		best = shorter(best, has->old_color);
	return best;
}

/* As far as the terminal can show it. */
static bool
looks_like(const struct ab_sgr *has, const struct ab_look *look, int a, int b)
{
	unsigned differ = look[a].attributes ^ look[b].attributes;

	for (int i = 0; i < AB_ATTRIBUTES; i++)
		if (differ & 1u << i && has->attribute[i].len)
			return false;
	return ab_str_eq(has->color[a], has->color[b]);
}

void
ab_sgr_turns(struct ab_terminal *t, struct ab_arena *arena, const struct ab_sgr *has,
    const struct ab_look look[AB_STYLE_COUNT])
{
	struct ab_arena scratch = { 0 };

	for (int a = 0; a < AB_STYLE_COUNT; a++) {
		t->bare[a] = (look[a].attributes & (AB_UNDER | AB_REVERSE)) == 0;
		t->like[a] = 0;
		while (!looks_like(has, look, t->like[a], a))
			t->like[a]++;
	}
	for (int a = 0; a < AB_STYLE_COUNT; a++)
		for (int b = 0; b < AB_STYLE_COUNT; b++)
			if (t->like[a] != t->like[b])
				t->turn[a][b] = ab_copy(arena, turn(&scratch, has, look, a, b));
	ab_arena_free(&scratch);
}
