#include "app/mode.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/packing.h"
#include "app/plain.h"
#include "app/sandbox.h"
#include "app/session.h"
#include "app/statefile.h"
#include "base/words.h"
#include "news/groups.h"

/* Asked of the system: since a write in the midst of an article failed, errno may have changed. */
static bool
has_reader(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO };

	return errno != EPIPE && (poll(&out, 1, 0) <= 0 || !(out.revents & POLLERR));
}

int
ab_printed(bool written, int status, ab_say_fn *say)
{
	if (written || !has_reader())
		return status;
	say(ab_str_c(ab_tr("standard output")), ab_str_c(strerror(errno)));
	return AB_IN_PART;
}

bool
ab_flush(void)
{
	return fflush(stdout) == 0 && !ferror(stdout);
}

static int
unpack(struct ab_heap *heap, const struct ab_options *o, ab_say_fn *say)
{
	int folder = ab_packing_folder(o->unpack_dir);

	if (folder < 0) {
		say(ab_str_c(o->unpack_dir), ab_str_c(strerror(errno)));
		return AB_USAGE;
	}
	if (!o->no_sandbox)
		ab_sandbox_below(folder);
	size_t lost = ab_packing_undo(heap, folder, o->force, say);
	close(folder);
	return lost ? AB_IN_PART : AB_ALL_READ;
}

/* Machine code for every pattern takes as long to make as it takes to clean about so many bytes
 * without it. */
enum { STEP = 4 << 20, WORTH_WARMING = 256 << 10 };

static void
index_all(struct ab_heap *heap)
{
	while (ab_heap_step(heap, STEP))
		;
}

/* All articles, or those of one event, numbered as --dump=groups numbers them. */
static int
pack(struct ab_dump *d, const char *event, bool *written)
{
	struct ab_heap *heap = ab_bundle_heap(d->bundle);
	struct ab_packing packing = { .heap = heap, .out = d->out, .say = d->say,
		.partly = &d->partly };
	struct ab_error err;
	struct ab_event found;
	int status = AB_ALL_READ;

	if (!event) {
		*written = ab_packing_all(&packing) && ab_flush();
		return status;
	}
	index_all(heap);
	struct ab_groups *groups = ab_groups_of(d->bundle);
	if (ab_groups_named(groups, ab_str_c(event), &found, &err)) {
		*written = ab_packing_some(&packing, found.article, found.count) && ab_flush();
	} else {
		d->say(AB_STR("--event"), ab_str_c(err.text));
		status = AB_USAGE;
	}
	ab_groups_free(groups);
	return status;
}

/* That some rule counts for nothing on some line. */
static void
tell_costly(const struct ab_knowledge *know, ab_say_fn *say)
{
	struct ab_error sentence;

	if (ab_knowledge_costly(know, &sentence))
		say(ab_str_c(""), ab_str_c(sentence.text));
}

static bool
dump(enum ab_mode mode, struct ab_knowledge *know, struct ab_dump *d)
{
	struct ab_heap *heap = ab_bundle_heap(d->bundle);

	index_all(heap);
	if (ab_heap_done(heap) >= WORTH_WARMING)
		ab_knowledge_warm(know);
	switch (mode) {
	case AB_MODE_GROUPS: return ab_dump_groups(d);
	case AB_MODE_JSONL: return ab_dump_jsonl(d);
	case AB_MODE_LINKS: return ab_dump_links(d);
	case AB_MODE_HTML:  return ab_dump_html(d);
	case AB_MODE_LIST:  return ab_dump_list(d);
	default:            return ab_dump_text(d);
	}
}

static int
nothing_to_read(ab_say_fn *say)
{
	say(ab_str_c(""), ab_str_c(ab_tr("nothing to read: the sources hold no text")));
	return AB_IN_PART;
}

/* The reader. Where nothing is chrome, a rule would hide nothing. */
static int
converse(const struct ab_options *o, struct ab_dump *d, struct ab_own_rules *own)
{
	struct ab_rule_keeper keeper = ab_own_rules_keeper(own);

	return ab_session_run(d->bundle, o, o->clean == AB_CLEAN_OFF ? NULL : &keeper, d->say);
}

/* Commands come from the terminal, whatever standard input is; without one, all is printed. */
static bool
read_aloud(const struct ab_options *o, struct ab_bundle *bundle)
{
	bool terminal = isatty(STDOUT_FILENO), own = terminal && !isatty(STDIN_FILENO);
	struct ab_plain plain = {
		.bundle = bundle, .out = stdout,
		.in = own ? fopen("/dev/tty", "re") : terminal ? stdin : NULL,
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
		.show_chrome = o->clean != AB_CLEAN_ON,
	};

	bool ok = ab_plain_run(&plain);
	if (own && plain.in)
		fclose(plain.in);
	return ok;
}

/* Says how it went, and whether what was printed arrived. */
static int
obey(const struct ab_options *o, const struct ab_ready *ready, struct ab_dump *d, bool *written)
{
	int status;

	switch (o->mode) {
	case AB_MODE_AUTO:
		return converse(o, d, ready->own);
	case AB_MODE_FRAME:
		status = converse(o, d, ready->own);
		*written = ab_flush();
		return status;
	case AB_MODE_PLAIN:
		*written = read_aloud(o, d->bundle);
		return AB_ALL_READ;
	case AB_MODE_PACK:
		return pack(d, o->event, written);
	case AB_MODE_LEARN:
		return ab_learn_write(ab_bundle_heap(d->bundle), ready->learn, d->say, &d->partly)
		    ? AB_ALL_READ : AB_IN_PART;
	case AB_MODE_UNPACK:
		return unpack(ab_bundle_heap(d->bundle), o, d->say);
	default:
		*written = dump(o->mode, ready->know, d);
		if (!*written)
			return AB_ALL_READ;
		return d->lost ? AB_IN_PART : d->told == 0 ? nothing_to_read(d->say) : AB_ALL_READ;
	}
}

/* Are the articles only passed on, whatever comes back in them? */
static bool
passes_on(const struct ab_options *o)
{
	return (o->mode == AB_MODE_PACK && !o->event) || o->mode == AB_MODE_UNPACK
	    || o->mode == AB_MODE_LEARN;
}

static int
read_all(const struct ab_options *o, struct ab_heap *heap, const struct ab_ready *ready,
    ab_say_fn *say)
{
	struct ab_article_options article = {
		.keep_all = o->clean == AB_CLEAN_OFF, .published = ab_str_c(o->date),
		.hasty = o->mode == AB_MODE_AUTO || o->mode == AB_MODE_FRAME,
	};
	struct ab_bundle *bundle = ab_bundle_new(heap, ready->know, &article);
	struct ab_notes notes = { 0 };
	struct ab_dump d = {
		.bundle = bundle, .out = stdout, .say = say,
		.show_chrome = o->clean != AB_CLEAN_ON,
		.notes = &notes, .jobs = (size_t)o->jobs, .apart = ready->learned,
	};
	bool written = true;

	if (ready->learned)
		ab_bundle_introduce(bundle, ready->learned);
	else if (!passes_on(o))
		ab_bundle_acquaint(bundle);
	if ((o->mode == AB_MODE_JSONL || o->mode == AB_MODE_HTML) && !o->no_state)
		ab_state_file_notes(o, heap, &notes);
	int done = obey(o, ready, &d, &written);
	if (o->mode != AB_MODE_AUTO && o->mode != AB_MODE_FRAME) /* where the screen says it */
		tell_costly(ready->know, say);
	int status = ab_printed(written, done, say);
	ab_notes_free(&notes);
	ab_bundle_free(bundle);
	return status == AB_ALL_READ && d.partly ? AB_IN_PART : status;
}

/* A reader on a screen need not wait for a pipe: an article may still come. For all else it is read
 * to its end, so that a slow one gives what a fast one gives, and --open finds what it names. Nor
 * is an article passed on before all is indexed: where it ends, the last line may say. */
static bool
is_begun(struct ab_heap *heap, const struct ab_options *o)
{
	if (o->mode == AB_MODE_AUTO && !o->open)
		return ab_heap_try(heap, 0) || !ab_heap_complete(heap);
	while ((ab_heap_piped(heap) || passes_on(o)) && ab_heap_step(heap, STEP))
		;
	return ab_heap_reach(heap, 0);
}

int
ab_mode_run(const struct ab_options *o, struct ab_heap *heap, const struct ab_ready *ready,
    ab_say_fn *say)
{
	return is_begun(heap, o) ? read_all(o, heap, ready, say) : nothing_to_read(say);
}
