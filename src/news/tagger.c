#include "news/tagger.h"

#include "base/utf8.h"
#include "know/gazetteer.h"

enum {
	RUN_MAX = 12,   /* tokens of a name */
	KNOWN_MAX = 8,  /* tokens of a form of the gazetteer */
	NAMED = AB_GAZ_PLACE | AB_GAZ_PEOPLE | AB_GAZ_ORG | AB_GAZ_MISC,
	PERSON = AB_GAZ_GIVEN | AB_GAZ_FAMILY,
	ORDINARY = AB_GAZ_WORD | AB_GAZ_COMMON,
	HEAD = AB_GAZ_ORG_HEAD | AB_GAZ_ORG_TAIL | AB_GAZ_PLACE_HEAD | AB_GAZ_MISC_HEAD,
};

/* What is known of a token: of itself, and of the longest known name and title that begin with it. */
struct look {
	unsigned classes, named;
	uint8_t span, title; /* tokens; 0 if there is none */
	ab_str full;
	uint64_t key;
	bool capital, trusted; /* its capital says that it is (part of) a name */
};

/* A sentence at work. */
struct work {
	const struct ab_tagger *tagger;
	const struct ab_sentence *s;
	struct look look[AB_SENTENCE_MAX];
	struct ab_tag *tags;
	size_t count;
};

/* ---- tokens ---- */

static ab_str
bytes(const struct work *w, size_t i)
{
	return ab_slice(w->tagger->text, w->s->at[i].at);
}

static bool
is_mark(const struct work *w, size_t i, ab_str mark)
{
	return i < w->s->count && w->s->at[i].kind == AB_TOKEN_MARK && ab_str_eq(bytes(w, i), mark);
}

/* A form as the gazetteer writes it, built up token by token. */
struct form { char at[AB_GAZ_FORM_MAX]; size_t len; };

static bool
append(struct form *form, const struct work *w, size_t i)
{
	ab_str s = bytes(w, i);

	if (form->len && !w->s->at[i].glued && form->len < sizeof(form->at))
		form->at[form->len++] = ' ';
	while (s.len) {
		bool quote = ab_str_starts(s, AB_STR("\xe2\x80\x99"));
		if (form->len == sizeof(form->at))
			return false;
		form->at[form->len++] = quote ? '\'' : *s.ptr;
		s = ab_str_skip(s, quote ? 3 : 1);
	}
	return true;
}

static struct ab_gaz_entry
find(const struct work *w, ab_str form)
{
	return ab_gazetteer_find(w->tagger->gazetteer, form);
}

/* The classes of one token, in any case. */
static unsigned
classes_of(const struct work *w, size_t i)
{
	struct form form = { .len = 0 };

	if (i >= w->s->count || w->s->at[i].kind != AB_TOKEN_WORD || !append(&form, w, i))
		return 0;
	return find(w, (ab_str){ form.at, form.len }).classes;
}

/* "JEDDAH" as "Jeddah"; false where that is no help. ASCII is enough for the gazetteer's cities. */
static bool
calm(struct form *form)
{
	if (form->len < 4)
		return false;
	for (size_t i = 1; i < form->len; i++)
		if (form->at[i] >= 'A' && form->at[i] <= 'Z')
			form->at[i] = (char)(form->at[i] + ('a' - 'A'));
	return true;
}

/* What the end of a word tells: "-stan", "-enko". */
static unsigned
ending(const struct work *w, ab_str word)
{
	char buf[8] = "-";

	for (size_t n = 6; n >= 2; n--) {
		if (word.len < n + 2)
			continue;
		memcpy(buf + 1, word.ptr + word.len - n, n);
		unsigned classes = find(w, (ab_str){ buf, n + 1 }).classes;
		if (classes)
			return classes;
	}
	return 0;
}

/* The longest known forms that begin at token i. */
static void
look_up(struct work *w, size_t i)
{
	struct look *l = &w->look[i];
	struct form form = { .len = 0 };

	for (size_t j = i; j < w->s->count && j < i + KNOWN_MAX && append(&form, w, j); j++) {
		struct ab_gaz_entry e = find(w, (ab_str){ form.at, form.len });
		if (j == i && !e.classes && w->s->at[i].letters == AB_CASE_UPPER && calm(&form))
			e = find(w, (ab_str){ form.at, form.len });
		if (j == i)
			l->classes = e.classes;
		if (e.classes & NAMED) {
			l->named = e.classes;
			l->span = (uint8_t)(j - i + 1);
			l->full = e.full;
		}
		if (e.classes & AB_GAZ_TITLE)
			l->title = (uint8_t)(j - i + 1);
		if (!e.longer)
			return;
	}
}

/* ---- what the article says ---- */

static bool
is_latin(ab_str word)
{
	size_t len;
	uint32_t c = ab_code_point(word, &len);

	return c < 0x250 || (c >= 0x1E00 && c < 0x1F00);
}

static size_t
seen(const struct ab_tagger *tagger, uint64_t key, int which)
{
	const struct ab_form *form = ab_forms_find(&tagger->forms, key);

	return form ? form->value[which] : 0;
}

/* Capital letters that stand for a sentence's or a headline's beginning say little. */
static bool
is_weak(const struct work *w, size_t i)
{
	const struct ab_token *t = &w->s->at[i];

	if (w->s->mood == AB_MOOD_PROSE)
		return t->start && (t->letters != AB_CASE_UPPER || t->at.end - t->at.start < 2);
	return w->s->mood == AB_MOOD_HEADLINE ? t->letters != AB_CASE_UPPER : true;
}

static bool
is_plain_capital(const struct work *w, size_t i)
{
	return i < w->s->count && w->look[i].capital && !is_weak(w, i);
}

/* A first word that is not known, before a word that is surely a name: "Farrukh Ismoilov said". */
static bool
leads_name(const struct work *w, size_t i)
{
	const struct look *l = &w->look[i], *next = &w->look[i + 1];

	return i + 1 < w->s->count && w->s->mood == AB_MOOD_PROSE && !l->classes
	    && w->s->at[i].letters == AB_CASE_TITLE && is_plain_capital(w, i + 1)
	    && !(next->classes & (NAMED | AB_GAZ_TIME | AB_GAZ_TITLE)) && !next->span
	    && !seen(w->tagger, l->key, 1) && !(ending(w, bytes(w, i)) & ORDINARY);
}

static bool
trust_weak(const struct work *w, size_t i)
{
	const struct look *l = &w->look[i];
	size_t capital = seen(w->tagger, l->key, 0), small = seen(w->tagger, l->key, 1);

	if (l->span > 1)
		return true;
	if (i && w->s->mood == AB_MOOD_HEADLINE && w->look[i - 1].classes & AB_GAZ_GIVEN)
		return true;
	if (capital > small)
		return true;
	if (l->classes & ORDINARY)
		return l->classes & AB_GAZ_GIVEN && is_plain_capital(w, i + 1);
	if (l->classes & (NAMED | PERSON))
		return true;
	if (l->classes & (AB_GAZ_ORG_HEAD | AB_GAZ_PLACE_HEAD) && w->s->mood == AB_MOOD_PROSE)
		return i + 2 < w->s->count && ab_str_eq(bytes(w, i + 1), AB_STR("of"))
		    && w->look[i + 2].capital;
	return leads_name(w, i);
}

/* Where capitals are not for names alone: what is known, given names, pairs that come again. */
static bool
trust_foreign(const struct work *w, size_t i)
{
	const struct look *l = &w->look[i];
	uint64_t before = i ? ab_form_pair(w->look[i - 1].key, l->key) : 0;
	uint64_t after = i + 1 < w->s->count ? ab_form_pair(l->key, w->look[i + 1].key) : 0;

	if (l->span && !(l->classes & ORDINARY))
		return true;
	if (i && w->look[i - 1].classes & AB_GAZ_GIVEN && w->look[i - 1].capital)
		return true;
	if (l->classes & AB_GAZ_GIVEN && i + 1 < w->s->count && w->look[i + 1].capital)
		return true;
	return (before && w->look[i - 1].capital && seen(w->tagger, before, 0) > 1)
	    || (after && w->look[i + 1].capital && seen(w->tagger, after, 0) > 1);
}

static bool
trust(const struct work *w, size_t i)
{
	const struct look *l = &w->look[i];

	if (!l->capital)
		return false;
	if (l->span < 2 && l->classes & AB_GAZ_TIME && !(l->classes & PERSON))
		return false;
	if (ab_str_eq(bytes(w, i), AB_STR("I")) && !(i && w->look[i - 1].capital))
		return false;
	if (w->tagger->foreign || !is_latin(bytes(w, i)))
		return trust_foreign(w, i);
	return !is_weak(w, i) || trust_weak(w, i);
}

static void
look_all(struct work *w)
{
	for (size_t i = 0; i < w->s->count; i++) {
		w->look[i] = (struct look){ .capital = ab_token_capital(&w->s->at[i]) };
		if (!w->look[i].capital)
			continue;
		w->look[i].key = ab_form_key(bytes(w, i));
		look_up(w, i);
	}
	for (size_t i = 0; i < w->s->count; i++)
		w->look[i].trusted = trust(w, i);
}

/* ---- runs: how far a name may reach ---- */

/* Tokens of a hyphen and what it joins to the name, 0 if nothing. */
static size_t
hyphenated(const struct work *w, size_t first, size_t at)
{
	if (!is_mark(w, at, AB_STR("-")) || !w->s->at[at].glued)
		return 0;
	if (at + 1 >= w->s->count || !w->s->at[at + 1].glued || w->s->at[at + 1].kind != AB_TOKEN_WORD)
		return at + 1 < w->s->count && w->s->at[at + 1].glued
		    && w->s->at[at + 1].kind == AB_TOKEN_NUMBER ? 2 : 0;
	if (w->look[at + 1].capital)
		return 2;
	/* "Kun-hee" within a name, but "Minsk-based" */
	return at - first > 1 && !(classes_of(w, at + 1) & AB_GAZ_SUFFIX) ? 2 : 0;
}

/* Tokens up to and with a trusted one after particles: "van der Berg", "al-Assad". */
static size_t
particles(const struct work *w, size_t at)
{
	for (size_t n = 0; n < 3; n++) {
		if (!(classes_of(w, at + n) & AB_GAZ_PARTICLE) || w->look[at + n].capital)
			return 0;
		size_t next = at + n + 1;
		if (is_mark(w, next, AB_STR("-")) && w->s->at[next].glued)
			next++;
		if (next < w->s->count && w->look[next].trusted)
			return next - at + 1;
		if (next != at + n + 1)
			return 0;
	}
	return 0;
}

/* Is the token a name of its own, rather than a part of a long one? */
static bool
stands_alone(const struct look *l)
{
	return (l->span || l->classes & AB_GAZ_GIVEN || l->title) && !(l->classes & HEAD);
}

/* Tokens of a small word and the capitalised one it joins: "of Health", "for the Arts", "& Sons". */
static size_t
linked(const struct work *w, size_t at, unsigned heads, bool *far)
{
	ab_str word = bytes(w, at);
	bool of = ab_str_eq(word, AB_STR("of")), and = ab_str_eq(word, AB_STR("and"));
	size_t next = at + 1;

	if (is_mark(w, at, AB_STR("&")))
		return next < w->s->count && w->look[next].capital ? 2 : 0;
	if (w->s->at[at].letters != AB_CASE_LOWER || !(classes_of(w, at) & AB_GAZ_LINK))
		return 0;
	if (!of && !and && !(heads & AB_GAZ_ORG_HEAD && ab_str_eq(word, AB_STR("for"))))
		return 0;
	if (!and && next < w->s->count && ab_str_eq(bytes(w, next), AB_STR("the")))
		next++;
	if (next >= w->s->count || !w->look[next].trusted || w->s->at[next].kind != AB_TOKEN_WORD)
		return 0;
	if (and ? !*far || stands_alone(&w->look[next]) : !heads)
		return 0;
	*far = true;
	return next - at + 1;
}

/* Tokens by which the name goes on at `at`, 0 where it ends. */
static size_t
step(const struct work *w, size_t first, size_t at, unsigned heads, bool *far)
{
	const struct ab_token *t = &w->s->at[at];
	const struct look *l = &w->look[at];
	size_t n = hyphenated(w, first, at);

	if (n)
		return n;
	if (l->capital) {
		bool title = l->title && !(l->classes & (PERSON | HEAD)) && l->span <= l->title;
		return l->trusted && !title && !t->glued ? 1 : 0;
	}
	if (t->kind == AB_TOKEN_MARK && t->at.end - t->at.start > 1 && t->glued) /* 's */
		return classes_of(w, at - 1) & AB_GAZ_HOLDER && at + 1 < w->s->count
		    && w->look[at + 1].trusted ? 2 : 0;
	if (is_mark(w, at, AB_STR(",")))
		return at + 1 < w->s->count && w->look[at + 1].classes & AB_GAZ_ORG_TAIL
		    && w->look[at + 1].classes & AB_GAZ_ABBREV ? 2 : 0;
	n = particles(w, at);
	return n ? n : linked(w, at, heads, far);
}

struct run { size_t first, end; size_t head; unsigned heads; bool linked; };

/* The run of tokens from `first` on that may be one name; its last head word before "of". */
static struct run
run_from(const struct work *w, size_t first)
{
	struct run run = { .first = first, .end = first + 1, .head = first };

	if (w->look[first].span > 1)
		run.end = first + w->look[first].span;
	else if (!w->look[first].capital)
		run.end = first + particles(w, first);
	run.heads = w->look[first].classes & HEAD;
	while (run.end < w->s->count && run.end - first < RUN_MAX) {
		size_t at = run.end, n = step(w, first, at, run.heads, &run.linked);
		if (!n)
			break;
		unsigned heads = w->look[at + n - 1].classes & HEAD;
		if (heads && !run.linked) {
			run.heads = heads;
			run.head = at + n - 1;
		}
		run.end = at + n;
	}
	return run;
}

/* ---- the decision ---- */

static enum ab_entity_type
type_of(unsigned classes)
{
	if (classes & (AB_GAZ_ORG | AB_GAZ_ORG_HEAD | AB_GAZ_ORG_TAIL))
		return AB_ENTITY_ORG;
	if (classes & (AB_GAZ_PLACE | AB_GAZ_PLACE_HEAD))
		return AB_ENTITY_LOC;
	return classes & (AB_GAZ_MISC | AB_GAZ_PEOPLE | AB_GAZ_MISC_HEAD) ? AB_ENTITY_MISC : AB_ENTITY_PER;
}

/* Tags tokens [first, end) and returns end. */
static size_t
tag(struct work *w, size_t first, size_t end, enum ab_entity_type type, unsigned weight, ab_str full)
{
	w->tags[w->count++] = (struct ab_tag){ first, end - first, type, weight, full };
	return end;
}

static bool
is_initial(const struct work *w, size_t i)
{
	ab_str word = bytes(w, i);

	return word.len == 2 && word.ptr[1] == '.';
}

/* Does a person's title stand before token i? */
static bool
is_titled(const struct work *w, size_t i)
{
	if (i && is_mark(w, i - 1, AB_STR(".")))
		i--;
	return i && classes_of(w, i - 1) & AB_GAZ_TITLE;
}

/* Words with blanks between them. */
static size_t
words_of(const struct work *w, const struct run *run)
{
	size_t words = 1;

	for (size_t i = run->first + 1; i < run->end; i++)
		words += !w->s->at[i].glued;
	return words;
}

static bool
has_particle(const struct work *w, const struct run *run)
{
	for (size_t i = run->first; i + 1 < run->end; i++)
		if (w->s->at[i].letters == AB_CASE_LOWER && classes_of(w, i) & AB_GAZ_PARTICLE)
			return true;
	return false;
}

static bool
is_person(const struct work *w, const struct run *run)
{
	const struct look *first = &w->look[run->first], *last = &w->look[run->end - 1];
	size_t n = words_of(w, run);

	if (is_titled(w, run->first))
		return true;
	if (first->classes & AB_GAZ_GIVEN || (n == 1 && first->classes & AB_GAZ_FAMILY))
		return n > 1 || !first->span;
	if (n > 1 && !first->span && ((first->classes | last->classes) & AB_GAZ_FAMILY || has_particle(w, run)))
		return true;
	return n > 1 && (is_initial(w, run->first) || is_initial(w, run->first + 1));
}

/* A run with a head word: "Interior Ministry", "Bank of Utopia". Returns where it ends. */
static size_t
tag_headed(struct work *w, const struct run *run)
{
	const struct look *first = &w->look[run->first];
	size_t end = run->linked || run->head == run->first ? run->end : run->head + 1;
	enum ab_entity_type type = type_of(run->heads);

	/* a nation before a place that is known by itself, or before a person */
	if (first->classes & AB_GAZ_PEOPLE && first->span == 1 && w->look[run->first + 1].span
	    && type != AB_ENTITY_ORG)
		return tag(w, run->first, run->first + 1, AB_ENTITY_MISC, AB_TAG_KNOWN, first->full);
	return tag(w, run->first, end, type, AB_TAG_KNOWN, (ab_str){ 0 });
}

/* A run that begins with a known name. */
static size_t
tag_known(struct work *w, const struct run *run)
{
	const struct look *first = &w->look[run->first];
	size_t end = run->first + first->span;
	bool more = end < run->end && w->look[end].capital;

	if (more && first->named & AB_GAZ_PLACE && first->span == 1) {
		const struct look *next = &w->look[end];
		if (first->classes & PERSON && !next->span)
			return tag(w, run->first, run->end, AB_ENTITY_PER, AB_TAG_KNOWN, (ab_str){ 0 });
		if (!next->span && !(next->classes & (PERSON | ORDINARY)))
			return tag(w, run->first, run->end, AB_ENTITY_ORG, AB_TAG_GUESS, (ab_str){ 0 });
	}
	return tag(w, run->first, end, type_of(first->named), AB_TAG_KNOWN, first->full);
}

/* A run that nothing is known of: what stands beside it has to tell. */
static size_t
tag_unknown(struct work *w, const struct run *run)
{
	const struct look *first = &w->look[run->first];
	size_t n = words_of(w, run);
	unsigned before = run->first ? classes_of(w, run->first - 1) : 0;
	unsigned end = ending(w, bytes(w, run->end - 1));
	bool the = run->first && ab_str_eq(bytes(w, run->first - 1), AB_STR("the"));
	enum ab_entity_type type = n > 3 || the ? AB_ENTITY_ORG : AB_ENTITY_PER;
	unsigned weight = AB_TAG_CUE;

	if (n == 1 && (first->classes & (ORDINARY | AB_GAZ_TITLE | HEAD | AB_GAZ_PARTICLE)
	    || bytes(w, run->first).len < 2))
		return run->end;
	if (n == 1 && w->s->at[run->first].letters == AB_CASE_UPPER)
		type = AB_ENTITY_ORG;
	else if (classes_of(w, run->end) & AB_GAZ_SAYS && !the)
		type = AB_ENTITY_PER;
	else if (end & (NAMED | AB_GAZ_FAMILY))
		type = type_of(end);
	else if (before & AB_GAZ_INTO)
		type = AB_ENTITY_LOC;
	else
		weight = AB_TAG_GUESS;
	return tag(w, run->first, run->end, type, weight, (ab_str){ 0 });
}

static size_t
tag_run(struct work *w, size_t first)
{
	struct run run = run_from(w, first);
	const struct look *l = &w->look[first];
	bool headed = run.heads && (run.head > first || run.linked
	    || (run.heads & AB_GAZ_PLACE_HEAD && run.end > first + 1));

	if (l->span >= run.end - first)
		return tag_known(w, &run);
	if (headed && !(run.head == run.end - 1 && run.end - first == 2 && l->classes & AB_GAZ_GIVEN
	    && w->look[run.head].classes & AB_GAZ_FAMILY))
		return tag_headed(w, &run);
	if (is_person(w, &run))
		return tag(w, first, run.end, AB_ENTITY_PER, AB_TAG_KNOWN, (ab_str){ 0 });
	return l->span ? tag_known(w, &run) : tag_unknown(w, &run);
}

size_t
ab_tagger_tag(const struct ab_tagger *tagger, const struct ab_sentence *s, struct ab_tag *tags)
{
	struct work w = { .tagger = tagger, .s = s, .tags = tags };

	look_all(&w);
	for (size_t i = 0; i < s->count;) {
		const struct look *l = &w.look[i];
		bool particle = !l->capital && s->at[i].kind == AB_TOKEN_WORD && i + 1 < s->count
		    && (w.look[i + 1].capital || s->at[i + 1].glued) && bytes(&w, i).len > 1
		    && particles(&w, i);
		if (l->title && l->title >= l->span && !(l->classes & PERSON))
			i += l->title;
		else if (l->trusted || particle)
			i = tag_run(&w, i);
		else
			i++;
	}
	return w.count;
}

/* ---- reading the article ---- */

/* Is it one of the small words that no English text can do without? */
static bool
is_english(ab_str word)
{
	static const char small[][5] = { "the", "of", "and", "to", "for", "that", "with", "is", "was",
		"by", "on", "from", "has", "it", "as", "at" };

	for (size_t i = 0; i < AB_LEN(small) && word.len <= 4; i++)
		if (ab_str_eq(word, ab_str_c(small[i])))
			return true;
	return false;
}

static void
note(struct ab_forms *forms, uint64_t key, int which)
{
	struct ab_form *form = ab_forms_add(forms, key);

	if (form)
		form->value[which]++;
}

static void
read_sentence(struct ab_tagger *tagger, const struct ab_sentence *s, size_t *words, size_t *english)
{
	uint64_t last = 0; /* key of the capitalised word just before */

	for (size_t i = 0; i < s->count; i++) {
		const struct ab_token *t = &s->at[i];
		ab_str word = ab_slice(tagger->text, t->at);
		uint64_t key = 0;
		if (t->kind == AB_TOKEN_WORD && t->letters == AB_CASE_LOWER) {
			note(&tagger->forms, ab_form_key(word), 1);
			++*words;
			*english += is_english(word);
		} else if (ab_token_capital(t)) {
			key = ab_form_key(word);
			if (!t->start)
				note(&tagger->forms, key, 0);
			if (last)
				note(&tagger->forms, ab_form_pair(last, key), 0);
		}
		last = key;
	}
}

struct ab_tagger
ab_tagger_read(struct ab_arena *arena, ab_str text, const struct ab_lines *lines, ab_str gazetteer)
{
	struct ab_tagger tagger = { .text = text, .gazetteer = gazetteer, .forms = { .arena = arena } };
	struct ab_sentences at;
	struct ab_sentence s;
	size_t words = 0, english = 0;

	ab_sentences_begin(&at, text, lines, gazetteer);
	while (ab_sentences_next(&at, &s))
		if (s.mood == AB_MOOD_PROSE)
			read_sentence(&tagger, &s, &words, &english);
	tagger.foreign = words > 20 && 8 * english < words;
	return tagger;
}
