#include "view/prompt.h"

void
ab_prompt_ask(struct ab_prompt *p, const char *label)
{
	p->label = label;
	p->len = 0;
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
