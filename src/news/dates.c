#include "news/dates.h"

#include "news/meanings.h"

/* An expression is looked for in a run of words of the grammar's vocabulary. Of a longer run the
 * rest is another run: real expressions are below 20 words, tables of numbers are not. */
#define RUN_WORDS 48
#define RUN_GAP 24 /* bytes between two words of one run */
/* What patterns and the cut to a whole character may need on both sides of a run, in bytes. */
#define BEHIND 48
#define AHEAD 64
#define RULES 256

struct mark {
	ab_span at;
	enum ab_date_type type;
	unsigned flags; /* of its meaning */
	bool own_year;
	char value[AB_VALUE_ROOM];
};

struct search {
	struct ab_arena *arena;
	const struct ab_grammar *grammar;
	struct ab_grammar_matcher *matcher;
	struct ab_context context;
	uint64_t inside, triggers, digit;
	AB_LIST(struct mark) marks;
};

struct run {
	struct ab_grammar_word word[RUN_WORDS];
	uint64_t ahead[RUN_WORDS]; /* classes of this word and those behind it */
	size_t count;
	size_t rule[RULES];        /* those whose classes occur */
	size_t rules;
	ab_str subject;            /* what patterns see */
	size_t base;               /* where in the text it starts */
};

/* ---------------------------------------------------------------- joins */

/* What stands between two marks, without blanks and a comma before it. */
static bool
between(
    const struct search *s, const struct mark *a, const struct mark *b, bool comma, ab_str *words)
{
	ab_str gap = ab_slice(s->context.text, (ab_span){ a->at.end, b->at.start });

	*words = ab_str_trim(gap);
	if (words->len == gap.len && !(gap.len && *gap.ptr == ','))
		return false;
	if (comma && words->len && *words->ptr == ',')
		*words = ab_str_trim(ab_str_skip(*words, 1));
	return true;
}

/* The day of one and the time of another. */
static void
day_with_time(struct mark *to, const char *day, const char *timed)
{
	char value[2 * AB_VALUE_ROOM];
	const char *time = strchr(timed, 'T');
	size_t len = strcspn(day, "T");

	memcpy(value, day, len);
	strcpy(value + len, time ? time : "");
	value[AB_VALUE_ROOM - 1] = '\0';
	memcpy(to->value, value, AB_VALUE_ROOM);
	to->type = AB_DATE_TIME;
}

/* b becomes part of a: "9:30 on Friday", "the night of July 4", "Friday at 9", "Friday, 5 June". */
static bool
join(const struct search *s, struct mark *a, const struct mark *b)
{
	bool b_is_day = (b->flags & AB_JOIN_DAY) && b->type == AB_DATE_DATE;
	bool b_is_part = (b->flags & AB_JOIN_DAY) && b->type == AB_DATE_TIME; /* "last night" */
	ab_str words;

	if (!between(s, a, b, !(a->flags & AB_JOIN_DAYPART), &words))
		return false;
	bool on = words.len == 0 || ab_word_is(words, "on");
	if ((a->flags & AB_JOIN_CLOCK) && (b_is_day || b_is_part) && on) {
		day_with_time(a, b->value, a->value);
	} else if ((a->flags & AB_JOIN_DAYPART) && b_is_day && (on || ab_word_is(words, "of"))) {
		day_with_time(a, b->value, a->value);
	} else if ((a->flags & AB_JOIN_DAY) && a->type != AB_DATE_SET && (b->flags & AB_JOIN_CLOCK)
	    && (words.len == 0 || ab_word_in(words, "at"))) {
		day_with_time(a, a->value, b->value);
		a->flags = 0;
	} else if ((a->flags & AB_JOIN_WEEKDAY) && (b->flags & AB_JOIN_MONTHDAY) && b_is_day
	    && words.len == 0) {
		memcpy(a->value, b->value, sizeof(a->value));
		a->type = b->type;
		a->flags = b->flags;
	} else {
		return false;
	}
	a->at.end = b->at.end;
	return true;
}

static void
join_from(struct search *s, size_t first)
{
	size_t kept = first;

	for (size_t i = first; i < s->marks.count; i++)
		if (kept == first || !join(s, &s->marks.at[kept - 1], &s->marks.at[i]))
			s->marks.at[kept++] = s->marks.at[i];
	s->marks.count = kept;
}

/* "March to May 2021": the year that follows is the first month's too, or the one before it. */
static void
inherit_year(struct search *s, struct mark *a, const struct mark *b)
{
	ab_str words = ab_str_trim(ab_slice(s->context.text, (ab_span){ a->at.end, b->at.start }));
	int year = ab_digits((ab_str){ b->value, 4 });

	if (!(a->flags & b->flags & AB_JOIN_MONTHDAY) || a->own_year || !b->own_year || year < 2)
		return;
	if (!ab_word_in(words, "to and through until till or -")
	    && !ab_str_eq(words, AB_STR("\xe2\x80\x93")))
		return;
	year -= memcmp(a->value + 4, b->value + 4, 3) > 0;
	for (int i = 3; i >= 0; i--, year /= 10)
		a->value[i] = (char)('0' + year % 10);
}

/* ---------------------------------------------------------------- runs */

static void
add(struct search *s, const struct ab_reading *r, ab_span at, const char *value, unsigned flags)
{
	struct mark m = { .at = at, .type = r->type, .flags = flags, .own_year = r->own_year };

	memcpy(m.value, value, sizeof(m.value));
	AB_PUSH(s->arena, &s->marks, m);
	if (s->marks.count > 1)
		inherit_year(s, &s->marks.at[s->marks.count - 2], &s->marks.at[s->marks.count - 1]);
	bool this_year = s->context.today.known
	    && ab_digits(ab_str_c(value)) == ab_context_year(&s->context);
	if (r->type != AB_DATE_DATE && r->type != AB_DATE_TIME)
		return;
	if (!(s->context.narrative && (flags & AB_FROM_TODAY) && this_year))
		ab_context_note(&s->context, value);
}

/* Takes rule i's match at byte `at` of the text for what it says; false where that is nothing. */
static bool
take(struct search *s, const struct run *run, size_t i, size_t at)
{
	const struct ab_grammar_rule *rule = ab_grammar_rule(s->grammar, i);
	const struct ab_meaning *meaning = ab_meaning_find(rule->op);
	size_t end = run->base + ab_grammar_match(s->matcher, i, run->subject, at - run->base);
	struct ab_reading r = { .context = &s->context, .match = s->matcher, .arg = rule->arg };

	while (end > at && strchr(" \t\r\n,", s->context.text.ptr[end - 1]))
		end--;
	r.at = (ab_span){ at, end };
	if (!meaning || end <= at || !meaning->meant(&r))
		return false;
	add(s, &r, r.at, r.value, meaning->flags);
	if (r.second.end > r.second.start)
		add(s, &r, r.second, r.second_value, meaning->flags);
	return true;
}

/* The longest match that means something, of those that start at this byte. */
static bool
take_longest(struct search *s, const struct run *run, size_t word, size_t at)
{
	size_t end[RULES];

	for (size_t k = 0; k < run->rules; k++) {
		uint64_t need = ab_grammar_rule(s->grammar, run->rule[k])->need;
		end[k] = need & ~run->ahead[word] ? 0
		    : ab_grammar_match(s->matcher, run->rule[k], run->subject, at - run->base);
	}
	for (;;) {
		size_t best = 0;
		for (size_t k = 1; k < run->rules; k++)
			if (end[k] > end[best])
				best = k;
		if (run->rules == 0 || end[best] == 0)
			return false;
		if (take(s, run, run->rule[best], at))
			return true;
		end[best] = 0;
	}
}

/* Where an expression that begins with this word begins: "'98" with its apostrophe. */
static size_t
first_byte(const struct search *s, struct ab_grammar_word w)
{
	ab_str before = { s->context.text.ptr, w.at.start };

	if (!(w.classes & s->digit))
		return w.at.start;
	if (ab_str_ends(before, AB_STR("'")))
		return w.at.start - 1;
	return ab_str_ends(before, AB_STR("\xe2\x80\x99")) ? w.at.start - 3 : w.at.start;
}

/* The run's words with some text around them, cut between characters. */
static void
show(const struct search *s, struct run *run)
{
	ab_str text = s->context.text;
	size_t start = run->word[0].at.start, end = run->word[run->count - 1].at.end;
	ab_span window = s->context.window;

	start = start - window.start > BEHIND ? start - BEHIND : window.start;
	end = window.end - end > AHEAD ? end + AHEAD : window.end;
	while (start > window.start && ((unsigned char)text.ptr[start] & 0xc0) == 0x80)
		start--;
	while (end < window.end && ((unsigned char)text.ptr[end] & 0xc0) == 0x80)
		end++;
	run->base = start;
	run->subject = ab_slice(text, (ab_span){ start, end });
}

static void
read_run(struct search *s, struct run *run)
{
	uint64_t all = 0, common = ~UINT64_C(0);

	for (size_t i = run->count; i-- > 0;) {
		all |= run->word[i].classes;
		common &= run->word[i].classes;
		run->ahead[i] = all;
	}
	bool table = run->count == RUN_WORDS && (common & s->digit);
	if (!(all & s->triggers) || table)
		return;
	run->rules = 0;
	for (size_t i = 0; i < ab_grammar_count(s->grammar) && i < RULES; i++)
		if (!(ab_grammar_rule(s->grammar, i)->need & ~all))
			run->rule[run->rules++] = i;
	if (run->rules == 0)
		return;
	show(s, run);
	for (size_t i = 0; i < run->count; i++) {
		size_t at = first_byte(s, run->word[i]);
		size_t done = s->marks.count ? s->marks.at[s->marks.count - 1].at.end : 0;
		if (at >= done && at >= run->base)
			take_longest(s, run, i, at);
	}
}

static void
read_window(struct search *s, ab_span window)
{
	struct run run = { .count = 0 };
	ab_str text = { s->context.text.ptr, window.end };
	size_t first = s->marks.count;
	struct ab_grammar_word w;

	s->context.window = window;
	for (size_t at = window.start; ab_grammar_word(s->grammar, text, at, &w); at = w.at.end) {
		bool far = run.count && w.at.start - run.word[run.count - 1].at.end > RUN_GAP;
		bool other = !(w.classes & s->inside);
		if (run.count && (far || other || run.count == RUN_WORDS)) {
			read_run(s, &run);
			run.count = 0;
		}
		if (!other)
			run.word[run.count++] = w;
	}
	if (run.count)
		read_run(s, &run);
	join_from(s, first);
}

/* ---------------------------------------------------------------- windows */

/* Reads what was gathered, unless what comes now goes on with it. */
static void
gather(struct search *s, ab_span *open, ab_span more, bool same_kind)
{
	bool next_line = open->end > open->start && more.start == open->end + 1
	    && s->context.text.ptr[open->end] == '\n';

	if (same_kind && next_line && more.end > more.start) {
		open->end = more.end;
		return;
	}
	if (open->end > open->start)
		read_window(s, *open);
	*open = more;
}

/* A window is what is in sight of lines of one kind that follow each other. */
static void
read_lines(struct search *s, const struct ab_lines *lines)
{
	ab_span open = { 0, 0 };
	enum ab_kind kind = AB_KIND_BLANK;
	size_t h = 0;

	for (size_t i = 0; i < lines->count; i++) {
		const struct ab_line *line = &lines->at[i];
		size_t start = line->at.start;
		while (line->kind != AB_KIND_BLANK && start < line->at.end) {
			while (h < lines->hidden_count && lines->hidden[h].at.end <= start)
				h++;
			bool cut = h < lines->hidden_count
			    && lines->hidden[h].at.start < line->at.end;
			size_t end = cut ? lines->hidden[h].at.start : line->at.end;
			if (end > start)
				gather(s, &open, (ab_span){ start, end }, kind == line->kind);
			start = cut ? lines->hidden[h].at.end : end;
			kind = line->kind;
		}
	}
	gather(s, &open, (ab_span){ 0, 0 }, false);
}

struct ab_dates
ab_dates_find(struct ab_arena *arena, ab_str text, const struct ab_lines *lines, ab_str published,
    const struct ab_knowledge *know)
{
	struct ab_arena scratch = { 0 };
	struct search s = { .arena = &scratch, .grammar = ab_knowledge_dates(know) };
	struct ab_dates out = { 0 };

	s.matcher = ab_grammar_matcher_new(s.grammar);
	s.context = ab_context_start(s.grammar, text, published);
	s.inside = ab_grammar_inside(s.grammar);
	s.triggers = ab_grammar_triggers(s.grammar);
	s.digit = ab_grammar_class(s.grammar, "DIGIT");
	read_lines(&s, lines);

	out.at = AB_NEW(arena, struct ab_date, s.marks.count);
	for (; out.count < s.marks.count; out.count++) {
		const struct mark *m = &s.marks.at[out.count];
		out.at[out.count] = (struct ab_date){ m->at, m->type,
			ab_copy(arena, ab_str_c(m->value)) };
	}
	out.tries = ab_grammar_tries(s.matcher);
	ab_grammar_matcher_free(s.matcher);
	ab_arena_free(&scratch);
	return out;
}

const struct ab_date *
ab_dates_in(const struct ab_dates *dates, ab_span range)
{
	size_t low = 0, high = dates->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (dates->at[middle].at.end <= range.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < dates->count && dates->at[low].at.start < range.end ? &dates->at[low] : NULL;
}
