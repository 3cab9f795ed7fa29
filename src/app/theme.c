#include "app/theme.h"

enum { NONE = AB_NO_COLOR, BOLD = AB_BOLD, DIM = AB_DIM, UNDER = AB_UNDER, REVERSE = AB_REVERSE,
	ITALIC = AB_ITALIC };

struct row { bool named; short of256, of16, of8; unsigned char with, without; };

#define THEME(id, name)
#define LOOK(id, style, of256, of16, of8, with, without) \
	[AB_THEME_##id][AB_STYLE_##style] = { true, of256, of16, of8, with, without },
static const struct row looks[AB_THEME_COUNT][AB_STYLE_COUNT] = {
#include "app/theme.def"
};
#undef THEME
#undef LOOK

const char *
ab_theme_name(enum ab_theme theme)
{
#define THEME(id, name) name,
#define LOOK(id, style, of256, of16, of8, with, without)
	static const char *const names[] = {
#include "app/theme.def"
	};
#undef THEME
#undef LOOK

	return names[theme];
}

struct ab_look
ab_theme_look(enum ab_theme theme, enum ab_style style, int colors)
{
	const struct row *row = &looks[theme][style];

	if (!row->named)
		row = &looks[0][style];
	if (!row->named)
		return (struct ab_look){ NONE, 0 };
	short color = colors >= 256 ? row->of256 : colors >= 16 ? row->of16
	    : colors >= 8 ? row->of8 : NONE;
	return (struct ab_look){ color, color == NONE ? row->without : row->with };
}
