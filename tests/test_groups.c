#include "check_groups.h"
#include "fixture.h"

static void
expect_sound(struct ab_groups *g)
{
	const char *broken = check_groups(g);

	cr_expect_null(broken, "%s", broken);
}

/* ---- invented heaps ---- */

enum { ARTICLES = 400, ROOM = 8192 };

/* An article of a heap, and what is true of it. */
struct told { char text[ROOM]; size_t len; int event, source; bool copy; };

static uint32_t
draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* A word of syllables: another number, another word. */
static void
put_word(struct told *t, uint32_t number, bool name)
{
	static const char syllable[16][4] = { "ba", "ro", "ki", "len", "tor", "mas", "vel",
		"qui", "dan",
		"ost", "wer", "lin", "ga", "pri", "sho", "nel" };
	size_t from = t->len;

	for (uint32_t n = number + 16; n; n /= 16)
		t->len += (size_t)sprintf(t->text + t->len, "%s", syllable[n % 16]);
	if (name)
		t->text[from] = (char)(t->text[from] - 32);
	t->text[t->len++] = ' ';
}

/* A sentence of common words, of words of its event and of its names. */
static void
put_sentence(struct told *t, uint32_t event, uint32_t seed)
{
	enum { WORDS = 16, COMMON = 4000, OF_EVENT = 40, NAMES = 8 };

	t->len += (size_t)sprintf(t->text + t->len, "The ");
	for (int i = 0; i < WORDS; i++) {
		uint32_t kind = draw(&seed, 10);
		if (kind == 0)
			put_word(t, 100000 + event * NAMES + draw(&seed, NAMES), true);
		else if (kind <= 2)
			put_word(t, 10000 + event * OF_EVENT + draw(&seed, OF_EVENT), false);
		else
			put_word(t, draw(&seed, draw(&seed, COMMON) + 1), false);
	}
	t->text[t->len - 1] = '.';
	t->text[t->len++] = seed & 256 ? '\n' : ' ';
}

/* A report in sentences of its own; each tenth one is a quotation that all reports have. */
static void
report(struct told *t, uint32_t event, uint32_t source, size_t sentences)
{
	uint32_t seed = event * 977 + source * 31 + 7;

	*t = (struct told){ .event = (int)event, .source = (int)source };
	put_word(t, 100000 + event * 8, true);
	put_word(t, 10000 + event * 40 + source, true);
	t->len += (size_t)sprintf(t->text + t->len, "\n\n");
	for (size_t i = 0; i < sentences; i++)
		put_sentence(t, event, i % 10 == 4 ? event * 13 + (uint32_t)i : seed
		    + (uint32_t)i * 101);
}

/* What other outlets do with a report that they reprint. */
static void
reprint(struct told *t, const struct told *of, uint32_t event, unsigned way)
{
	const char *body = strchr(of->text, '\n') + 2, *at;

	*t = (struct told){ .event = of->event, .source = of->source, .copy = true };
	put_word(t, 10000 + event * 40 + 20 + way, true); /* another headline */
	t->len += (size_t)sprintf(t->text + t->len, "\n\n");
	size_t len = strlen(body);
	if (way == 1) { /* cut */
		for (len = len / 2; body[len] != '.'; len++)
			;
		len++;
	}
	if (way == 2) /* brought up to date: a new beginning, and another end */
		put_sentence(t, event, event * 5 + 1);
	memcpy(t->text + t->len, body, len);
	t->len += len;
	if (way == 2) {
		for (at = t->text + t->len * 17 / 20; *at != '.'; at++)
			;
		t->len = (size_t)(at - t->text) + 1;
		put_sentence(t, event, event * 5 + 2);
	}
	t->text[t->len] = '\0';
}

/* Events of one to five reports, and of each third one a reprint of the first report. */
static size_t
tell(struct told *heap)
{
	size_t count = 0;

	for (uint32_t event = 0; count + 6 <= ARTICLES; event++) {
		size_t first = count;
		for (uint32_t source = 0; source <= event % 5; source++)
			report(&heap[count++], event, source, 14 + event % 7);
		if (event % 3 == 0)
			reprint(&heap[count++], &heap[first], event, event / 3 % 3);
	}
	return count;
}

static struct ab_groups *
group(struct fixture *f, const struct told *heap, size_t count)
{
	ab_str text[ARTICLES];

	for (size_t i = 0; i < count; i++)
		text[i] = (ab_str){ heap[i].text, heap[i].len };
	fixture_open(f, text, count);
	return ab_groups_of(f->bundle);
}

/* ---- what is found in them ---- */

struct pairs { double right, found, all; };

static void
expect_pairs(struct pairs p, double precision, double recall, const char *what)
{
	cr_expect(p.right >= precision * p.found, "%s: %.0f of %.0f are right", what,
	    p.right, p.found);
	cr_expect(p.right >= recall * p.all, "%s: %.0f of %.0f are found", what, p.right, p.all);
}

Test(groups, events_and_copies)
{
	struct told *heap = calloc(ARTICLES, sizeof(*heap));
	size_t count = tell(heap);
	struct fixture f;
	struct ab_groups *g = group(&f, heap, count);
	struct pairs events = { 0 }, copies = { 0 };

	expect_sound(g);
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++) {
			bool same = heap[i].event == heap[k].event;
			bool found = ab_groups_event_of(g, i) == ab_groups_event_of(g, k);
			bool copy = same && heap[i].source == heap[k].source;
			bool taken = ab_groups_original(g, i) == ab_groups_original(g, k);
			events.all += same, events.found += found, events.right += same && found;
			copies.all += copy, copies.found += taken, copies.right += copy && taken;
		}
	expect_pairs(events, 0.98, 0.95, "events");
	expect_pairs(copies, 0.95, 0.9, "copies");
	ab_groups_free(g);
	fixture_close(&f);
	free(heap);
}

/* What a heap that means no good has in it. */
enum hostile { EMPTY, SAME, BOILER, LONG, HOSTILE };

static ab_str
hostile_text(struct ab_arena *arena, enum hostile kind, size_t i, ab_str whole)
{
	switch (kind) {
	case SAME: return whole;
	case BOILER: return ab_format(arena, "Report %zu\n\nFerry %zu sank.\n%.*s", i, i,
	    (int)whole.len, whole.ptr);
	case LONG: return i ? AB_STR("One ferry.") : whole;
	default: return AB_STR("");
	}
}

/* No heap makes more work, or more memory, than others of as many articles. */
Test(groups, hostile)
{
	enum { MANY = 2000, FEW = 60, WORDS = 3000 };
	struct ab_arena arena = { 0 };
	char *whole = ab_alloc(&arena, 64 * WORDS, 1);
	size_t len = 0;

	for (uint32_t i = 0, seed = 1; i < WORDS; i++) {
		struct told t = { .len = 0 };
		put_word(&t, draw(&seed, 100000), false);
		len += (size_t)sprintf(whole + len, "%.*s%s", (int)t.len, t.text,
		    i % 6 == 5 ? ".\n" : "");
	}
	for (enum hostile kind = EMPTY; kind < HOSTILE; kind++) {
		size_t count = kind == EMPTY || kind == SAME ? MANY : FEW;
		ab_str *text = AB_NEW(&arena, ab_str, count);
		ab_str all = { whole, kind == SAME ? 900 : len };
		for (size_t i = 0; i < count; i++)
			text[i] = hostile_text(&arena, kind, i, all);
		struct fixture f;
		fixture_open(&f, text, count);
		struct ab_groups *g = ab_groups_of(f.bundle);
		expect_sound(g);
		cr_expect_eq(ab_groups_count(g), kind == EMPTY ? count : kind == LONG ? 2 : 1,
		    "%d: %zu", (int)kind, ab_groups_count(g));
		size_t pairs = 0;
		for (size_t i = 0; i < ab_groups_count(g); i++)
			pairs += ab_groups_copies(g, i).count;
		cr_expect_leq(pairs, count * AB_NEAREST, "%d: %zu pairs", (int)kind, pairs);
		ab_groups_free(g);
		fixture_close(&f);
	}
	ab_arena_free(&arena);
}

/* The longest stands first, and events by their size. */
Test(groups, order)
{
	struct told *heap = calloc(ARTICLES, sizeof(*heap));
	struct fixture f;

	report(&heap[0], 1, 0, 12);
	report(&heap[1], 2, 0, 12);
	report(&heap[2], 2, 1, 20);
	report(&heap[3], 3, 0, 12);
	struct ab_groups *g = group(&f, heap, 4);
	expect_sound(g);
	cr_assert_eq(ab_groups_count(g), 3);
	cr_expect_eq(ab_groups_event(g, 0).article[0], 2);
	cr_expect_eq(ab_groups_event(g, 0).article[1], 1);
	cr_expect_eq(ab_groups_event(g, 1).article[0], 0);
	cr_expect_eq(ab_groups_event(g, 2).article[0], 3);
	ab_groups_free(g);
	fixture_close(&f);
	free(heap);
}

/* What was found stays while articles are added, and is found anew. */
Test(groups, grows)
{
	struct told *heap = calloc(ARTICLES, sizeof(*heap));
	struct fixture f;

	for (uint32_t i = 0; i < 4; i++)
		report(&heap[i], i / 2, i, 14);
	struct ab_groups *all = group(&f, heap, 4), *g = ab_groups_new(f.know);
	for (size_t i = 0; i < 4; i++) {
		struct ab_article *a = ab_bundle_hold(f.bundle, i);
		ab_groups_add(g, a);
		ab_bundle_let_go(f.bundle, a);
		if (i == 2) {
			cr_assert_eq(ab_groups_count(g), 1);
			cr_assert_eq(ab_groups_event(g, 0).count, 2);
		}
		while (i != 2 && ab_groups_step(g))
			;
	}
	expect_sound(g);
	cr_assert_eq(ab_groups_count(g), 2);
	for (size_t i = 0; i < 4; i++)
		cr_expect_eq(ab_groups_event_of(g, i), ab_groups_event_of(all, i));
	ab_groups_free(g);
	ab_groups_free(all);
	fixture_close(&f);
	free(heap);
}

/* Days bound an event, but not copies of one text. */
Test(groups, days)
{
	static const struct { const char *day; bool copy, one; } rows[] = {
		{ "2031-05-03", false, true }, { "2031-05-09", false, true },
		{ "2031-05-12", false, false },
		{ "2031-05-12", true, true },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct told *heap = calloc(2, sizeof(*heap)), *body = calloc(1, sizeof(*body));
		struct fixture f;
		for (uint32_t k = 0; k < 2; k++) {
			report(body, 1, rows[i].copy ? 0 : k, 16);
			heap[k].len = (size_t)snprintf(heap[k].text, ROOM, "Published %s\n\n%s",
			    k ? rows[i].day : "2031-05-03", body->text);
		}
		struct ab_groups *g = group(&f, heap, 2);
		cr_expect_eq(ab_groups_count(g) == 1, rows[i].one, "%s", rows[i].day);
		ab_groups_free(g);
		fixture_close(&f);
		free(heap);
		free(body);
	}
}

Test(groups, next_to_nothing)
{
	static const ab_str texts[] = {
		{ "", 0 }, { "a", 1 }, { "\n\n", 2 }, { "MENU", 4 },
		{ "\xe6\xb8\xaf\xe6\xb8\xaf", 6 }, { "a", 1 },
	};
	struct fixture f;

	fixture_open(&f, texts, AB_LEN(texts));
	struct ab_groups *g = ab_groups_of(f.bundle);
	expect_sound(g);
	cr_expect_eq(ab_groups_count(g), AB_LEN(texts));
	ab_groups_free(g);
	fixture_close(&f);
	struct ab_groups *none = ab_groups_new(f.know);
	while (ab_groups_step(none))
		;
	expect_sound(none);
	cr_expect_eq(ab_groups_count(none), 0);
	ab_groups_free(none);
}

Test(groups, numbers)
{
	static const ab_str texts[] = { { "one", 3 }, { "two", 3 } };
	struct fixture f;
	struct ab_event event;
	struct ab_error err;

	fixture_open(&f, texts, 2);
	struct ab_groups *g = ab_groups_of(f.bundle);
	cr_expect(ab_groups_named(g, AB_STR("2"), &event, &err) && event.article[0] == 1);
	cr_expect(!ab_groups_named(g, AB_STR("0"), &event, &err));
	cr_expect(!ab_groups_named(g, AB_STR("3"), &event, &err) && strstr(err.text, "1 to 2"));
	cr_expect(!ab_groups_named(g, AB_STR("99999999999999999999"), &event, &err));
	cr_expect(!ab_groups_named(g, AB_STR("1x"), &event, &err));
	cr_expect(!ab_groups_named(g, AB_STR(""), &event, &err));
	ab_groups_free(g);
	fixture_close(&f);
}

Test(groups, marks)
{
	const ab_str texts[] = {
		AB_STR("Storm\n\nThe ferry Solveig struck the quay at Skelvik."),
		AB_STR("Quay\n\nAt Skelvik the ferry Solveig was torn open."),
	};
	struct ab_arena arena = { 0 };
	struct fixture f;

	fixture_open(&f, texts, 2);
	struct ab_groups *g = ab_groups_of(f.bundle);
	struct ab_article *a = ab_bundle_hold(f.bundle, 0);
	ab_str marks = ab_groups_marks(g, &arena, a, 0, 1);
	cr_expect(memmem(marks.ptr, marks.len, "Solveig", 7), "%.*s", (int)marks.len, marks.ptr);
	cr_expect(!memmem(marks.ptr, marks.len, "Storm", 5), "%.*s", (int)marks.len, marks.ptr);
	ab_bundle_let_go(f.bundle, a);
	ab_arena_free(&arena);
	ab_groups_free(g);
	fixture_close(&f);
}
