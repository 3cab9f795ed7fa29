#include <stdlib.h>

#include "app/dump.h"
#include "app/json.h"
#include "news/groups.h"

/* The names of all articles, which are let go as soon as they are read. */
struct labels { struct ab_arena arena; AB_LIST(ab_str) name; };

static json_t *
names_json(const struct labels *labels, const uint32_t *article, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, ab_json_string(labels->name.at[article[i]]));
	return list;
}

static json_t *
event_json(const struct ab_groups *groups, const struct labels *labels, size_t i)
{
	struct ab_event event = ab_groups_event(groups, i);
	struct ab_copies copies = ab_groups_copies(groups, i);
	json_t *o = json_object(), *pairs = json_array();

	for (size_t k = 0; k < copies.count; k++) {
		uint32_t pair[] = { copies.at[k].a, copies.at[k].b };
		json_array_append_new(pairs, names_json(labels, pair, 2));
	}
	json_object_set_new(o, "event", json_integer((json_int_t)i + 1));
	json_object_set_new(o, "articles", names_json(labels, event.article, event.count));
	json_object_set_new(o, "copies", pairs);
	return o;
}

bool
ab_dump_groups(struct ab_dump *d)
{
	struct ab_groups *groups = ab_groups_new(ab_bundle_knowledge(d->bundle));
	struct labels labels = { 0 };
	struct ab_article *a = NULL;
	bool ok = true;

	for (size_t i = 0; (a = ab_dump_next(d, a, i)) != NULL; i++) {
		ab_groups_add(groups, a);
		AB_PUSH(&labels.arena, &labels.name, ab_copy(&labels.arena, ab_article_name(a)));
	}
	while (ab_groups_step(groups))
		;
	for (size_t i = 0; ok && i < ab_groups_count(groups); i++)
		ok = ab_json_line(event_json(groups, &labels, i), d->out);
	ab_groups_free(groups);
	ab_arena_free(&labels.arena);
	return ok && fflush(d->out) == 0;
}
