/*
 * notes - lines of text that a person attached to passages.
 *
 *	passage + a typed line -> [notes] -> screen_notes, dump, a file of lines
 *
 * A note knows its passage by the article's name, the byte offset and the passage's own words, so
 * that it is found again when the article came to stand elsewhere, or has changed around it
 * (a quotation and a position, as in the selectors of the W3C Web Annotation Data Model).
 *
 * Written, a note is a line: article, offset, passage, text, with tabs between; \t, \n and \\ stand
 * for a tab, a line feed and a backslash in them.
 */
#ifndef ABREAST_VIEW_NOTES_H
#define ABREAST_VIEW_NOTES_H

#include "base/arena.h"
#include "base/error.h"

enum {
	AB_NOTE_PASSAGE_MAX = 2048, /* bytes of a passage that are kept */
	AB_NOTE_NEAR = 1 << 20      /* so far on either side it is looked for when it has moved */
};

struct ab_note {
	ab_str article; /* its name; may be empty */
	size_t start;   /* of the passage, in bytes of the article's text */
	ab_str passage; /* never empty */
	ab_str text;    /* valid UTF-8; may be empty */
};

/** In the order they were made. A zeroed one is empty. */
struct ab_notes {
	struct ab_arena arena; /* of their strings */
	struct ab_note *at;
	size_t count, room;
	unsigned long changes; /* how often one was added or removed */
};

/** Copies the note; a long passage is cut to AB_NOTE_PASSAGE_MAX bytes, between code points. */
void ab_notes_add(struct ab_notes *notes, struct ab_note note);

/** Removes note number i, if there is one. */
void ab_notes_remove(struct ab_notes *notes, size_t i);

/** The next note of the article of that name whose passage is in its text, *i or after it, and
 * where; *i is its number. Begin with 0, go on with *i + 1. False when there is none left. */
bool ab_notes_each(const struct ab_notes *notes, ab_str article, ab_str text, size_t *i,
    ab_span *at);

/** Where the passage of a note is in a text: at its offset, or else the first place with its words
 * that is near. False: it is gone. */
bool ab_note_place(const struct ab_note *note, ab_str text, ab_span *at);

/** All of them as lines, in the arena; empty if there is none. */
ab_str ab_notes_write(const struct ab_notes *notes, struct ab_arena *arena);

/** Adds the notes of such lines, valid UTF-8. Empty lines are skipped. False and a sentence on the
 * first line that is none; the others are added all the same. */
bool ab_notes_read(struct ab_notes *notes, ab_str lines, struct ab_error *err);

void ab_notes_free(struct ab_notes *notes);

#endif
