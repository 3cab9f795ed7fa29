/*
 * cut - records between lines that open and lines that close one.
 *
 *	source -> lines -> [cut] -> entries of the index
 *
 * Most exports and packers are told apart by such lines alone: a format says
 * what a line is, cut makes the entries. An entry begins with the line that
 * opens it and ends before the one that closes it.
 */
#ifndef ABREAST_LOAD_CUT_H
#define ABREAST_LOAD_CUT_H

#include "load/format.h"

enum ab_cut {
	AB_CUT_NONE,
	AB_CUT_OPEN,  /* a record begins with this line, and one that is open ends before it */
	AB_CUT_CLOSE, /* a record ends before this line */
	AB_CUT_SIGN,  /* any line of a record that shows that it is one */
	AB_CUT_LEAD,  /* where a line right below opens a record, it begins with this one */
	AB_CUT_LED,   /* AB_CUT_OPEN right below a lead, and nothing elsewhere */
	AB_CUT_TURN,  /* AB_CUT_OPEN right below a lead, AB_CUT_CLOSE elsewhere */
};

struct ab_cut_rule {
	/** What this line is; line has no line end. Linear, and without memory of other lines. */
	enum ab_cut (*look)(const struct ab_index *index, ab_str line);
	bool whole;  /* a record begins at the start and after each that is closed, too */
	bool signs;  /* what has no sign is no record */
	bool closes; /* a record that is not closed is cut off: this is said */
	bool strict; /* so is text outside of records */
};

/* Of the flags of an entry: its number in the source, from 1, and whether its end is missing. */
#define AB_CUT_NUMBER(entry) ((entry)->flags >> 1)
#define AB_CUT_OFF(entry) ((entry)->flags & 1)

/** The state of indexing, for the functions of a format. */
void *ab_cut_begin(struct ab_index *index, const struct ab_cut_rule *rule);
bool ab_cut_step(void *state, uint64_t bytes);
void ab_cut_end(void *state);

/** All of an entry as UTF-8, the report into out->utf8; sets out->name to "WHAT NUMBER", and the
 * notice where its end is missing. */
bool ab_cut_read(const struct ab_source *source, const struct ab_entry *entry, const char *what,
    struct ab_arena *arena, struct ab_raw *out, ab_str *text, struct ab_error *err);

/** body without empty lines in front, and without line ends behind it. */
ab_str ab_cut_body(ab_str body);

/** body without the first byte of each line that is quoted, as packers and mailers put a '>' before
 * lines that would be taken for theirs. */
ab_str ab_cut_unquote(struct ab_arena *arena, ab_str body, bool (*quoted)(ab_str line));

/** Is this line nothing but a rule of at least so many of one byte? */
bool ab_cut_is_rule(ab_str line, char of, size_t least);

/** What cut can find in the head of a source: lines of this kind. */
size_t ab_cut_count(ab_str head, enum ab_cut (*look)(const struct ab_index *index, ab_str line),
    enum ab_cut kind);

#endif
