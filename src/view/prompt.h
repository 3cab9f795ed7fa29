/*
 * prompt - one line that a person types.
 *
 *	keys -> [prompt] -> text
 *
 * Up and Down bring back what was answered before, if that is kept. What is typed is put in where
 * the cursor is.
 */
#ifndef ABREAST_VIEW_PROMPT_H
#define ABREAST_VIEW_PROMPT_H

#include "view/frame.h"

enum { AB_PROMPT_MAX = 256, AB_HISTORY_MAX = 32 };

/* What was answered before, the oldest first. */
struct ab_history {
	char at[AB_HISTORY_MAX][AB_PROMPT_MAX];
	size_t count;
};

struct ab_prompt {
	const char *label; /* what stands before it: "/"; NULL when nothing is being asked */
	char text[AB_PROMPT_MAX]; /* valid UTF-8 */
	size_t len, at;    /* bytes; those before the cursor, whole characters */
	struct ab_history *history; /* borrowed; NULL: none is kept */
	size_t back;       /* steps back in it; 0: what is being typed */
	char typed[AB_PROMPT_MAX]; /* that, while others are looked at */
};

enum ab_answer { AB_ANSWER_OPEN, AB_ANSWER_GIVEN, AB_ANSWER_CANCELLED };

/** Asks, with this text to begin with, which is cut if it is too long. */
void ab_prompt_ask(struct ab_prompt *prompt, const char *label, struct ab_history *history,
    ab_str text);

/** Replaces the text; the cursor is after it. */
void ab_prompt_set(struct ab_prompt *prompt, ab_str text);

/** Puts text in at the cursor, if there is room for it. */
void ab_prompt_insert(struct ab_prompt *prompt, ab_str text);

/** One key. GIVEN and CANCELLED end the asking (label becomes NULL); the text stays, and what was
 * given goes into the history. */
enum ab_answer ab_prompt_key(struct ab_prompt *prompt, ab_str key);

/** Adds what was answered; an older one like it goes, and the oldest where there are too many. */
void ab_history_add(struct ab_history *history, ab_str text);

/** Paints it on a row, what is around the cursor in sight. */
void ab_prompt_paint(const struct ab_prompt *prompt, struct ab_frame *frame, int row);

#endif
