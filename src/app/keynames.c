#include "app/keynames.h"

#include <stdio.h>

static const struct { wchar_t c; const char *name; } characters[] = {
	{ '\t', "<Tab>" }, { '\r', "<Enter>" }, { '\n', "<Enter>" }, { 27, "<Esc>" },
	{ 8, "<BS>" }, { 127, "<BS>" }, { ' ', "<Space>" },
};

ab_str
ab_keyname(wchar_t c, char name[AB_KEY_MAX])
{
	mbstate_t state = { 0 };

	for (size_t i = 0; i < AB_LEN(characters); i++)
		if (characters[i].c == c)
			return ab_str_c(characters[i].name);
	if (c > 0 && c < 27) {
		snprintf(name, AB_KEY_MAX, "<C-%c>", (char)('a' + c - 1));
		return ab_str_c(name);
	}
	size_t n = wcrtomb(name, c, &state);
	return n == (size_t)-1 || c < ' ' ? AB_STR("<Other>") : (ab_str){ name, n };
}

ab_str
ab_keyname_mouse(const char *report, char last, char name[AB_KEY_MAX])
{
	unsigned button, col, row;

	if (last != 'M' || sscanf(report, "%3u;%4u;%4u", &button, &col, &row) != 3 || !col || !row)
		return AB_STR("");
	if (button == 64 || button == 65)
		return button == 64 ? AB_STR("<WheelUp>") : AB_STR("<WheelDown>");
	if (button != 0)
		return AB_STR("");
	snprintf(name, AB_KEY_MAX, "<Click-%u,%u>", row - 1, col - 1);
	return ab_str_c(name);
}
