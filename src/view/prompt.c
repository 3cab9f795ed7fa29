#include "view/prompt.h"

void
ab_prompt_set(struct ab_prompt *p, ab_str text)
{
	size_t len = text.len < sizeof(p->text) ? text.len : sizeof(p->text) - 1;

	while (len < text.len && len && ((uint8_t)text.ptr[len] & 0xC0) == 0x80)
		len--;
	if (len)
		memmove(p->text, text.ptr, len);
	p->len = len;
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

static void
erase_character(struct ab_prompt *p)
{
	while (p->len && ((uint8_t)p->text[--p->len] & 0xC0) == 0x80)
		;
}

static void
erase_word(struct ab_prompt *p)
{
	while (p->len && p->text[p->len - 1] == ' ')
		p->len--;
	while (p->len && p->text[p->len - 1] != ' ')
		p->len--;
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
		erase_character(p);
	else if (is_key(key, "<C-u>"))
		p->len = 0;
	else if (is_key(key, "<C-w>"))
		erase_word(p);
	else if (is_key(key, "<Up>") || is_key(key, "<C-p>"))
		look_back(p, 1);
	else if (is_key(key, "<Down>") || is_key(key, "<C-n>"))
		look_back(p, -1);
	else if ((key.len < 2 || *key.ptr != '<') && p->len + key.len < sizeof(p->text)) {
		memcpy(p->text + p->len, key.ptr, key.len);
		p->len += key.len;
	}
	return AB_ANSWER_OPEN;
}

void
ab_prompt_paint(const struct ab_prompt *p, struct ab_frame *frame, int row)
{
	ab_str shown = ab_copy(&frame->strings, (ab_str){ p->text, p->len }), glyph;
	int cells, room = frame->cols - (int)strlen(p->label) - 1;

	while (shown.len && room < (int)ab_width(shown))
		shown = ab_str_skip(shown, ab_glyph(shown, &glyph, &cells));
	int col = ab_frame_put(frame, row, 0, frame->cols, AB_STYLE_PLAIN, ab_str_c(p->label));
	col = ab_frame_put(frame, row, col, frame->cols, AB_STYLE_PLAIN, shown);
	frame->cursor_row = row;
	frame->cursor_col = col < frame->cols ? col : frame->cols - 1;
}
