#include "load/feed.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct folder {
	struct ab_feed feed;
	struct ab_store *store;
	DIR *dir;            /* NULL once it has been read */
	ab_str path;
	struct ab_arena arena;
	AB_LIST(ab_str) name;
	size_t next;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes before the suffixes ".tar.gz", each a dot, a letter or '~', letters, digits and '~'. */
static size_t
stem(ab_str s)
{
	size_t i = 0, len = 0;

	while (i < s.len) {
		len = ++i;
		while (i + 1 < s.len && s.ptr[i] == '.'
		    && (is_alpha(s.ptr[i + 1]) || s.ptr[i + 1] == '~'))
			for (i += 2; i < s.len && (is_alpha(s.ptr[i]) || is_digit(s.ptr[i])
			    || s.ptr[i] == '~'); i++)
				;
	}
	return len;
}

/* The weight of the first character: '~', the end, digits, letters, all else. */
static int
weight(ab_str s)
{
	if (!s.len)
		return -1;
	if (is_digit(*s.ptr))
		return 0;
	if (is_alpha(*s.ptr))
		return (unsigned char)*s.ptr;
	return *s.ptr == '~' ? -2 : (unsigned char)*s.ptr + 256;
}

static ab_str
cut_number(ab_str *s)
{
	while (s->len && *s->ptr == '0')
		*s = ab_str_skip(*s, 1);
	ab_str number = { s->ptr, 0 };
	while (s->len && is_digit(*s->ptr)) {
		number.len++;
		*s = ab_str_skip(*s, 1);
	}
	return number;
}

/* Debian's order of versions (deb-version(7)), which `ls -v` has taken over. */
static int
compare(ab_str a, ab_str b)
{
	while (a.len || b.len) {
		while ((a.len && !is_digit(*a.ptr)) || (b.len && !is_digit(*b.ptr))) {
			if (weight(a) != weight(b))
				return weight(a) - weight(b);
			a = ab_str_skip(a, 1);
			b = ab_str_skip(b, 1);
		}
		ab_str m = cut_number(&a), n = cut_number(&b);
		int c = m.len != n.len ? (m.len > n.len) - (m.len < n.len) : ab_str_cmp(m, n);
		if (c)
			return c;
	}
	return 0;
}

int
ab_version_cmp(ab_str a, ab_str b)
{
	int c = compare((ab_str){ a.ptr, stem(a) }, (ab_str){ b.ptr, stem(b) });

	if (!c)
		c = compare(a, b);
	return c ? c : ab_str_cmp(a, b);
}

static int
by_version(const void *a, const void *b)
{
	return ab_version_cmp(*(const ab_str *)a, *(const ab_str *)b);
}

static void
list(struct folder *f)
{
	struct dirent *entry;

	errno = 0;
	while ((entry = readdir(f->dir)))
		if (*entry->d_name != '.')
			AB_PUSH(&f->arena, &f->name, ab_copy(&f->arena, ab_str_c(entry->d_name)));
	if (errno)
		ab_notice(f->store, f->path, "cannot be read to its end: %s", strerror(errno));
	if (f->name.count)
		qsort(f->name.at, f->name.count, sizeof(*f->name.at), by_version);
	closedir(f->dir);
	f->dir = NULL;
}

static enum ab_feed_result
pump(struct ab_feed *feed, uint64_t bytes, struct ab_source *out)
{
	struct folder *f = (struct folder *)feed;
	struct ab_error err;
	struct stat st;

	(void)bytes;
	if (f->dir)
		list(f);
	if (f->next == f->name.count)
		return AB_FEED_END;
	ab_str name = f->name.at[f->next++];
	bool slash = ab_str_ends(f->path, AB_STR("/"));
	ab_str path = ab_format(&f->store->arena, "%s%s%s", f->path.ptr,
	    slash ? "" : "/", name.ptr);
	if (stat(path.ptr, &st) == 0 && !S_ISREG(st.st_mode))
		return AB_FEED_MORE;
	if (!ab_source_open(f->store, path.ptr, out, &err)) {
		ab_notice(f->store, path, "%s", err.text);
		return AB_FEED_MORE;
	}
	out->label = path;
	out->name = ab_str_skip(path, path.len - name.len);
	return AB_FEED_SOURCE;
}

static void
free_folder(struct ab_feed *feed)
{
	struct folder *f = (struct folder *)feed;

	if (f->dir)
		closedir(f->dir);
	ab_arena_free(&f->arena);
	free(f);
}

struct ab_feed *
ab_feed_folder(struct ab_store *store, const char *path, struct ab_error *err)
{
	DIR *dir = opendir(path);

	if (!dir) {
		ab_fail(err, "cannot be opened: %s", strerror(errno));
		return NULL;
	}
	struct folder *f = ab_xalloc(1, sizeof(*f));
	f->feed = (struct ab_feed){ .pump = pump, .free = free_folder };
	f->store = store;
	f->dir = dir;
	f->path = ab_copy(&store->arena, ab_str_c(path));
	return &f->feed;
}
