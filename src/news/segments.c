#include "news/segments.h"

#include <stdlib.h>
#include <unicase.h>
#include <unistr.h>

#include "base/utf8.h"
#include "know/stem.h"
#include "news/tokens.h"

enum { WORD_MAX = 64 };

/* How the reading of one article stands. */
struct reading {
	struct ab_vocabulary *vocabulary;
	const struct ab_knowledge *know;
	ab_str text;
	const struct ab_names *names;
	const struct ab_dates *dates;
	size_t name, date; /* the next ones */
	size_t line;
	uint32_t quote; /* the mark that closes the quotation we are in, 0: none */
};

/* ---- words ---- */

static uint32_t
stem_number(struct ab_vocabulary *v, ab_str stem)
{
	struct ab_form *form = ab_forms_add(&v->forms, ab_form_key(stem));

	if (!form)
		return 0;
	if (v->rank.count == 0)
		AB_PUSH(v->arena, &v->rank, AB_NO_WORD); /* of number 0 */
	if (!form->value[0]) {
		form->value[0] = (uint32_t)v->rank.count;
		AB_PUSH(v->arena, &v->rank, AB_NO_WORD);
	}
	return form->value[0];
}

/* Lower case, straight apostrophes, and no full stops: "U.S." is "us". Returns its length. */
static size_t
lower(ab_str s, char out[WORD_MAX + AB_STEM_MAX])
{
	size_t n = 0, len;

	for (; s.len && n < WORD_MAX - 4; s = ab_str_skip(s, len)) {
		uint32_t c = ab_code_point(s, &len);
		if (c == '.' && !(s.len > 1 && s.ptr[1] >= '0' && s.ptr[1] <= '9'))
			continue;
		if (c < 0x80)
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
		else if (c == 0x2019 || c == 0x2BC)
			out[n++] = '\'';
		else
			n += (size_t)u8_uctomb((uint8_t *)out + n, uc_tolower(c), 4);
	}
	return n;
}

static uint16_t
word_number(const struct ab_model *model, const char *form, size_t len)
{
	ab_str s = { form, len };
	uint32_t hash = AB_WORD_HASH;
	size_t n;

	for (; s.len; s = ab_str_skip(s, n))
		hash = ab_word_hash(hash, ab_code_point(s, &n));
	return ab_model_word(model, hash);
}

/* Two ways to write one name that no stemmer knows. */
static ab_str
shortened(ab_str form)
{
	static const struct { const char *form, *as; } rows[] = { { "u.s", "us" }, { "usa", "us" },
		{ "e.u", "eu" }, { "u.k", "uk" }, { "u.n", "un" } };

	for (size_t i = 0; i < AB_LEN(rows); i++)
		if (ab_str_eq(form, ab_str_c(rows[i].form)))
			return ab_str_c(rows[i].as);
	return form;
}

static struct ab_lexeme
lexeme_of(struct reading *r, ab_str text, const struct ab_token *token)
{
	const struct ab_wording *wording = ab_knowledge_wording(r->know);
	char form[WORD_MAX + AB_STEM_MAX], stem[WORD_MAX + AB_STEM_MAX];
	size_t len = lower(text, form);
	bool dotted = memchr(text.ptr, '.', text.len) != NULL;
	struct ab_lexeme x = { .classes = ab_wording_of(wording, text),
		.number = word_number(ab_knowledge_names(r->know), form, len) };

	ab_str base = ab_wording_base(wording, shortened((ab_str){ form, len }));
	/* "US" is a country, "us" are we. */
	bool country = token->letters == AB_CASE_UPPER && base.len == 2;
	memcpy(stem, base.ptr, base.len);
	size_t stem_len = ab_stem(stem, base.len);
	x.content = (country || dotted || !(x.classes & (AB_WORD_FUNCTION | AB_WORD_SAYS)))
	    && (base.len > 1 || token->kind == AB_TOKEN_NUMBER);
	x.stem = stem_number(r->vocabulary, (ab_str){ stem, stem_len });
	uint32_t *rank = &r->vocabulary->rank.at[x.stem];
	if (x.number < *rank && x.stem)
		*rank = x.number;
	return x;
}

/* What was made of a word once is made of it again, by its form and how it is capitalised. */
static void
read_word(struct reading *r, ab_str text, const struct ab_token *token, struct ab_word *word)
{
	struct ab_vocabulary *v = r->vocabulary;
	uint64_t as = (uint64_t)token->letters * 16 + token->kind + 1;
	struct ab_form *form = ab_forms_add(&v->words, ab_form_pair(ab_form_key(text), as));
	struct ab_lexeme x = form && form->value[0] ? v->lexeme.at[form->value[0] - 1]
	    : lexeme_of(r, text, token);

	if (form && !form->value[0]) {
		AB_PUSH(v->arena, &v->lexeme, x);
		form->value[0] = (uint32_t)v->lexeme.count;
	}
	word->stem = x.stem;
	word->classes = x.classes;
	word->number = x.number;
	word->content = x.content;
	word->capital = ab_token_capital(token);
}

/* ---- marks ---- */

/* Is this mark the one that opens or closes a quotation? Single ones count only as a pair that
 * slants, or where a blank shows which way they face. */
static bool
turns(struct reading *r, uint32_t c, bool blank_before)
{
	static const struct { uint32_t opens, closes; } rows[] = { { '"', '"' }, { 0x201C, 0x201D },
		{ 0x201D, 0x201D }, { 0x201E, 0x201C }, { 0xAB, 0xBB }, { 0x2018, 0x2019 },
		{ '\'', '\'' } };

	if (r->quote) {
		bool closes = c == r->quote || (r->quote == 0x201D && c == '"');
		if (closes)
			r->quote = 0;
		return closes;
	}
	for (size_t i = 0; i < AB_LEN(rows); i++)
		if (c == rows[i].opens && (c != '\'' || blank_before)) {
			r->quote = rows[i].closes;
			return true;
		}
	return false;
}

static char
plain_mark(uint32_t c)
{
	if (c == 0x2013 || c == 0x2014)
		return '-';
	return c < 0x80 ? (char)c : '?';
}

/* ---- segments ---- */

static bool
within(ab_span at, size_t offset)
{
	return offset >= at.start && offset < at.end;
}

static void
place_word(struct reading *r, struct ab_word *word)
{
	const struct ab_names *names = r->names;
	const struct ab_dates *dates = r->dates;

	while (r->name < names->count && names->at[r->name].at.end <= word->at.start)
		r->name++;
	while (r->date < dates->count && dates->at[r->date].at.end <= word->at.start)
		r->date++;
	word->name = r->name < names->count && within(names->at[r->name].at, word->at.start);
	word->dated = r->date < dates->count && within(dates->at[r->date].at, word->at.start);
}

static void
read_words(struct reading *r, const struct ab_sentence *sentence, struct ab_segment *out)
{
	out->word = AB_NEW(r->vocabulary->arena, struct ab_word, sentence->count);
	for (size_t i = 0; i < sentence->count; i++) {
		const struct ab_token *token = &sentence->at[i];
		struct ab_word *word = &out->word[out->words++];
		ab_str text = ab_slice(r->text, token->at);
		*word = (struct ab_word){ .at = token->at, .number = AB_NO_WORD,
			.glued = token->glued };
		place_word(r, word);
		size_t len;
		uint32_t c = ab_code_point(text, &len);
		if (token->kind == AB_TOKEN_WORD || token->kind == AB_TOKEN_NUMBER)
			read_word(r, text, token, word);
		else if (token->kind == AB_TOKEN_LINK)
			word->mark = '@';
		else
			word->mark = len == text.len && turns(r, c, !token->glued)
			    ? '"' : plain_mark(c);
		word->quoted = r->quote != 0 || word->mark == '"';
	}
}

static void
read_days(struct reading *r, struct ab_segment *out)
{
	const struct ab_dates *dates = r->dates;
	size_t i = r->date;
	AB_LIST(struct ab_day_said) days = { 0 };

	while (i > 0 && dates->at[i - 1].at.end > out->at.start)
		i--;
	for (; i < dates->count && dates->at[i].at.start < out->at.end
	    && days.count < AB_DAYS_MAX; i++) {
		const struct ab_date *d = &dates->at[i];
		if (d->type != AB_DATE_DATE && d->type != AB_DATE_TIME)
			continue;
		struct ab_day_said day = { d->at, ab_copy(r->vocabulary->arena, d->value) };
		AB_PUSH(r->vocabulary->arena, &days, day);
	}
	out->day = days.at;
	out->days = days.count;
}

static bool
is_told(enum ab_kind kind)
{
	return kind == AB_KIND_TITLE || kind == AB_KIND_CAPTION || kind == AB_KIND_BODY;
}

static bool
has_content(const struct ab_segment *s)
{
	size_t content = 0;

	for (size_t i = 0; i < s->words; i++)
		content += s->word[i].content;
	return content >= 2;
}

struct ab_segments
ab_segments_read(struct ab_vocabulary *vocabulary, struct ab_article *article,
    const struct ab_knowledge *know)
{
	const struct ab_lines *lines = ab_article_lines(article);
	const struct ab_repeats *repeats = ab_article_repeats(article);
	struct reading r = { .vocabulary = vocabulary, .know = know,
		.text = ab_article_text(article),
		.names = ab_article_names(article), .dates = ab_article_dates(article),
		.line = SIZE_MAX };
	struct ab_sentences from;
	struct ab_sentence *sentence = ab_xalloc(1, sizeof(*sentence));
	AB_LIST(struct ab_segment) list = { 0 };
	struct ab_segments out = { 0 };

	ab_sentences_begin(&from, r.text, lines, ab_knowledge_gazetteer(know));
	while (list.count < AB_SEGMENTS_MAX && ab_sentences_next(&from, sentence)) {
		enum ab_kind kind = lines->at[sentence->line].kind;
		struct ab_segment s = { .line = sentence->line, .kind = kind,
			.at = { sentence->at[0].at.start,
			    sentence->at[sentence->count - 1].at.end } };
		if (!is_told(kind) || ab_repeats_at(repeats, sentence->line))
			continue;
		if (sentence->line != r.line)
			r.quote = 0;
		r.line = sentence->line;
		s.continues = r.quote != 0;
		s.text = ab_copy(vocabulary->arena, ab_slice(r.text, s.at));
		read_words(&r, sentence, &s);
		read_days(&r, &s);
		if (!has_content(&s))
			continue;
		AB_PUSH(vocabulary->arena, &list, s);
		out.chars += s.at.end - s.at.start;
	}
	free(sentence);
	out.at = list.at;
	out.count = list.count;
	return out;
}
