/*
 * seams - where the articles of a bundle begin and end, by its marks.
 *
 *	marks -> [seams] -> entries of the index
 *
 * Where an article ends may depend on what stands far below: an END that names
 * the article outranks every bare END above it. So that the first article need
 * not wait for the last byte, cuts are made while marks come in, guessing that
 * the rest of the bundle goes on like the part that was read. The marks are
 * kept until the end; what was guessed is then cut again, knowing all. Nor need
 * the first one wait for its own last byte where somebody waits for it: of a
 * long one, what has come is an entry until more is known.
 */
#ifndef ABREAST_LOAD_SEAMS_H
#define ABREAST_LOAD_SEAMS_H

#include "load/format.h"
#include "load/marks.h"
#include "load/scan.h"

enum { /* flags of an entry */
	AB_SEAM_HEAD = 1,    /* its first line is a delimiter */
	AB_SEAM_LOOSE = 2,   /* text outside any article */
	AB_SEAM_CR = 4,      /* lines end in CR */
	AB_SEAM_NO_END = 8,  /* the next article began before its END */
	AB_SEAM_CUT_OFF = 16, /* the bundle ended before its END */
	AB_SEAM_SO_FAR = 32, /* there is more of it, and perhaps it is no article */
};

struct ab_seams {
	struct ab_index *index;
	const struct ab_scan *scan; /* at the end of what is known; its `text`: since the last
	                             * mark */
	uint64_t from;          /* offset of the first line */
	struct ab_marks marks;

	/* The cutting, up to mark number `cut`. */
	size_t cut;
	ptrdiff_t open;         /* the opening of the article we are in, or AB_NO_MARK */
	uint64_t loose;         /* else: where the text outside articles begins, */
	bool loose_head;        /* on a line that is a delimiter, */
	bool loose_text;        /* and whether it says anything */
	bool by_name;           /* the last article was closed by its name: so may this one be */
	bool guessed;
	bool so_far;            /* the only entry is one of AB_SEAM_SO_FAR */
};

/** Begins anew: no marks, no entries. index, scan and from are set. */
void ab_seams_begin(struct ab_seams *seams);
void ab_seams_free(struct ab_seams *seams);

/** One more mark, the delimiter on the line at this offset; cuts as far as can be seen. */
void ab_seams_add(struct ab_seams *seams, const struct ab_delimiter *d, uint64_t at);

/** Where somebody waits and the first article is long: adds what has come of it, which more marks
 * or the end take back. Where nothing opens one, it is all that has come: plain text, likely. */
void ab_seams_so_far(struct ab_seams *seams);

/** The source ends. False, and no entries, where no article opens in it. */
bool ab_seams_end(struct ab_seams *seams);

#endif
