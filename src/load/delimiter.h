/*
 * delimiter - the lines that open and close an article of a FILE/END bundle.
 *
 *	line -> [delimiter] -> format_bundle
 *
 *	FILE a.txt	=== FILE: a.txt ===	<<< BEGIN FILE a.txt >>>
 *	END		--- END a.txt ---	=== END OF FILE ===
 *
 * A line is taken as it stands, without its line end; a CR, blanks and tabs at
 * its end do not count. Which delimiters belong together is decided in
 * seams; the grammar is described in abreast-bundle(5).
 */
#ifndef ABREAST_LOAD_DELIMITER_H
#define ABREAST_LOAD_DELIMITER_H

#include "base/str.h"

/* The longest line that can be a delimiter, and how far into it FILE or END may end, in bytes. */
enum { AB_DELIMITER_MAX = 70000, AB_DELIMITER_HEAD = 100 };

enum ab_delimiter_kind { AB_DELIMITER_NONE, AB_DELIMITER_OPEN, AB_DELIMITER_CLOSE };

struct ab_delimiter {
	enum ab_delimiter_kind kind;
	char decoration; /* the character of the run before FILE or END; '\0' without one */
	ab_str name;     /* raw bytes of the line; never empty in an opening, often in a close */
	bool fileish;    /* an opening whose name looks like one of a file */
	bool bare;       /* a close of nothing but END and decoration */
};

/** What this line is. Never fails; linear in at most AB_DELIMITER_MAX bytes. */
struct ab_delimiter ab_delimiter_parse(ab_str line);

/** Can a line that begins with this byte be a delimiter? */
extern const bool ab_delimiter_first[256];

/** Is there nothing but white space (as isspace in the C locale)? */
bool ab_is_blank(ab_str s);

#endif
