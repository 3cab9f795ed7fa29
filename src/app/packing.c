#include "app/packing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "load/pack.h"

static bool
pack_one(const struct ab_packing *p, size_t i)
{
	struct ab_arena arena = { 0 };
	struct ab_error err;
	ab_str name = { 0 }, bytes;
	bool ok = true;

	if (ab_heap_raw(p->heap, i, &arena, &name, &bytes, &err)) {
		ok = ab_pack_article(p->out, name, bytes);
	} else {
		p->say(ab_heap_where(p->heap, i, name, &arena), ab_str_c(err.text));
		++*p->partly;
	}
	ab_arena_free(&arena);
	return ok;
}

bool
ab_packing_all(const struct ab_packing *p)
{
	bool ok = ab_pack_begin(p->out);

	for (size_t i = 0; ok && ab_heap_reach(p->heap, i); i++)
		ok = pack_one(p, i);
	return ok;
}

bool
ab_packing_some(const struct ab_packing *p, const uint32_t *article, size_t count)
{
	bool ok = ab_pack_begin(p->out);

	for (size_t i = 0; ok && i < count; i++)
		ok = pack_one(p, article[i]);
	return ok;
}

int
ab_packing_folder(const char *name)
{
	if (mkdir(name, 0777) < 0 && errno != EEXIST)
		return -1;
	return open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* A signal that ends the program waits until the file is whole: nothing half made is left behind. */
static bool
unpack_one(int folder, ab_str name, ab_str bytes, bool force, struct ab_error *err)
{
	static const int deadly[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
	sigset_t held, before;

	sigemptyset(&held);
	for (size_t i = 0; i < AB_LEN(deadly); i++)
		sigaddset(&held, deadly[i]);
	sigprocmask(SIG_BLOCK, &held, &before);
	bool ok = ab_unpack_article(folder, name, bytes, force, err);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}

size_t
ab_packing_undo(struct ab_heap *heap, int folder, bool force, ab_say_fn *say)
{
	size_t lost = 0;

	for (size_t i = 0; ab_heap_reach(heap, i); i++) {
		struct ab_arena arena = { 0 };
		struct ab_error err;
		ab_str name = { 0 }, bytes;
		bool read = ab_heap_raw(heap, i, &arena, &name, &bytes, &err);
		if (!read || !unpack_one(folder, name, bytes, force, &err)) {
			say(read ? name : ab_heap_where(heap, i, name, &arena), ab_str_c(err.text));
			lost++;
		}
		ab_arena_free(&arena);
	}
	return lost;
}
