/* Articles told by several processes at once, their output in order.
 *
 *	article i -> process i % jobs -> pipe -> standard output
 *
 * All is indexed and learned before the processes part, so each knows the same, and what one does
 * with an article does not depend on the articles it had before: the bytes are the same for every
 * number of jobs. A process that is ahead waits until its pipe has room; so memory is bounded. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/dump.h"

enum { PIPE = 1 << 20, PIECE = 1 << 16 };

/* What comes before the name, the fault and the output of an article in a pipe; its number in the
 * bundle, then bytes. */
struct head { size_t number, name, fault, out, rule; bool whole, told, costly; };

struct worker { pid_t pid; FILE *from; };

/* What is told of an article, by malloc; false when there is no memory for it. */
static bool
tell_apart(const struct ab_dump *d, ab_tell_fn *tell, struct ab_article *a, size_t i,
    char **bytes, size_t *len)
{
	struct ab_dump mine = *d;

	*bytes = NULL;
	mine.out = open_memstream(bytes, len);
	bool ok = mine.out && tell(&mine, a, i);
	return mine.out && fclose(mine.out) == 0 && ok;
}

static const struct ab_rules *
rules_of(const struct ab_dump *d)
{
	return ab_knowledge_lines(ab_bundle_knowledge(d->bundle));
}

/* ---- in the process of a worker ---- */

static bool
send(const struct ab_dump *d, ab_tell_fn *tell, size_t i, FILE *to)
{
	char *bytes;
	size_t len = 0, line;
	struct ab_article *a = ab_bundle_hold(d->bundle, i);
	ab_str name = ab_article_name(a), fault = ab_article_fault(a), rule;

	bool ok = tell_apart(d, tell, a, i, &bytes, &len);
	struct head head = { i, name.len, fault.len, len, 0, ab_article_whole(a),
		ab_dump_is_told(a), false };
	head.costly = ab_rules_costly(rules_of(d), &head.rule, &line, &rule);
	ok = ok && fwrite(&head, sizeof(head), 1, to) == 1
	    && (name.len == 0 || fwrite(name.ptr, 1, name.len, to) == name.len)
	    && (fault.len == 0 || fwrite(fault.ptr, 1, fault.len, to) == fault.len)
	    && fwrite(bytes, 1, len, to) == len;
	free(bytes);
	ab_bundle_let_go(d->bundle, a);
	return ok;
}

/* Without exit(): what the parent had in its buffers is the parent's to write. */
static _Noreturn void
work(const struct ab_dump *d, ab_tell_fn *tell, size_t first, size_t jobs, int fd)
{
	FILE *to = fdopen(fd, "w");
	bool ok = to;

	for (size_t i = first; ok && i < ab_bundle_count(d->bundle); i += jobs)
		ok = send(d, tell, i, to);
	_exit(ok && fflush(to) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* ---- in the parent ---- */

static bool
start(const struct ab_dump *d, ab_tell_fn *tell, struct worker *worker, size_t k, size_t jobs)
{
	int fd[2];

	if (pipe(fd) < 0)
		return false;
#ifdef F_SETPIPE_SZ
	fcntl(fd[1], F_SETPIPE_SZ, PIPE); /* where that is refused, they wait
	                                   * for each other more often */
#endif
	pid_t pid = fork();
	if (pid == 0) {
		/* Or else nobody would learn that the parent is gone. */
		for (size_t other = 0; other < k; other++)
			close(fileno(worker[other].from));
		close(fd[0]);
		work(d, tell, k, jobs, fd[1]);
	}
	close(fd[1]);
	worker[k] = (struct worker){ pid, pid < 0 ? NULL : fdopen(fd[0], "r") };
	if (!worker[k].from)
		close(fd[0]);
	return worker[k].from;
}

/* Whoever is still at work cannot write any more and ends with its article. */
static void
stop(struct worker *worker, size_t count)
{
	for (size_t k = 0; k < count; k++)
		if (worker[k].from)
			fclose(worker[k].from);
	for (size_t k = 0; k < count; k++)
		while (worker[k].pid > 0 && waitpid(worker[k].pid, NULL, 0) < 0 && errno == EINTR)
			;
	free(worker);
}

static bool
take_str(FILE *from, struct ab_arena *arena, size_t len, ab_str *out)
{
	char *bytes = ab_alloc(arena, len + 1, 1);

	*out = (ab_str){ bytes, len };
	return fread(bytes, 1, len, from) == len;
}

/* False where the worker has ended too early; *written, where out takes no more. */
static bool
take(struct ab_dump *d, FILE *from, bool *written)
{
	struct ab_arena arena = { 0 };
	char piece[PIECE];
	struct head head;
	ab_str name, fault, told;

	bool ok = fread(&head, sizeof(head), 1, from) == 1
	    && take_str(from, &arena, head.name, &name)
	    && take_str(from, &arena, head.fault, &fault);
	if (ok)
		ab_dump_account(d, head.number, name, fault, head.whole, head.told);
	if (ok && head.costly)
		ab_rules_note_costly(rules_of(d), head.rule);
	if (ok && d->take) {
		ok = take_str(from, &arena, head.out, &told);
		head.out = 0;
		if (ok)
			d->take(d->taker, name, told);
	}
	ab_arena_free(&arena);
	for (size_t n; ok && *written && head.out; head.out -= n) {
		n = head.out < sizeof(piece) ? head.out : sizeof(piece);
		ok = fread(piece, 1, n, from) == n;
		*written = !ok || fwrite(piece, 1, n, d->out) == n;
	}
	return ok;
}

static bool
take_all(struct ab_dump *d, struct worker *worker, size_t jobs)
{
	bool written = true;

	for (size_t i = 0; written && i < ab_bundle_count(d->bundle); i++) {
		if (take(d, worker[i % jobs].from, &written))
			continue;
		struct ab_error lost;
		ab_fail(&lost, "a process of --jobs was lost at article %zu, what follows is "
		    "missing; try again with fewer jobs", i + 1);
		d->say(AB_STR(""), ab_str_c(lost.text));
		d->lost = true;
		break;
	}
	return written;
}

static bool
tell_here(struct ab_dump *d, ab_tell_fn *tell, struct ab_article *a, size_t i)
{
	char *bytes;
	size_t len = 0;

	if (!d->take)
		return tell(d, a, i);
	bool ok = tell_apart(d, tell, a, i, &bytes, &len);
	if (ok)
		d->take(d->taker, ab_article_name(a), (ab_str){ bytes, len });
	free(bytes);
	return ok;
}

static bool
alone(struct ab_dump *d, ab_tell_fn *tell)
{
	struct ab_article *a = NULL;
	bool ok = true;

	for (size_t i = 0; ok && (a = ab_dump_next(d, a, i)) != NULL; i++)
		ok = tell_here(d, tell, a, i);
	if (a)
		ab_bundle_let_go(d->bundle, a);
	return ok;
}

bool
ab_dump_each(struct ab_dump *d, ab_tell_fn *tell)
{
	size_t count = ab_bundle_count(d->bundle), jobs = d->jobs < count ? d->jobs : count, k = 0;
	bool ok = fflush(d->out) == 0;

	if (!ok)
		return false;
	struct worker *worker = jobs > 1 ? ab_xalloc(jobs, sizeof(*worker)) : NULL;
	while (worker && k < jobs && start(d, tell, worker, k, jobs))
		k++;
	/* Where the system gives too few processes, one does it, too. */
	ok = k > 1 && k == jobs ? take_all(d, worker, jobs) : alone(d, tell);
	int why = errno;
	if (worker)
		stop(worker, jobs);
	ok = ok && fflush(d->out) == 0;
	errno = ok ? errno : why;
	return ok;
}

bool
ab_dump_gather(struct ab_dump *d, ab_tell_fn *tell, ab_take_fn *take_fn, void *taker)
{
	d->take = take_fn;
	d->taker = taker;
	bool ok = ab_dump_each(d, tell);
	d->take = NULL;
	return ok;
}
