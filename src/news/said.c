#include "news/said.h"

/* Words of a speaker at most, stems of a quotation at least. */
enum { PHRASE = 8, QUOTE_STEMS = 2 };

void
ab_said_media(const struct ab_corpus *corpus, size_t t, bool *media)
{
	const struct ab_segments *all = &corpus->text[t].segments;

	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 1; k < all->at[i].words; k++) {
			const struct ab_word *w = &all->at[i].word[k], *before = w - 1;
			bool medium = !before->mark && before->classes & AB_WORD_MEDIA;
			if (medium && w->capital && w->name && !(w->classes & AB_WORD_MEDIA))
				media[w->stem] = true;
			if (!w->mark && w->classes & AB_WORD_MEDIA && before->capital
			    && before->name)
				media[before->stem] |= k < 2 || !before->mark;
		}
}

/* ---- phrases ---- */

/* Words [from, to) of a segment. */
struct phrase { size_t from, to; };

static bool
is_form(const struct ab_segment *s, size_t i, const char *form)
{
	ab_str text = i < s->words ? ab_word_text(s, &s->word[i]) : (ab_str){ 0 };

	return ab_str_eq(text, ab_str_c(form));
}

/* What ends a phrase, going either way. */
static bool
bounds(const struct ab_segment *s, size_t i)
{
	const struct ab_word *w = &s->word[i];

	if (w->quoted || w->mark)
		return w->quoted || strchr(",;:\"()-", w->mark);
	return !w->capital && w->classes & (AB_WORD_SPEAKS | AB_WORD_CUTS);
}

/* What stands between a speaker and a verb of saying. */
static bool
helps(const struct ab_segment *s, size_t i)
{
	return is_form(s, i, "has") || is_form(s, i, "had") || is_form(s, i, "was")
	    || is_form(s, i, "also") || is_form(s, i, "later");
}

static struct phrase
phrase_before(const struct ab_segment *s, size_t verb)
{
	size_t to = verb, from;

	/* "Lindqvist, however, said": over what stands between two commas. */
	if (to > 2 && s->word[to - 1].mark == ',' && !s->word[to - 1].quoted)
		for (size_t i = to - 1; i > 0 && to - i < 2 * PHRASE; i--)
			if (s->word[i - 1].quoted || s->word[i - 1].mark == ',') {
				to = s->word[i - 1].quoted ? verb : i - 1;
				break;
			}
	while (to > 0 && helps(s, to - 1))
		to--;
	for (from = to; from > 0 && to - from < PHRASE && !bounds(s, from - 1); from--)
		;
	return (struct phrase){ from, to };
}

static struct phrase
phrase_after(const struct ab_segment *s, size_t at)
{
	size_t to = at;

	while (to < s->words && to - at < PHRASE && !bounds(s, to) && s->word[to].mark != '.')
		to++;
	return (struct phrase){ at, to };
}

/* ---- speakers ---- */

struct reading {
	const struct ab_corpus *corpus;
	const bool *media;
	struct ab_speaker last; /* person or office that spoke last: who "he" is */
};

static bool
is_medium(const struct reading *r, const struct ab_word *w)
{
	return w->classes & (AB_WORD_MEDIA | AB_WORD_AGENCY) || r->media[w->stem];
}

static void
add_medium(struct ab_speaker *who, uint32_t stem)
{
	if (stem && who->mediums < AB_SPEAKER_KEYS)
		who->medium[who->mediums++] = stem;
}

/* The words came through what a phrase names. */
static void
pass_through(const struct reading *r, const struct ab_segment *s, struct phrase p,
    struct ab_speaker *who)
{
	who->through = true;
	for (size_t i = p.from; i < p.to && !who->media; i++)
		if (!s->word[i].mark && is_medium(r, &s->word[i]))
			add_medium(who, s->word[i].stem);
}

static void
add_key(struct ab_speaker *who, uint32_t stem)
{
	if (stem && who->keys < AB_SPEAKER_KEYS)
		who->key[who->keys++] = stem;
}

static bool
is_preposition(const struct ab_segment *s, size_t i)
{
	static const char *const forms[] = {
		"of", "to", "for", "from", "in", "on", "at", "with", "about",
	};

	for (size_t k = 0; k < AB_LEN(forms); k++)
		if (is_form(s, i, forms[k]))
			return true;
	return false;
}

/* Who is meant by a phrase. The name of a person is its last word; what a ministry is called is
 * no name of its spokesman. */
static struct ab_speaker
speaker_of(const struct reading *r, const struct ab_segment *s, size_t segment, struct phrase p)
{
	struct ab_speaker who = { .segment = segment };
	size_t names = 0, office = 0, head = p.from;
	uint32_t last_name = 0, last_office = 0;
	bool last_is_name = false;

	if (p.from == p.to || is_preposition(s, p.from))
		return who; /* "said in a statement": where it was said is not who did */
	for (size_t i = p.from; i < p.to; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->mark)
			continue;
		/* "a letter to Lindqvist": who is named there does not speak. */
		if (i > p.from && is_preposition(s, i))
			break;
		head = i;
		if (w->classes & AB_WORD_PRONOUN && p.to - p.from <= 2 && !w->name) {
			if (segment > r->last.segment + 2)
				return who; /* too far away to be sure */
			who = r->last;
			who.segment = segment;
			who.at = (ab_span){ s->word[p.from].at.start, s->word[p.to - 1].at.end };
			return who;
		}
		if (is_medium(r, w)) {
			add_medium(&who, w->stem);
		} else if (w->classes & AB_WORD_OFFICE) {
			office++;
			last_office = w->stem;
			last_is_name = false;
		} else if (w->name && w->capital) {
			names++;
			last_name = w->stem;
			last_is_name = true;
		}
	}
	who.at = (ab_span){ s->word[p.from].at.start, s->word[p.to - 1].at.end };
	who.media = who.mediums && !office;
	/* In "Oldport ministry spokeswoman Ada Lindqvist" only what
	 * follows the office is a name. */
	bool named = names && (!office || last_is_name);
	if (!who.media && named)
		add_key(&who, last_name);
	if (!who.media && office)
		add_key(&who, last_office);
	/* "A company manager" may be anybody who has a name elsewhere. */
	const struct ab_word *last = &s->word[head];
	bool anybody = (is_form(s, p.from, "a") || is_form(s, p.from, "an")
	    || is_form(s, p.from, "A")) && !(last->classes & AB_WORD_OFFICE) && !last->name;
	who.known = who.media || (who.keys && !anybody);
	return who;
}

static bool
quotes_another(const struct ab_segment *s, size_t i)
{
	return is_form(s, i, "quoted") || is_form(s, i, "cited") || is_form(s, i, "quoting")
	    || is_form(s, i, "citing") || is_form(s, i, "quotes") || is_form(s, i, "cites");
}

/* "VIA cited S as saying", "S quoted on VIA", "as quoted by VIA". */
static bool
read_quoting(const struct reading *r, const struct ab_segment *s, size_t segment, size_t verb,
    struct ab_speaker *who)
{
	struct phrase after = phrase_after(s, verb + 1);
	size_t saying = verb + 1;

	while (saying < s->words && saying < verb + 2 + PHRASE && !is_form(s, saying, "saying"))
		saying++;
	if (saying < s->words && is_form(s, saying, "saying") && saying > verb + 2) {
		*who = speaker_of(r, s, segment, (struct phrase){ verb + 1, saying - 1 });
		pass_through(r, s, phrase_before(s, verb), who);
		return who->known;
	}
	bool by = is_form(s, verb + 1, "by") || is_form(s, verb + 1, "on")
	    || is_form(s, verb + 1, "in");
	if (!by || after.to <= after.from + 1)
		return false;
	struct phrase before = phrase_before(s, verb);
	/* Who spoke may be known already; then this only is how we know. */
	if (!who->known && before.from < before.to && !is_form(s, verb - 1, "as"))
		*who = speaker_of(r, s, segment, before);
	pass_through(r, s, after, who);
	return who->known;
}

/* The speaker of what is quoted in a segment, from its words outside of quotations. */
static struct ab_speaker
attribution(const struct reading *r, const struct ab_segment *s, size_t segment)
{
	struct ab_speaker who = { 0 };

	for (size_t i = 0; i < s->words; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->quoted || w->mark)
			continue;
		bool told = w->classes & AB_WORD_SPEAKS && !w->capital;
		if (quotes_another(s, i)) {
			read_quoting(r, s, segment, i, &who);
		} else if (told && !who.known && !is_form(s, i, "saying")) {
			struct phrase p = phrase_before(s, i);
			if (p.from == p.to)
				p = phrase_after(s, i + 1);
			who = speaker_of(r, s, segment, p);
			/* "The mayor, Ada Lindqvist, said": what stands between
			 * the commas may be the name. */
			if (!who.known && i > 1 && s->word[i - 1].mark == ',')
				who = speaker_of(r, s, segment,
				    (struct phrase){ p.to + 1 < i ? p.to + 1 : i - 1, i - 1 });
			if (who.at.end)
				who.at.end = who.at.end > w->at.end ? who.at.end : w->at.end;
		} else if (is_form(s, i, "according") || is_form(s, i, "According")) {
			struct ab_speaker to = speaker_of(r, s, segment, phrase_after(s, i + 2));
			if (who.known)
				pass_through(r, s, phrase_after(s, i + 2), &who);
			else
				who = to;
		}
	}
	return who;
}

static bool
has_quotation(const struct ab_segment *s, size_t *stems)
{
	bool found = false;

	*stems = 0;
	for (size_t i = 0; i < s->words; i++) {
		found |= s->word[i].quoted;
		*stems += s->word[i].quoted && s->word[i].content;
	}
	return found;
}

static bool
all_quoted(const struct ab_segment *s)
{
	for (size_t i = 0; i < s->words; i++)
		if (!s->word[i].quoted && (!s->word[i].mark || s->word[i].mark == ':'))
			return false;
	return true;
}

struct ab_said
ab_said_of(const struct ab_corpus *corpus, size_t t, const bool *media)
{
	const struct ab_segments *all = &corpus->text[t].segments;
	struct reading r = { .corpus = corpus, .media = media };
	AB_LIST(struct ab_quotation) list = { 0 };

	for (size_t i = 0; i < all->count; i++) {
		const struct ab_segment *s = &all->at[i];
		size_t stems;
		if (!has_quotation(s, &stems))
			continue;
		struct ab_quotation q = { .first = i, .last = i,
			.bag = corpus->text[t].profile[i].quoted };
		q.speaker = attribution(&r, s, i);
		if (q.speaker.known && q.speaker.keys)
			r.last = q.speaker;
		struct ab_quotation *before = list.count ? &list.at[list.count - 1] : NULL;
		bool touches = before && before->last + 1 == i;
		/* Sentences of one quotation have one speaker, wherever that is said. */
		for (size_t k = list.count; q.speaker.known && s->continues && k-- > 0
		     && !list.at[k].speaker.known && all->at[list.at[k].last].line == s->line;)
			list.at[k].speaker = q.speaker;
		if (touches && all_quoted(s) && before->speaker.known)
			q.speaker = before->speaker;
		if (stems >= QUOTE_STEMS || s->continues)
			AB_PUSH(corpus->arena, &list, q);
	}
	return (struct ab_said){ list.at, list.count };
}

static bool
meet(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (a[i] == b[k])
				return true;
	return false;
}

bool
ab_speakers_differ(const struct ab_speaker *a, const struct ab_speaker *b)
{
	if (!a->known || !b->known || (a->media && b->media))
		return false;
	/* A medium that is named as the speaker may be the one through which the other spoke. */
	if (a->media || b->media)
		return !meet(a->medium, a->mediums, b->medium, b->mediums);
	return !meet(a->key, a->keys, b->key, b->keys);
}
