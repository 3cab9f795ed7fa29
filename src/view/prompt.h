/*
 * prompt - one line that a person types.
 *
 *	keys -> [prompt] -> text
 */
#ifndef ABREAST_VIEW_PROMPT_H
#define ABREAST_VIEW_PROMPT_H

#include "view/frame.h"

struct ab_prompt {
	const char *label; /* what stands before it: "/"; NULL when nothing is being asked */
	char text[256];    /* valid UTF-8 */
	size_t len;
};

enum ab_answer { AB_ANSWER_OPEN, AB_ANSWER_GIVEN, AB_ANSWER_CANCELLED };

/** Asks: empties the text. */
void ab_prompt_ask(struct ab_prompt *prompt, const char *label);

/** One key. GIVEN and CANCELLED end the asking (label becomes NULL); the text stays. */
enum ab_answer ab_prompt_key(struct ab_prompt *prompt, ab_str key);

/** Paints it on a row, its end in sight, the cursor after it. */
void ab_prompt_paint(const struct ab_prompt *prompt, struct ab_frame *frame, int row);

#endif
