/*
 * state - where a person is in a bundle, as text that outlives the program.
 *
 *	reader -> [state] -> lines of text -> (a file, another day) -> [state] -> reader
 *
 * A state is lines of a word and what belongs to it, as abreast-config(5) has them; the first line
 * says what it is. It is read without trust: what is no such line is named and left out, a word
 * that is not known (of a later version) is left out silently, and all numbers are in bounds. What
 * is applied is what the bundle still has: an article counts only under the name that it had.
 */
#ifndef ABREAST_VIEW_STATE_H
#define ABREAST_VIEW_STATE_H

#include "view/ink.h"
#include "view/notes.h"
#include "view/pane.h"
#include "view/places.h"

enum { AB_STATE_MAX = 16 << 20 /* bytes; no more is read of one, or written */ };

enum ab_choice { AB_CHOICE_CHROME, AB_CHOICE_SCROLL, AB_CHOICE_MARKS, AB_CHOICE_VALUES,
	AB_CHOICE_COUNT };

struct ab_state_pane {
	size_t number; /* of the article, from 0 */
	size_t offset; /* byte at the pane's top */
	int wider;     /* columns more than its share */
	ab_str name;   /* of the article, as ab_visible shows it */
};

struct ab_state {
	struct ab_state_pane pane[AB_PANES_MAX];
	int count, focus;
	int choice[AB_CHOICE_COUNT]; /* enum ab_chrome_mode, ab_coupling,
	                              * ab_marks; values: 0 or 1 */
	unsigned muted;              /* bit of each type of name that is not shown */
	bool backward;
	ab_str search;               /* the pattern; empty: none */
	ab_place mark[AB_MARKS_MAX];
	AB_LIST(ab_str) note;        /* each a line as of ab_notes_write */
};

/** Reads such lines; strings live in the arena. False and a sentence when the text is no state, or
 * on the first line that is not understood; *state holds then what the others say. */
bool ab_state_read(struct ab_arena *arena, ab_str text, struct ab_state *state,
    struct ab_error *err);

/** The same as text, in the arena. */
ab_str ab_state_write(struct ab_arena *arena, const struct ab_state *state);

/** Adds the notes of a state that are not among them already. */
void ab_state_notes(const struct ab_state *state, struct ab_notes *notes);

struct ab_reader;

/** Where the reader is. */
struct ab_state ab_reader_state(struct ab_reader *reader, struct ab_arena *arena);

/** Marks and notes of a state, where the reader has none of their letter or no such note. */
void ab_reader_recall(struct ab_reader *reader, ab_str text);

/** Recalls marks and notes, and offers to go on where a state says, with a word in the status line;
 * a command then goes there. Says what is wrong with the text, if anything is. */
void ab_reader_offer(struct ab_reader *reader, ab_str text);

/** The command: goes there. */
void ab_reader_go_on(struct ab_reader *reader);

#endif
