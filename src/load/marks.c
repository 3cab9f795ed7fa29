#include "load/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* FNV-1a, 64 bits. */
static uint64_t
hash(ab_str s)
{
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.ptr[i]) * 0x100000001b3;
	return h ? h : 1;
}

void
ab_marks_empty(struct ab_marks *marks)
{
	marks->count = 0;
	marks->first = AB_NO_MARK;
	for (size_t d = 0; d < AB_DECORATIONS; d++)
		marks->opener[d] = AB_NO_MARK;
}

void
ab_marks_free(struct ab_marks *marks)
{
	free(marks->at);
	free(marks->named);
}

static void
note_first(struct ab_marks *marks, ptrdiff_t i)
{
	const struct ab_mark *m = &marks->at[i];
	ptrdiff_t *opener = &marks->opener[m->decoration];

	if (m->opens && *opener == AB_NO_MARK)
		*opener = i;
	if (marks->first == AB_NO_MARK && (!m->opens || m->fileish))
		marks->first = m->opens ? i : *opener;
}

static uint64_t
decoration(char c)
{
	static const char decorations[] = "=*#_~+<-";

	return c ? (uint64_t)(strchr(decorations, c) - decorations + 1) : 0;
}

void
ab_marks_add(struct ab_marks *marks, const struct ab_delimiter *d, uint64_t at, bool text)
{
	if (marks->count == marks->room) {
		marks->room = marks->room ? marks->room * 2 : 64;
		marks->at = ab_xrealloc(marks->at, marks->room, sizeof(*marks->at));
	}
	marks->at[marks->count] = (struct ab_mark){
		.name = d->name.len ? hash(d->name) : 0, .at = at & ((UINT64_C(1) << 52) - 1),
		.decoration = decoration(d->decoration) & (AB_DECORATIONS - 1),
		.opens = d->kind == AB_DELIMITER_OPEN, .fileish = d->fileish, .bare = d->bare,
		.text = text,
	};
	note_first(marks, (ptrdiff_t)marks->count++);
}

/* ---- what all of them together say ---- */

static int
by_name_then_mark(const void *a, const void *b)
{
	const struct ab_named *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->mark > y->mark) - (x->mark < y->mark);
}

static void
collect_named(struct ab_marks *marks)
{
	for (size_t i = 0; i < marks->count; i++)
		marks->named_count += !marks->at[i].opens && marks->at[i].name;
	marks->named = ab_xalloc(marks->named_count, sizeof(*marks->named));
	size_t n = 0;
	for (size_t i = 0; i < marks->count; i++)
		if (!marks->at[i].opens && marks->at[i].name)
			marks->named[n++] = (struct ab_named){ marks->at[i].name, i };
	qsort(marks->named, n, sizeof(*marks->named), by_name_then_mark);
}

ptrdiff_t
ab_marks_last_named(const struct ab_marks *marks, uint64_t name)
{
	size_t low = 0, high = marks->named_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (marks->named[mid].name <= name)
			low = mid + 1;
		else
			high = mid;
	}
	const struct ab_named *last = low ? &marks->named[low - 1] : NULL;
	return last && last->name == name ? (ptrdiff_t)last->mark : AB_NO_MARK;
}

/* The first opening that is to be believed: its name looks like one of a file, or is one that
 * some END has, or an END of its decoration comes after it. */
static ptrdiff_t
find_first(const struct ab_marks *marks)
{
	ptrdiff_t close[AB_DECORATIONS];

	for (size_t d = 0; d < AB_DECORATIONS; d++)
		close[d] = AB_NO_MARK;
	for (size_t i = 0; i < marks->count; i++)
		if (!marks->at[i].opens)
			close[marks->at[i].decoration] = (ptrdiff_t)i;
	for (size_t i = 0; i < marks->count; i++) {
		const struct ab_mark *m = &marks->at[i];
		if (m->opens && (m->fileish || close[m->decoration] > (ptrdiff_t)i
		    || ab_marks_last_named(marks, m->name) != AB_NO_MARK))
			return (ptrdiff_t)i;
	}
	return AB_NO_MARK;
}

void
ab_marks_complete(struct ab_marks *marks)
{
	collect_named(marks);
	marks->complete = true;
	marks->first = find_first(marks);
}
