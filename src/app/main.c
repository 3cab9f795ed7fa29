/* abreast: read several articles on one event side by side. All policy - what is
 * printed where, and the exit status - is in this file. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <langinfo.h>
#include <libintl.h>
#include <libxml/xmlmemory.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/config.h"
#include "app/dump.h"
#include "app/learn.h"
#include "app/options.h"
#include "app/ownrules.h"
#include "app/packing.h"
#include "app/plain.h"
#include "app/rulefiles.h"
#include "app/sandbox.h"
#include "app/session.h"
#include "app/statefile.h"
#include "base/words.h"
#include "news/groups.h"

enum { ALL_READ = 0, IN_PART = 1, USAGE = 2 };

/* The one place that prints a sentence: whatever it holds, nothing that steers a terminal. */
static void
complain(ab_str source, ab_str sentence)
{
	struct ab_arena arena = { 0 };
	ab_str who = ab_visible(&arena, source), what = ab_visible(&arena, sentence);

	fprintf(stderr, "abreast: %.*s%s%.*s\n", (int)who.len, who.ptr, who.len ? ": " : "",
	    (int)what.len, what.ptr);
	ab_arena_free(&arena);
}

/* The status, less when what was printed did not arrive; errno says why. A reader that went away
 * (head, less) is no error of ours. */
static int
printed(bool written, int status)
{
	if (written || errno == EPIPE)
		return status;
	complain(ab_str_c(ab_tr("standard output")), ab_str_c(strerror(errno)));
	return IN_PART;
}

static bool
flush(void)
{
	return fflush(stdout) == 0 && !ferror(stdout);
}

static int
check_rules(const struct ab_rule_files *files, bool built_in)
{
	struct ab_rule_text own = ab_knowledge_built_in();
	struct ab_error err;
	int status = ALL_READ;

	for (size_t i = 0; i < files->count + built_in; i++) {
		const struct ab_rule_text *text = i < files->count ? &files->at[i] : &own;
		if (ab_knowledge_check(text, &err))
			continue;
		complain(ab_str_c(""), ab_str_c(err.text));
		status = IN_PART;
	}
	return status;
}

static int
print_formats(void)
{
	const char *help;

	for (size_t i = 0; ab_heap_format_name(i, &help); i++)
		printf("%-16s %s\n", ab_heap_format_name(i, &help), help);
	return printed(flush(), ALL_READ);
}

/* A format that is not known is a usage error, found before any source is opened. */
static bool
format_known(const char *name)
{
	const char *known;

	for (size_t i = 0; name && (known = ab_heap_format_name(i, NULL)) != NULL; i++)
		if (strcmp(known, name) == 0)
			return true;
	return !name;
}

/* What was made ready before the first source is opened. */
struct ready {
	struct ab_knowledge *know;
	struct ab_own_rules *own;
	struct ab_familiar *learned; /* --learned, or NULL */
	FILE *learn;                 /* --learn, or NULL */
};

/* ---- what is done with the articles ---- */

static int
unpack(struct ab_heap *heap, const struct ab_options *o)
{
	int folder = ab_packing_folder(o->unpack_dir);

	if (folder < 0) {
		complain(ab_str_c(o->unpack_dir), ab_str_c(strerror(errno)));
		return USAGE;
	}
	if (!o->no_sandbox)
		ab_sandbox_below(folder);
	size_t lost = ab_packing_undo(heap, folder, o->force, complain);
	close(folder);
	return lost ? IN_PART : ALL_READ;
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
pack(struct ab_bundle *bundle, const char *event, size_t *partly, bool *written)
{
	struct ab_heap *heap = ab_bundle_heap(bundle);
	struct ab_packing packing = { .heap = heap, .out = stdout, .say = complain,
		.partly = partly };
	struct ab_error err;
	struct ab_event found;
	int status = ALL_READ;

	if (!event) {
		*written = ab_packing_all(&packing) && flush();
		return status;
	}
	index_all(heap);
	struct ab_groups *groups = ab_groups_of(bundle);
	if (ab_groups_named(groups, ab_str_c(event), &found, &err)) {
		*written = ab_packing_some(&packing, found.article, found.count) && flush();
	} else {
		complain(AB_STR("--event"), ab_str_c(err.text));
		status = USAGE;
	}
	ab_groups_free(groups);
	return status;
}

/* That some rule counts for nothing on some line. */
static void
tell_costly(const struct ab_knowledge *know)
{
	struct ab_error sentence;

	if (ab_knowledge_costly(know, &sentence))
		complain(ab_str_c(""), ab_str_c(sentence.text));
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
learn(const struct ab_options *o, FILE *out, struct ab_heap *heap, size_t *partly)
{
	if (ab_learn_write(heap, out, complain, partly))
		return ALL_READ;
	complain(ab_str_c(o->learn), ab_str_c(strerror(errno)));
	return IN_PART;
}

static int
nothing_to_read(void)
{
	complain(ab_str_c(""), ab_str_c(ab_tr("nothing to read: the sources hold no text")));
	return IN_PART;
}

/* The reader. Where nothing is chrome, a rule would hide nothing. */
static int
converse(const struct ab_options *o, struct ab_bundle *bundle, struct ab_own_rules *own)
{
	struct ab_rule_keeper keeper = ab_own_rules_keeper(own);

	return ab_session_run(bundle, o, o->clean == AB_CLEAN_OFF ? NULL : &keeper, complain);
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
obey(const struct ab_options *o, const struct ready *ready, struct ab_dump *d, bool *written)
{
	int status;

	switch (o->mode) {
	case AB_MODE_AUTO:
		return converse(o, d->bundle, ready->own);
	case AB_MODE_FRAME:
		status = converse(o, d->bundle, ready->own);
		*written = flush();
		return status;
	case AB_MODE_PLAIN:
		*written = read_aloud(o, d->bundle);
		return ALL_READ;
	case AB_MODE_PACK:
		return pack(d->bundle, o->event, &d->partly, written);
	case AB_MODE_LEARN:
		return learn(o, ready->learn, ab_bundle_heap(d->bundle), &d->partly);
	case AB_MODE_UNPACK:
		return unpack(ab_bundle_heap(d->bundle), o);
	default:
		*written = dump(o->mode, ready->know, d);
		if (!*written)
			return ALL_READ;
		return d->lost ? IN_PART : d->told == 0 ? nothing_to_read() : ALL_READ;
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
read_all(const struct ab_options *o, struct ab_heap *heap, const struct ready *ready)
{
	struct ab_article_options article = {
		.keep_all = o->clean == AB_CLEAN_OFF, .published = ab_str_c(o->date),
		.hasty = o->mode == AB_MODE_AUTO || o->mode == AB_MODE_FRAME,
	};
	struct ab_bundle *bundle = ab_bundle_new(heap, ready->know, &article);
	struct ab_notes notes = { 0 };
	struct ab_dump d = {
		.bundle = bundle, .out = stdout, .say = complain,
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
		tell_costly(ready->know);
	int status = printed(written, done);
	ab_notes_free(&notes);
	ab_bundle_free(bundle);
	return status == ALL_READ && d.partly ? IN_PART : status;
}

/* How many sources could be opened; what could not be is told. */
static int
open_sources(struct ab_heap *heap, const struct ab_options *o)
{
	static char *standard_input[] = { "-" };
	bool piped = o->sources_count == 0 && !isatty(STDIN_FILENO);
	char **source = piped ? standard_input : o->sources;
	int count = piped ? 1 : o->sources_count, opened = 0;

	for (int i = 0; i < count; i++) {
		struct ab_error err;
		if (ab_heap_add(heap, source[i], &err))
			opened++;
		else
			complain(ab_str_c(strcmp(source[i], "-")
			    ? source[i] : ab_tr("standard input")), ab_str_c(err.text));
	}
	return opened;
}

static int
usage(const char *sentence)
{
	complain(ab_str_c(""), ab_str_c(ab_tr(sentence)));
	return USAGE;
}

/* A reader on a screen need not wait for a pipe: an article may still come. For all else it is read
 * to its end, so that a slow one gives what a fast one gives, and --open finds what it names. Nor is
 * an article passed on before all is indexed: where it ends, the last line may say. */
static bool
is_begun(struct ab_heap *heap, const struct ab_options *o)
{
	if (o->mode == AB_MODE_AUTO && !o->open)
		return ab_heap_try(heap, 0) || !ab_heap_complete(heap);
	while ((ab_heap_piped(heap) || passes_on(o)) && ab_heap_step(heap, STEP))
		;
	return ab_heap_reach(heap, 0);
}

static int
with_sources(const struct ab_options *o, const struct ready *ready)
{
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .format = o->format,
	    .tmpdir = getenv("TMPDIR"), .limits = &o->limits, .hurried = o->mode == AB_MODE_AUTO });
	struct ab_error err;

	if ((o->begin || o->end) && !ab_heap_delimit(heap, o->begin, o->end, &err)) {
		ab_heap_free(heap);
		return usage(err.text);
	}
	if (!o->no_sandbox)
		ab_sandbox_enter(o);
	int wanted = o->sources_count ? o->sources_count : 1, opened = open_sources(heap, o);
	int status = opened == wanted ? ALL_READ : IN_PART;

	if (opened == 0) {
		ab_heap_free(heap);
		return USAGE;
	}
	if (is_begun(heap, o)) {
		int done = read_all(o, heap, ready);
		status = done > status ? done : status;
	} else {
		status = nothing_to_read();
	}
	for (size_t i = 0; i < ab_heap_notices(heap); i++) {
		complain(ab_str_c(""), ab_heap_notice(heap, i));
		status = status == USAGE ? USAGE : IN_PART;
	}
	ab_heap_free(heap);
	return status;
}

/* Files of what was learned are opened before the sandbox is shut. */
static int
with_learned(const struct ab_options *o, struct ready *ready)
{
	struct ab_error err;
	int status = USAGE;

	if (o->learned && !(ready->learned = ab_learn_read(o->learned, &err)))
		complain(ab_str_c(o->learned), ab_str_c(err.text));
	else if (o->learn && !(ready->learn = fopen(o->learn, "we")))
		complain(ab_str_c(o->learn), ab_str_c(strerror(errno)));
	else
		status = with_sources(o, ready);
	ab_familiar_free(ready->learned);
	if (ready->learn)
		fclose(ready->learn);
	return status;
}

static int
with_rules(struct ab_options *o)
{
	struct ab_rule_files files = { 0 };
	struct ab_own_rules own = { .files = &files, .built_in = !o->no_default_rules,
	    .secure = o->secure };
	struct ready ready = { .own = &own };
	struct ab_error err;
	bool readable = ab_rule_files_read(&files, o, complain);
	int status = USAGE;

	if (readable && o->mode == AB_MODE_CHECK_RULES) {
		status = check_rules(&files, !o->no_default_rules);
	} else if (readable) {
		ready.know = ab_knowledge_new(files.at, files.count, !o->no_default_rules, &err);
		if (ready.know)
			status = with_learned(o, &ready);
		else
			complain(ab_str_c(""), ab_str_c(err.text));
	}
	ab_own_rules_free(&own);
	ab_knowledge_free(ready.know);
	ab_rule_files_free(&files);
	return status;
}

/* A terminal that knows nothing but to go on. */
static bool
is_dumb(void)
{
	const char *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") == 0;
}

static int
run(struct ab_options *o)
{
	switch (o->mode) {
	case AB_MODE_HELP:
		ab_options_help(o->bindings, stdout);
		return printed(flush(), ALL_READ);
	case AB_MODE_VERSION: puts(PACKAGE_STRING); return printed(flush(), ALL_READ);
	case AB_MODE_FORMATS: return print_formats();
	case AB_MODE_AUTO:
		if (o->plain || is_dumb())
			o->mode = AB_MODE_PLAIN;
		else if (!isatty(STDOUT_FILENO))
			o->mode = AB_MODE_TEXT;
		break;
	default: break;
	}
	if (!format_known(o->format))
		return usage("--format: no such format (see --format=list)");
	if (o->format && strcmp(o->format, "own") == 0 && !o->begin && !o->end)
		return usage("--format=own wants --begin or --end");
	if (o->force && o->mode != AB_MODE_UNPACK)
		return usage("--force says what --unpack may do: use it with --unpack=DIR");
	if (o->secure && o->mode == AB_MODE_UNPACK)
		return usage("--unpack: no files in secure mode (ABREAST_SECURE=1)");
	if (o->secure && o->mode == AB_MODE_LEARN)
		return usage("--learn: no files in secure mode (ABREAST_SECURE=1)");
	if (o->sources_count == 0 && o->mode != AB_MODE_CHECK_RULES && isatty(STDIN_FILENO))
		return usage("nothing to read: name a file or a folder, or pipe text in "
		    "(see --help)");
	return with_rules(o);
}

/* The command line holds over the person's own file, which it may name or refuse; so it is read
 * once to know that, and again over what the file says. */
static bool
gather(struct ab_options *o, struct ab_config *config, int argc, char **argv, struct ab_error *err)
{
	struct ab_options line = ab_options_default();
	bool ok = ab_options_parse(&line, argc, argv, err);

	if (ok) {
		o->config = line.config;
		o->no_config = line.no_config;
		if (!ab_config_read(config, o, complain))
			ok = ab_fail(err, "--config: %s cannot be read", line.config);
	}
	ab_options_free(&line);
	o->bindings = &config->keys;
	return ok && ab_options_parse(o, argc, argv, err);
}

/* As LESSSECURE does: nothing is written then, and nothing is kept. */
static void
obey_secure(struct ab_options *o)
{
	const char *secure = getenv("ABREAST_SECURE");

	o->secure = secure && strcmp(secure, "1") == 0;
	o->no_state |= o->secure;
}

/* All text inside is UTF-8; where the terminal is not, ASCII is that, too. */
static void
speak(void)
{
	setlocale(LC_ALL, "");
	bindtextdomain(PACKAGE, LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, strcmp(nl_langinfo(CODESET), "UTF-8") == 0
	    ? "UTF-8" : "ASCII");
	textdomain(PACKAGE);
	ab_tr_by(gettext);
}

/* The next file that is opened must not be taken for a standard stream that is closed, and be
 * written to. What is held can be read, and is empty; writing to it fails. */
static void
hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
			return;
}

static void *
take(size_t size)
{
	return ab_xrealloc(NULL, size, 1);
}

static void *
retake(void *old, size_t size)
{
	return ab_xrealloc(old, size, 1);
}

static char *
copy(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(take(size), text, size);
}

/* Libraries end as our own code does where there is no memory, or what they read would be less. */
static void
lend_memory(void)
{
	json_set_alloc_funcs(take, free);
	xmlMemSetup(free, take, retake, copy);
}

int
main(int argc, char **argv)
{
	struct ab_options options = ab_options_default();
	struct ab_config config = { 0 };
	struct ab_error err;
	int status;

	hold_streams();
	lend_memory();
	speak();
	signal(SIGPIPE, SIG_IGN); /* a write that fails says so */
	signal(SIGXFSZ, SIG_IGN);
	if (gather(&options, &config, argc, argv, &err)) {
		obey_secure(&options);
		status = run(&options);
	} else {
		status = usage(err.text);
	}
	ab_options_free(&options);
	ab_config_free(&config);
	return status;
}
