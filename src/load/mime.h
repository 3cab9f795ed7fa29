/*
 * mime - the text of an electronic letter (RFC 5322, 2045-2047).
 *
 *	bytes of a letter -> [mime] -> format_mbox
 */
#ifndef ABREAST_LOAD_MIME_H
#define ABREAST_LOAD_MIME_H

#include "load/format.h"

/** Sets name (Message-ID), title (Subject), published (Date), outlet (From), url (Archived-At) and
 * body of *out from a letter: the first part that is plain text, else the first that is HTML. Bytes
 * that are damaged come out as they are. False and a sentence where HTML cannot be read. */
bool ab_mime_read(struct ab_arena *arena, ab_str letter, struct ab_raw *out, struct ab_error *err);

#endif
