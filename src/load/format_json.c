/*
 * json - objects in any layout: an array of them, one after the other, or one that is a file.
 *
 * Of an object that only wraps a list of articles (json.h) those of the list count.
 * For the index only brackets, quotes and escapes are looked at. An object is
 * damaged, and ends, where the next one begins in it: inside of an object an
 * object follows a colon. A line feed ends a string, for a string of JSON has
 * none. Where an object seems to last until the end of the file, the first line
 * in it that begins like it is gone back to.
 */
#include "load/feed.h"
#include "load/format.h"
#include "load/json.h"

#include <stdlib.h>

enum { RETURNS = 16 }; /* times that is gone back: all stays linear */

struct json {
	struct ab_index *index;
	uint64_t at;          /* of the next byte to be looked at */
	char *block;
	uint64_t line;        /* of that byte, from 1 */
	uint64_t depth;       /* of brackets inside the object; 0: between objects */
	uint64_t start;       /* of the object */
	uint64_t start_line;
	uint64_t again, again_line; /* where a line in it begins with '{'; 0: nowhere */
	uint64_t outer;       /* brackets open around the list of articles; 0: around nothing */
	unsigned returns;
	char before;          /* the last byte that is no white space */
	bool in_string, escaped, stray, blank; /* blank: the line so far */
	bool tail;            /* behind that list */
	uint32_t number;
};

static bool
sniff(const struct ab_source *source, ab_str head)
{
	uint64_t depth;

	(void)source;
	if (ab_json_list(head, &depth))
		return true;
	head = ab_str_trim(head);
	bool array = head.len && *head.ptr == '[';
	if (array)
		head = ab_str_trim(ab_str_skip(head, 1));
	if (!head.len || *head.ptr != '{')
		return array && head.len && *head.ptr == ']';
	head = ab_str_trim(ab_str_skip(head, 1));
	return head.len && (*head.ptr == '"' || *head.ptr == '}');
}

/* Goes to the list that the object at the head of the source wraps, if it does. */
static void
skip_wrapper(struct json *j)
{
	const struct ab_source *source = j->index->source;
	uint64_t rest = source->size - j->at;
	char bytes[AB_FEED_HEAD];
	ab_str head = { bytes, rest < sizeof(bytes) ? (size_t)rest : sizeof(bytes) };
	struct ab_error err;

	if (!ab_source_read(source, j->at, bytes, head.len, &err))
		return; /* as the first step will find */
	size_t skip = ab_json_list(head, &j->outer);
	j->outer = skip ? j->outer : 0;
	j->at += skip;
	for (size_t i = 0; i < skip; i++)
		j->line += head.ptr[i] == '\n';
}

static void *
begin(struct ab_index *index)
{
	struct json *j = ab_xalloc(1, sizeof(*j));

	j->index = index;
	j->at = ab_source_text(index->source);
	j->block = ab_xalloc(index->block, 1);
	j->line = 1;
	j->blank = true;
	skip_wrapper(j);
	return j;
}

static void
end_object(struct json *j, uint64_t end)
{
	ab_index_add(j->index, j->start, end, ++j->number, j->start_line);
	j->depth = 0;
	j->in_string = j->escaped = false;
}

static void
fault(struct json *j, const char *what)
{
	ab_notice(j->index->store, j->index->source->label, "record %lu: %s",
	    (unsigned long)j->number, what);
}

static void
start_object(struct json *j, uint64_t at)
{
	j->start = at;
	j->start_line = j->line;
	j->again = 0;
	j->depth = 1;
}

/* Is this behind the list, in what wraps it? */
static bool
is_wrapper(struct json *j, char c)
{
	if (!j->outer || j->depth || (!j->tail && c != ']'))
		return false;
	j->outer += c == '{' || c == '[';
	j->outer -= c == '}' || c == ']';
	j->in_string = c == '"';
	j->tail = j->outer > 0;
	return true;
}

static void
structure(struct json *j, char c, uint64_t at)
{
	if (c == '{' && j->depth == 1 && j->before != ':') {
		end_object(j, at);
		fault(j, "does not end before the next one begins");
	} else if (c == '{' && j->depth && j->blank && !j->again) {
		j->again = at;
		j->again_line = j->line;
	}
	if (is_wrapper(j, c))
		return;
	if (!j->depth) {
		if (c == '{')
			start_object(j, at);
		else
			j->stray |= !strchr("[], \t\r\n", c);
	} else if (c == '"') {
		j->in_string = true;
	} else if (c == '{' || c == '[') {
		j->depth++;
	} else if ((c == '}' || c == ']') && --j->depth == 0) {
		end_object(j, at + 1);
	}
}

/* Within a string nothing matters but its end, which is found by leaps. */
static size_t
leap(const struct json *j, const char *block, size_t i, size_t len)
{
	if (j->in_string && !j->escaped)
		while (i < len && block[i] != '"' && block[i] != '\\' && block[i] != '\n')
			i++;
	return i;
}

static void
look(struct json *j, char c, uint64_t at)
{
	if (c == '\n') {
		j->in_string = j->escaped = false;
		j->line++;
		j->blank = true;
		return;
	}
	if (j->escaped)
		j->escaped = false;
	else if (j->in_string && c == '\\')
		j->escaped = true;
	else if (j->in_string)
		j->in_string = c != '"';
	else
		structure(j, c, at);
	if (c != ' ' && c != '\t' && c != '\r') {
		j->before = c;
		j->blank = false;
	}
}

/* All was looked at: true if some of it has to be looked at once more. */
static bool
finish(struct json *j)
{
	if (j->depth && j->again && j->returns++ < RETURNS) {
		j->at = j->again;
		j->line = j->again_line;
		j->blank = true;
		end_object(j, j->again);
		fault(j, "does not end before the next one begins");
		return true;
	}
	if (j->depth) {
		end_object(j, j->index->source->size);
		fault(j, "the file ends before it does; it may be cut off");
	}
	if (j->stray)
		ab_notice(j->index->store, j->index->source->label,
		    "what stands between the objects is no JSON object; left out");
	return false;
}

static bool
step(void *state, uint64_t bytes)
{
	struct json *j = state;
	const struct ab_source *source = j->index->source;
	struct ab_error err;

	for (uint64_t done = 0; done < bytes && j->at < source->size;) {
		uint64_t rest = source->size - j->at;
		size_t len = rest < j->index->block ? (size_t)rest : j->index->block;
		if (!ab_source_read(source, j->at, j->block, len, &err)) {
			ab_notice(j->index->store, source->label, "%s", err.text);
			return false;
		}
		for (size_t i = 0; (i = leap(j, j->block, i, len)) < len; i++)
			look(j, j->block[i], j->at + i);
		j->at += len;
		done += len;
	}
	j->index->scanned = j->at;
	return j->at < source->size || source->growing || finish(j);
}

static void
end(void *state)
{
	struct json *j = state;

	free(j->block);
	free(j);
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	ab_str name = ab_format(arena, "record %lu", (unsigned long)entry->flags);

	return ab_json_read(source, entry, name, arena, out, err);
}

const struct ab_format ab_format_json = {
	"json", "an array of JSON objects, or a file that is one", sniff, begin, step, end,
	read_record, false, false,
};
