/* What is given on the command line: opened, refused, opened again. */
#include "load/heaping.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
wait_for(struct ab_heap *heap, struct ab_feed *feed, const struct ab_source *source)
{
	AB_PUSH(&heap->store.arena, &heap->waiting, ((struct ab_waiting){ feed, source }));
}

static ab_str
base_name(ab_str path)
{
	for (size_t i = path.len; i > 0; i--)
		if (path.ptr[i - 1] == '/')
			return ab_str_skip(path, i);
	return path;
}

/* A file on the command line that is no text is refused at once. */
static bool
add_file(struct ab_heap *heap, struct ab_source source, struct ab_error *err)
{
	char bytes[AB_FEED_HEAD];
	ab_str head;

	if (!ab_heaping_head(&source, bytes, &head, err))
		return false;
	if (source.size && !ab_feed_is_archive(head) && !ab_feed_is_wide(head)
	    && !ab_heaping_format(heap, &source, head, err))
		return false;
	struct ab_source *kept = AB_NEW(&heap->store.arena, struct ab_source, 1);
	*kept = source;
	wait_for(heap, NULL, kept);
	return true;
}

/* What is on an open descriptor: a file, or something that can be read only once. */
static bool
add_fd(struct ab_heap *heap, int fd, ab_str label, ab_str name, struct ab_error *err)
{
	struct ab_source source;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0) {
		ab_fail(err, "cannot be opened: %s", strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (S_ISDIR(st.st_mode)) {
		close(fd);
		return ab_fail(err, "is a folder; give its name");
	}
	if (!S_ISREG(st.st_mode)) {
		wait_for(heap, ab_feed_pipe(&heap->store, fd, label, name), NULL);
		return true;
	}
	if (!ab_source_from_fd(&heap->store, fd, &source, err))
		return false;
	source.label = label;
	source.name = name;
	return add_file(heap, source, err);
}

bool
ab_heap_add(struct ab_heap *heap, const char *path, struct ab_error *err)
{
	ab_str label = ab_copy(&heap->store.arena, ab_str_c(path));
	struct ab_source source;
	struct stat st;

	AB_PUSH(&heap->store.arena, &heap->path, label.ptr);
	if (strcmp(path, "-") == 0)
		return add_fd(heap, fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0), label, (ab_str){ 0 },
		    err);
	if (stat(path, &st) < 0)
		return ab_fail(err, "cannot be opened: %s", strerror(errno));
	if (S_ISDIR(st.st_mode)) {
		struct ab_feed *feed = ab_feed_folder(&heap->store, path, err);
		if (feed)
			wait_for(heap, feed, NULL);
		return feed;
	}
	if (!S_ISREG(st.st_mode))
		/* A pipe that nobody writes to yet would not open. */
		return add_fd(heap, open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), label,
		    base_name(label), err);
	if (!ab_source_open(&heap->store, path, &source, err))
		return false;
	source.label = label;
	source.name = base_name(label);
	return add_file(heap, source, err);
}

/* Could it be opened once more? */
static bool
there_still(const char *path, struct ab_error *err)
{
	struct stat st;

	if (strcmp(path, "-") == 0)
		return ab_fail(err, "standard input cannot be read again");
	if (stat(path, &st) < 0)
		return ab_fail(err, "%s: cannot be opened: %s", path, strerror(errno));
	return S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)
	    || ab_fail(err, "%s: can be read only once", path);
}

bool
ab_heap_reload(struct ab_heap *heap, struct ab_error *err)
{
	struct ab_heap old = *heap;

	for (size_t i = 0; i < old.path.count; i++)
		if (!there_still(old.path.at[i], err))
			return false;
	*heap = (struct ab_heap){
		.store = {
			.tmpdir = old.store.tmpdir, .limits = old.store.limits,
			.own = old.store.own,
		},
		.index = {
			.store = &heap->store, .block = old.index.block,
			.hurried = old.index.hurried,
		},
		.forced = old.forced, .generation = old.generation + 1,
	};
	old.store.own = NULL;
	for (size_t i = 0; i < old.path.count; i++) {
		struct ab_error why;
		if (!ab_heap_add(heap, old.path.at[i], &why))
			ab_notice(&heap->store, ab_str_c(old.path.at[i]), "%s", why.text);
	}
	ab_heaping_give_up(&old);
	return true;
}
