/*
 * own - articles between lines like those that --begin and --end name.
 *
 * Without --end an article lasts to the next one that begins; without --begin
 * it begins where the one before ended.
 */
#include <stdlib.h>

#include "base/regex.h"
#include "load/cut.h"
#include "load/own.h"

enum { MATCH_LIMIT = 100000, DEPTH_LIMIT = 10000 };

struct ab_own {
	pcre2_code *begin, *end; /* or NULL */
	pcre2_match_data *match;
	pcre2_match_context *context;
	bool costly, told; /* a line took too many steps, and counts as none that was looked for */
};

static bool
compile(const char *option, const char *pattern, pcre2_code **code, struct ab_error *err)
{
	PCRE2_SIZE at;
	PCRE2_UCHAR why[200];
	int error;

	if (!pattern)
		return true;
	*code = ab_regex_compile(ab_str_c(pattern), PCRE2_UTF | PCRE2_MATCH_INVALID_UTF,
	    &error, &at);
	if (*code)
		return true;
	pcre2_get_error_message(error, why, sizeof(why));
	return ab_fail(err, "%s: is no pattern: %s at character %zu", option, (const char *)why,
	    (size_t)at + 1);
}

struct ab_own *
ab_own_new(const char *begin, const char *end, struct ab_error *err)
{
	struct ab_own *own = ab_xalloc(1, sizeof(*own));

	own->match = ab_regex_data(2);
	own->context = ab_regex_context();
	pcre2_set_match_limit(own->context, MATCH_LIMIT);
	pcre2_set_depth_limit(own->context, DEPTH_LIMIT);
	if (compile("--begin", begin, &own->begin, err) && compile("--end", end, &own->end, err))
		return own;
	ab_own_free(own);
	return NULL;
}

void
ab_own_free(struct ab_own *own)
{
	if (!own)
		return;
	pcre2_code_free(own->begin);
	pcre2_code_free(own->end);
	pcre2_match_data_free(own->match);
	pcre2_match_context_free(own->context);
	free(own);
}

static bool
matches(struct ab_own *own, const pcre2_code *code, ab_str line)
{
	if (ab_str_ends(line, AB_STR("\r")))
		line.len--;
	int groups = code ? pcre2_match(code, (PCRE2_SPTR)line.ptr, line.len, 0, 0, own->match,
	    own->context) : PCRE2_ERROR_NOMATCH;
	own->costly |= groups == PCRE2_ERROR_MATCHLIMIT || groups == PCRE2_ERROR_DEPTHLIMIT
	    || groups == PCRE2_ERROR_HEAPLIMIT;
	return groups >= 0;
}

/* Once: how articles are cut may not be what was meant. */
static void
tell_costly(const struct ab_index *index, struct ab_own *own)
{
	if (!own->costly || own->told)
		return;
	own->told = true;
	ab_notice(index->store, index->source->label,
	    "a pattern of --begin or --end takes too many steps on some line, where it counts as "
	    "no match; make it simpler");
}

/* Is there a pattern for lines that begin an article? */
static bool
has_begin(const struct ab_own *own)
{
	return own && own->begin;
}

/* Does this line begin an article? *name is what the pattern's first group matched, or empty. */
static bool
begins(struct ab_own *own, ab_str line, ab_str *name)
{
	*name = (ab_str){ 0 };
	if (!matches(own, own->begin, line))
		return false;
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(own->match);
	uint32_t groups = 0;
	pcre2_pattern_info(own->begin, PCRE2_INFO_CAPTURECOUNT, &groups);
	if (groups && at[2] != PCRE2_UNSET && at[2] <= at[3])
		*name = ab_str_trim((ab_str){ line.ptr + at[2], at[3] - at[2] });
	return true;
}

static bool
ends(struct ab_own *own, ab_str line)
{
	return matches(own, own->end, line);
}

/* ---- the format ---- */

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	struct ab_own *own = index->store->own;
	ab_str name;

	if (!own)
		return AB_CUT_NONE;
	enum ab_cut cut = begins(own, line, &name) ? AB_CUT_OPEN
	    : ends(own, line) ? AB_CUT_CLOSE : AB_CUT_NONE;
	tell_costly(index, own);
	return cut;
}

static bool
sniff(const struct ab_source *source, ab_str head)
{
	(void)source, (void)head;
	return false;
}

static void *
begin(struct ab_index *index)
{
	static const struct ab_cut_rule opened = { look, .strict = true },
	    between = { look, .whole = true };

	return ab_cut_begin(index, has_begin(index->store->own) ? &opened : &between);
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	struct ab_own *own = ab_source_store(source)->own;
	ab_str text, line = { 0 }, name;

	out->name = ab_format(arena, "record %lu", (unsigned long)AB_CUT_NUMBER(entry));
	if (!ab_source_slice(source, entry->at, entry->end, arena, &text, err))
		return false;
	ab_str rest = text;
	if (has_begin(own) && ab_str_line(&rest, &line)) {
		text = rest;
		if (begins(own, line, &name) && name.len)
			out->name = name;
	}
	out->body = ab_cut_body(text);
	return true;
}

const struct ab_format ab_format_own = {
	"own", "articles between lines of your own: --begin, --end", sniff, begin,
	ab_cut_step, ab_cut_end,
	read_record, false, true,
};
