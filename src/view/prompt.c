#include "view/prompt.h"

void
ab_prompt_set(struct ab_prompt *p, ab_str text)
{
	size_t len = text.len < sizeof(p->text) ? text.len : sizeof(p->text) - 1;

	while (len < text.len && len && ((uint8_t)text.ptr[len] & 0xC0) == 0x80)
		len--;
	if (len)
		memmove(p->text, text.ptr, len);
	p->len = p->at = len;
}

void
ab_prompt_insert(struct ab_prompt *p, ab_str text)
{
	if (text.len >= sizeof(p->text) - p->len)
		return;
	memmove(p->text + p->at + text.len, p->text + p->at, p->len - p->at);
	memcpy(p->text + p->at, text.ptr, text.len);
	p->len += text.len;
	p->at += text.len;
}

void
ab_prompt_ask(struct ab_prompt *p, const char *label, struct ab_history *history, ab_str text)
{
	p->label = label;
	p->history = history;
	p->back = 0;
	ab_prompt_set(p, text);
}

void
ab_history_add(struct ab_history *h, ab_str text)
{
	size_t i = 0;

	if (text.len == 0 || text.len >= AB_PROMPT_MAX)
		return;
	while (i < h->count && !ab_str_eq(ab_str_c(h->at[i]), text))
		i++;
	if (i == h->count && h->count == AB_HISTORY_MAX)
		i = 0;
	if (i < h->count)
		memmove(h->at[i], h->at[i + 1], (--h->count - i) * sizeof(h->at[0]));
	memcpy(h->at[h->count], text.ptr, text.len);
	h->at[h->count++][text.len] = '\0';
}

/* A step back in the history (-1: on), if there is one. */
static void
look_back(struct ab_prompt *p, int step)
{
	size_t count = p->history ? p->history->count : 0;

	if (step > 0 ? p->back >= count : p->back == 0)
		return;
	if (p->back == 0) {
		memcpy(p->typed, p->text, p->len);
		p->typed[p->len] = '\0';
	}
	p->back = step > 0 ? p->back + 1 : p->back - 1;
	ab_prompt_set(p, ab_str_c(p->back ? p->history->at[count - p->back] : p->typed));
}

/* Where the character before the cursor begins, and where the one at the cursor ends. */
static size_t
before(const struct ab_prompt *p)
{
	size_t at = p->at;

	while (at && ((uint8_t)p->text[--at] & 0xC0) == 0x80)
		;
	return at;
}

static size_t
after(const struct ab_prompt *p)
{
	size_t at = p->at + (p->at < p->len);

	while (at < p->len && ((uint8_t)p->text[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static size_t
word_before(const struct ab_prompt *p)
{
	size_t at = p->at;

	while (at && p->text[at - 1] == ' ')
		at--;
	while (at && p->text[at - 1] != ' ')
		at--;
	return at;
}

/* Erases from there to the cursor. */
static void
erase(struct ab_prompt *p, size_t from)
{
	memmove(p->text + from, p->text + p->at, p->len - p->at);
	p->len -= p->at - from;
	p->at = from;
}

static void
erase_next(struct ab_prompt *p)
{
	size_t from = p->at;

	p->at = after(p);
	erase(p, from);
}

static bool
is_key(ab_str key, const char *name)
{
	return ab_str_eq(key, ab_str_c(name));
}

enum ab_answer
ab_prompt_key(struct ab_prompt *p, ab_str key)
{
	bool back = is_key(key, "<BS>") || is_key(key, "<C-h>");

	if (is_key(key, "<Enter>")) {
		p->label = NULL;
		if (p->history)
			ab_history_add(p->history, (ab_str){ p->text, p->len });
		return AB_ANSWER_GIVEN;
	}
	/* As in less and vi, erasing more than there is leaves the prompt. */
	if (is_key(key, "<Esc>") || is_key(key, "<C-c>") || (back && p->len == 0)) {
		p->label = NULL;
		return AB_ANSWER_CANCELLED;
	}
	if (is_key(key, "<Space>"))
		key = AB_STR(" ");
	if (back)
		erase(p, before(p));
	else if (is_key(key, "<Del>"))
		erase_next(p);
	else if (is_key(key, "<C-u>"))
		erase(p, 0);
	else if (is_key(key, "<C-w>"))
		erase(p, word_before(p));
	else if (is_key(key, "<Left>"))
		p->at = before(p);
	else if (is_key(key, "<Right>"))
		p->at = after(p);
	else if (is_key(key, "<Home>") || is_key(key, "<C-a>") || is_key(key, "<C-b>"))
		p->at = 0;
	else if (is_key(key, "<End>") || is_key(key, "<C-e>"))
		p->at = p->len;
	else if (is_key(key, "<Up>") || is_key(key, "<C-p>"))
		look_back(p, 1);
	else if (is_key(key, "<Down>") || is_key(key, "<C-n>"))
		look_back(p, -1);
	else if (key.len < 2 || *key.ptr != '<')
		ab_prompt_insert(p, key);
	return AB_ANSWER_OPEN;
}

void
ab_prompt_paint(const struct ab_prompt *p, struct ab_frame *frame, int row)
{
	ab_str all = ab_copy(&frame->strings, (ab_str){ p->text, p->len }), glyph;
	ab_str shown = { all.ptr, p->at };
	int cells, label = (int)ab_width(ab_str_c(p->label)), room = frame->cols - label - 1;

	while (shown.len && room < (int)ab_width(shown)) /* the cursor stays in sight */
		shown = ab_str_skip(shown, ab_glyph(shown, &glyph, &cells));
	frame->cursor_row = row;
	int col = ab_frame_put(frame, row, 0, frame->cols, AB_STYLE_PLAIN, ab_str_c(p->label));
	col = ab_frame_put(frame, row, col, frame->cols, AB_STYLE_PLAIN, shown);
	frame->cursor_col = col < frame->cols ? col : frame->cols - 1;
	ab_frame_put(frame, row, col, frame->cols, AB_STYLE_PLAIN, ab_str_skip(all, p->at));
}
