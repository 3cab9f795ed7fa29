#include "base/words.h"

#include <stddef.h>

/* The person is one, as is the terminal; so this is one, too. */
static char *(*by)(const char *english);

const char *
ab_tr(const char *english)
{
	return by && *english ? by(english) : english;
}

ab_str
ab_tr_str(const char *english)
{
	return ab_str_c(ab_tr(english));
}

void
ab_tr_by(char *(*translate)(const char *english))
{
	by = translate;
}
