/* Which articles tell of the same event.
 *
 *	article -> gist -> pipe of its process, if there are jobs -> groups -> standard output
 */
#include <stdlib.h>

#include "app/dump.h"
#include "app/json.h"
#include "news/groups.h"

/* The names of all articles, one after the other, for the articles are let go. */
struct labels { char *bytes; size_t *start, size, room, count, count_room; };

static void
add_label(struct labels *l, ab_str name)
{
	if (l->size + name.len > l->room) {
		l->room = 2 * (l->size + name.len);
		l->bytes = ab_xrealloc(l->bytes, l->room, 1);
	}
	if (l->count + 1 >= l->count_room) {
		l->count_room = 2 * l->count_room + 64;
		l->start = ab_xrealloc(l->start, l->count_room, sizeof(*l->start));
	}
	if (name.len)
		memcpy(l->bytes + l->size, name.ptr, name.len);
	l->start[l->count++] = l->size;
	l->start[l->count] = l->size += name.len;
}

/* Writes a label after what stands before it. */
static bool
put_label(const struct labels *l, const char *before, uint32_t i, FILE *out)
{
	ab_str label = { l->bytes + l->start[i], l->start[i + 1] - l->start[i] };

	return fputs(before, out) >= 0 && ab_json_put(ab_json_string(label), out);
}

/* Piece by piece: there are as many pairs of copies as there are copies, many times over. */
static bool
put_event(const struct ab_groups *groups, const struct labels *labels, size_t i, FILE *out)
{
	struct ab_event event = ab_groups_event(groups, i);
	struct ab_copies copies = ab_groups_copies(groups, i);
	bool ok = fprintf(out, "{\"event\":%zu,\"articles\":[", i + 1) > 0;

	for (size_t k = 0; ok && k < event.count; k++)
		ok = put_label(labels, k ? "," : "", event.article[k], out);
	ok = ok && fputs("],\"copies\":[", out) >= 0;
	for (size_t k = 0; ok && k < copies.count; k++)
		ok = put_label(labels, k ? ",[" : "[", copies.at[k].a, out)
		    && put_label(labels, ",", copies.at[k].b, out) && putc(']', out) != EOF;
	return ok && fputs("]}\n", out) >= 0;
}

/* What was read, as it is kept here. */
struct gathered { struct ab_groups *groups; struct labels labels; };

static bool
tell_gist(struct ab_dump *d, struct ab_article *article, size_t i)
{
	struct ab_gist gist = ab_gist_of(article, ab_bundle_knowledge(d->bundle));

	(void)i;
	return fwrite(&gist, ab_gist_size(&gist), 1, d->out) == 1;
}

static void
take_gist(void *taker, ab_str name, ab_str told)
{
	struct gathered *to = taker;
	struct ab_gist gist;

	memcpy(&gist, told.ptr, told.len);
	ab_groups_add_gist(to->groups, &gist);
	add_label(&to->labels, name);
}

bool
ab_dump_groups(struct ab_dump *d)
{
	struct gathered all = { ab_groups_new(ab_bundle_knowledge(d->bundle)), { 0 } };
	bool ok = ab_dump_gather(d, tell_gist, take_gist, &all);

	while (ok && !d->lost && ab_groups_step(all.groups))
		;
	for (size_t i = 0; ok && i < ab_groups_count(all.groups); i++)
		ok = put_event(all.groups, &all.labels, i, d->out);
	ab_groups_free(all.groups);
	free(all.labels.bytes);
	free(all.labels.start);
	return ok && fflush(d->out) == 0;
}
