#include "app/keeping.h"

#include "view/state.h"

void
ab_keeping_open(struct ab_keeping *k, struct ab_reader *reader, uint64_t id)
{
	struct ab_arena arena = { 0 };
	ab_str texts[AB_STATE_SLOTS];
	int count = ab_state_file_open(&k->file, id, texts, &k->err);

	for (int i = 1; i < count; i++)
		ab_reader_recall(reader, texts[i]);
	if (count)
		ab_reader_offer(reader, texts[0]);
	struct ab_state now = ab_reader_state(reader, &arena);
	k->file.last = ab_copy(&k->file.arena, ab_state_write(&arena, &now));
	k->opened = true;
	ab_arena_free(&arena);
}

void
ab_keeping_changed(struct ab_keeping *k, time_t now)
{
	if (k->due == 0)
		k->due = now + AB_KEEP_EVERY;
}

int
ab_keeping_wait(const struct ab_keeping *k, time_t now)
{
	return !k->due ? -1 : k->due > now ? (int)(k->due - now) * 1000 : 0;
}

void
ab_keeping_write(struct ab_keeping *k, struct ab_reader *reader)
{
	struct ab_arena arena = { 0 };

	k->due = 0;
	if (k->opened) {
		struct ab_state now = ab_reader_state(reader, &arena);
		ab_state_file_write(&k->file, ab_state_write(&arena, &now), &k->err);
	}
	ab_arena_free(&arena);
}
