/*
 * theme - how each style looks.
 *
 *	theme.def -> [theme] -> ui (sequences of this terminal)
 */
#ifndef ABREAST_APP_THEME_H
#define ABREAST_APP_THEME_H

#include "view/frame.h"

#define THEME(id, name) AB_THEME_##id,
#define LOOK(id, style, of256, of16, of8, with, without)
enum ab_theme {
#include "app/theme.def"
	AB_THEME_COUNT
};
#undef THEME
#undef LOOK

enum { AB_NO_COLOR = -1, AB_BOLD = 1, AB_DIM = 2, AB_UNDER = 4, AB_REVERSE = 8, AB_ITALIC = 16 };

struct ab_look {
	short color;         /* AB_NO_COLOR: the terminal's own */
	unsigned attributes; /* bits of the above */
};

const char *ab_theme_name(enum ab_theme theme);

/** How a style looks on a terminal of so many colours: 256 or more, 16, 8; fewer are none. */
struct ab_look ab_theme_look(enum ab_theme theme, enum ab_style style, int colors);

#endif
