#include "load/cut.h"
#include "load/scan.h"

#include <stdlib.h>

enum { LONGEST = 4096, NOTICES_MAX = 100 };

struct cut {
	struct ab_index *index;
	const struct ab_cut_rule *rule;
	struct ab_scan scan;
	bool open, signed_, text; /* a record is; it has a sign; it has more than its first line */
	uint64_t at, line;        /* where it began */
	uint64_t outside;         /* first line of text outside of records; 0: there is none */
	uint64_t lead, lead_line; /* the last line that leads; line 0: none */
	uint32_t number;
	uint64_t faults;
};

static void
open_record(struct cut *c, uint64_t at, uint64_t line, bool text)
{
	c->open = true;
	c->signed_ = false;
	c->text = text;
	c->at = at;
	c->line = line;
}

void *
ab_cut_begin(struct ab_index *index, const struct ab_cut_rule *rule)
{
	struct cut *c = ab_xalloc(1, sizeof(*c));

	c->index = index;
	c->rule = rule;
	ab_scan_begin(&c->scan, index->source, ab_source_text(index->source), index->block);
	c->scan.limit = LONGEST;
	if (rule->whole)
		open_record(c, c->scan.base, 1, false);
	return c;
}

static void
end_record(struct cut *c, uint64_t end, bool closed)
{
	bool is_one = c->open && (c->rule->signs ? c->signed_ : c->text);
	bool cut_off = !closed && c->rule->closes;

	c->open = false;
	if (!is_one)
		return;
	ab_index_add(c->index, c->at, end, ++c->number << 1 | cut_off, c->line);
	if (cut_off && c->faults++ < NOTICES_MAX)
		ab_notice(c->index->store, c->index->source->label,
		    "record %lu: its end is missing; it may be cut off", (unsigned long)c->number);
}

/* Whether a line opens or closes may depend on the one above. */
static enum ab_cut
settle(const struct cut *c, enum ab_cut cut, bool *led)
{
	*led = c->lead_line && c->lead_line + 1 == c->scan.line
	    && (cut == AB_CUT_LED || cut == AB_CUT_TURN);
	if (cut == AB_CUT_LED)
		return *led ? AB_CUT_OPEN : AB_CUT_NONE;
	if (cut == AB_CUT_TURN)
		return *led ? AB_CUT_OPEN : AB_CUT_CLOSE;
	return cut;
}

static void
take(struct cut *c, ab_str line, uint64_t at)
{
	bool led;

	/* What was passed over is text, too: empty or overlong. */
	c->text |= c->scan.text;
	c->scan.text = false;
	switch (settle(c, c->rule->look(c->index, line), &led)) {
	case AB_CUT_OPEN:
		end_record(c, led ? c->lead : at, false);
		open_record(c, led ? c->lead : at, c->scan.line - led, true);
		break;
	case AB_CUT_CLOSE:
		end_record(c, at, true);
		if (c->rule->whole)
			open_record(c, ab_scan_at(&c->scan), c->scan.line + 1, false);
		break;
	case AB_CUT_LEAD:
		c->lead = at;
		c->lead_line = c->scan.line;
		c->text = true;
		break;
	case AB_CUT_SIGN:
		c->signed_ = true;
		c->text = true;
		break;
	default:
		c->text = c->text || ab_str_trim(line).len;
		if (!c->open && !c->outside && ab_str_trim(line).len)
			c->outside = c->scan.line;
		break;
	}
}

bool
ab_cut_step(void *state, uint64_t bytes)
{
	struct cut *c = state;
	uint64_t stop = ab_scan_stop(&c->scan, bytes), at;
	enum ab_scan_result got;
	struct ab_error err;
	ab_str line;

	while ((got = ab_scan_next(&c->scan, stop, &line, &at, &err)) == AB_SCAN_LINE)
		take(c, line, at);
	c->index->scanned = ab_scan_at(&c->scan);
	if (got == AB_SCAN_PAUSE)
		return true;
	if (got == AB_SCAN_FAIL)
		ab_notice(c->index->store, c->index->source->label, "%s", err.text);
	c->text |= c->scan.text;
	end_record(c, c->index->source->size, false);
	if (c->rule->strict && c->outside)
		ab_notice(c->index->store, c->index->source->label,
		    "line %llu: text outside of records; left out", (unsigned long long)c->outside);
	if (c->faults > NOTICES_MAX)
		ab_notice(c->index->store, c->index->source->label, "%llu more records have no end",
		    (unsigned long long)(c->faults - NOTICES_MAX));
	return false;
}

void
ab_cut_end(void *state)
{
	struct cut *c = state;

	ab_scan_end(&c->scan);
	free(c);
}

bool
ab_cut_read(const struct ab_source *source, const struct ab_entry *entry, const char *what,
    struct ab_arena *arena, struct ab_raw *out, ab_str *text, struct ab_error *err)
{
	out->name = ab_format(arena, "%s %lu", what, (unsigned long)AB_CUT_NUMBER(entry));
	if (AB_CUT_OFF(entry))
		out->notice = AB_STR("its end is missing (cut off?)");
	if (!ab_source_slice(source, entry->at, entry->end, arena, text, err))
		return false;
	*text = ab_utf8_text(arena, *text, &out->utf8);
	return true;
}

ab_str
ab_cut_body(ab_str body)
{
	ab_str rest = body, line;

	while (ab_str_line(&rest, &line) && !ab_str_trim(line).len)
		body = rest;
	while (body.len && strchr("\r\n", body.ptr[body.len - 1]) && body.ptr[body.len - 1])
		body.len--;
	return body;
}

ab_str
ab_cut_unquote(struct ab_arena *arena, ab_str body, bool (*quoted)(ab_str line))
{
	char *to = ab_alloc(arena, body.len + 1, 1);
	size_t len = 0;
	ab_str line;

	while (ab_str_line(&body, &line)) {
		size_t n = (size_t)(body.ptr - line.ptr), skip = quoted(line);
		memcpy(to + len, line.ptr + skip, n - skip);
		len += n - skip;
	}
	return (ab_str){ to, len };
}

bool
ab_cut_is_rule(ab_str line, char of, size_t least)
{
	line = ab_str_trim(line);
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != of)
			return false;
	return line.len >= least;
}

size_t
ab_cut_count(ab_str head, enum ab_cut (*look)(const struct ab_index *index, ab_str line),
    enum ab_cut kind)
{
	size_t count = 0;
	ab_str line;

	while (ab_str_line(&head, &line))
		count += look(NULL, line) == kind;
	return count;
}
