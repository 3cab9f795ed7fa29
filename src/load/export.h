/*
 * export - what the labelled lines of a news database's record say.
 *
 *	one record, as text -> [export] -> title, outlet, date, address, body
 *
 * Databases write "LABEL: value" lines around the text of an article. Which
 * label means what is a table of the format; the reading is the same for all.
 */
#ifndef ABREAST_LOAD_EXPORT_H
#define ABREAST_LOAD_EXPORT_H

#include "load/format.h"

/* Lists end with NULL. A label is compared byte by byte with the start of a line, without blanks
 * before it; one that begins with '=' with all of the line. */
struct ab_export {
	const char *const *title, *const *outlet, *const *date, *const *url, *const *name;
	const char *const *aside; /* labels of lines that are none of the text, above it */
	const char *const *begin; /* the text begins behind this label */
	const char *const *end;   /* ... and ends before one of these */
};

/** Is this a line with one of the labels? *value is what follows, trimmed. */
bool ab_export_label(ab_str line, const char *const *labels, ab_str *value);

/** Is this a number of words, "1,204 words", in one of the languages of the databases? In German
 * also as Windows-1252 has it, for records are told apart before they are recoded. */
bool ab_export_is_words(ab_str line);

/** value and the lines of rest up to an empty one, in one line, copied; it ends somewhere behind
 * 1,000 bytes. */
ab_str ab_export_paragraph(struct ab_arena *arena, ab_str value, ab_str rest);

/** Sets what the labels tell; of the body, which is then between begin (or the last line aside)
 * and end, also. text is valid UTF-8; what is set are copies and slices of it. */
void ab_export_read(const struct ab_export *labels, struct ab_arena *arena, ab_str text,
    struct ab_raw *out);

#endif
