#include <jansson.h>
#include <stdlib.h>

#include "app/dump.h"
#include "app/json.h"
#include "news/links.h"

/* One article: where its code points are, for spans that come in any order. */
struct points { json_int_t start, end; };
struct side { ab_str name, text; size_t *point; struct points *passage; };

/* Code points before every STRIDE-th byte, so that a span costs a short walk. */
enum { STRIDE = 256 };

static void
open_side(struct ab_dump *d, struct ab_arena *arena, size_t i, struct side *side)
{
	struct ab_article *a = ab_bundle_hold(d->bundle, i);
	ab_str text = ab_copy(arena, ab_article_text(a));
	size_t points = 0;

	*side = (struct side){ .name = ab_copy(arena, ab_article_name(a)), .text = text,
		.point = AB_NEW(arena, size_t, text.len / STRIDE + 1) };
	for (size_t at = 0; at <= text.len; at++) {
		if (at % STRIDE == 0)
			side->point[at / STRIDE] = points;
		points += at < text.len && ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
	}
	ab_bundle_let_go(d->bundle, a);
}

static json_int_t
point(const struct side *side, size_t byte)
{
	size_t at = byte / STRIDE * STRIDE, points = side->point[byte / STRIDE];

	for (; at < byte; at++)
		points += ((unsigned char)side->text.ptr[at] & 0xC0) != 0x80;
	return (json_int_t)points;
}

static json_t *
span(const struct side *side, ab_span at)
{
	json_t *list = json_array();

	json_array_append_new(list, json_integer(point(side, at.start)));
	json_array_append_new(list, json_integer(point(side, at.end)));
	return list;
}

/* Two decimals are all a score is worth. */
static json_t *
hundredths(double x)
{
	return json_real((double)(long)(x * 100 + .5) / 100);
}

static json_t *
conflicts_json(const struct side *a, const struct side *b, const struct ab_pairing *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->conflicts; i++) {
		json_t *o = json_object();
		json_object_set_new(o, "a", span(a, p->conflict[i].at_a));
		json_object_set_new(o, "b", span(b, p->conflict[i].at_b));
		json_object_set_new(o, "kind", json_string(ab_conflict_name(p->conflict[i].kind)));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
share_json(struct ab_share share)
{
	json_t *o = json_object();

	json_object_set_new(o, "same", hundredths(share.same));
	json_object_set_new(o, "any", hundredths(share.any));
	return o;
}

/* The passages of an article in code points: most are in several links. */
static void
number_passages(const struct ab_links *links, struct ab_arena *arena, size_t i, struct side *side)
{
	struct ab_passages p = ab_links_passages(links, i);

	side->passage = AB_NEW(arena, struct points, p.count + 1);
	for (size_t k = 0; k < p.count; k++)
		side->passage[k] = (struct points){ point(side, p.at[k].at.start),
			point(side, p.at[k].at.end) };
}

/* Hundreds of thousands in a large set, so they are written without a value of each. */
static void
put_links(const struct side *a, const struct side *b, const struct ab_pairing *p, FILE *out)
{
	static const char *const names[] = {
		[AB_LINK_PARAPHRASE] = "paraphrase", [AB_LINK_SAME] = "same",
	};

	fputs(",\"pairs\":[", out);
	for (size_t i = 0; i < p->links; i++) {
		const struct ab_link *link = &p->link[i];
		struct points x = a->passage[link->a], y = b->passage[link->b];
		int score = (int)(link->score * 100 + .5), digits = score % 10 ? 2 : 1;
		fprintf(out,
		    "%s{\"a\":[%lld,%lld],\"b\":[%lld,%lld],\"kind\":\"%s\",\"score\":%d.%0*d}",
		    i ? "," : "", x.start, x.end, y.start, y.end, names[link->kind], score / 100,
		    digits, digits == 2 ? score % 100 : score % 100 / 10);
	}
	fputs("]", out);
}

static bool
put_member(const char *before, json_t *value, FILE *out)
{
	return fputs(before, out) != EOF && ab_json_put(value, out);
}

static bool
put_pairing(const struct ab_links *links, const struct side *side, size_t a, size_t b, FILE *out)
{
	const struct ab_pairing *p = ab_links_between(links, a, b);
	bool apart = ab_links_standing(links, a)->other_event != ab_links_standing(links,
	    b)->other_event;
	const char *first = p->first ? p->first < 0 ? "\"a\"" : "\"b\"" : "null";

	bool ok = put_member("{\"a\":", ab_json_string(side[a].name), out)
	    && put_member(",\"b\":", ab_json_string(side[b].name), out);
	put_links(&side[a], &side[b], p, out);
	ok = ok && put_member(",\"conflicts\":", conflicts_json(&side[a], &side[b], p), out)
	    && put_member(",\"share\":{\"a\":", share_json(p->share_a), out)
	    && put_member(",\"b\":", share_json(p->share_b), out);
	fprintf(out, "},\"first\":%s,\"apart\":%s}\n", first, apart ? "true" : "false");
	return ok && !ferror(out);
}

bool
ab_dump_links(struct ab_dump *d)
{
	struct ab_arena arena = { 0 };
	size_t all = ab_bundle_count(d->bundle), count = all < AB_ROSTER_MAX ? all : AB_ROSTER_MAX;
	size_t *number = AB_NEW(&arena, size_t, count + 1);
	struct side *side = AB_NEW(&arena, struct side, count + 1);
	struct ab_article *article = NULL;
	bool ok = true, found = false;

	for (size_t i = 0; i < count; i++) {
		number[i] = i;
		article = ab_dump_next(d, article, i);
		open_side(d, &arena, i, &side[i]);
	}
	if (article)
		ab_bundle_let_go(d->bundle, article);
	if (all > count)
		d->say(side[count - 1].name,
		    AB_STR("256 articles are linked, and this is the last of them: open fewer "
		    "at a time"));
	while (ab_bundle_assume(d->bundle, &found))
		;
	struct ab_links *links = ab_links_new(d->bundle, number, count);
	while (ab_links_step(links))
		;
	for (size_t i = 0; i < count; i++)
		number_passages(links, &arena, i, &side[i]);
	for (size_t a = 0; ok && a < count; a++)
		for (size_t b = a + 1; ok && b < count; b++)
			ok = put_pairing(links, side, a, b, d->out);
	ab_links_free(links);
	ab_arena_free(&arena);
	return ok && fflush(d->out) == 0;
}
