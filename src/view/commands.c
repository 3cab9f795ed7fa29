#include "view/commands.h"

#define COMMAND(id, name, keys, group, help) { name, keys, AB_GROUP_##group, help },
static const struct ab_command_row rows[] = {
#include "view/commands.def"
};
#undef COMMAND

const struct ab_command_row *
ab_command_row(enum ab_command command)
{
	return &rows[command];
}

const char *
ab_command_group_title(enum ab_command_group group)
{
#define TITLE_OF(id, title) title,
	static const char *const titles[] = { AB_COMMAND_GROUPS(TITLE_OF) };

	return titles[group];
}

/* Cuts the next key off a list of keys with blanks between. */
static bool
next_key(ab_str *rest, ab_str *key)
{
	*rest = ab_str_trim(*rest);
	*key = (ab_str){ rest->ptr, 0 };
	while (key->len < rest->len && rest->ptr[key->len] != ' ')
		key->len++;
	*rest = ab_str_skip(*rest, key->len);
	return key->len > 0;
}

enum ab_found
ab_command_find(ab_str typed, enum ab_command *command)
{
	enum ab_found found = AB_FOUND_NONE;
	ab_str key;

	for (size_t i = 0; i < AB_LEN(rows); i++)
		for (ab_str rest = ab_str_c(rows[i].keys); next_key(&rest, &key);) {
			/* "<" is a key, and the name of another one begins with it */
			if (ab_str_eq(key, typed)) {
				*command = (enum ab_command)i;
				return AB_FOUND_COMMAND;
			}
			if (*key.ptr != '<' && ab_str_starts(key, typed))
				found = AB_FOUND_START;
		}
	return found;
}

bool
ab_command_named(ab_str start, size_t n, enum ab_command *command)
{
	for (int exact = 1; exact >= 0; exact--)
		for (size_t i = 0; i < AB_LEN(rows); i++) {
			ab_str name = ab_str_c(rows[i].name);
			if (!ab_str_starts(name, start) || (name.len == start.len) != exact || n-- > 0)
				continue;
			*command = (enum ab_command)i;
			return true;
		}
	return false;
}

static ab_str
readable(struct ab_arena *arena, ab_str key)
{
	static const struct { ab_str name; const char *text; } words[] = {
		{ { "<S-Tab>", 7 }, "Shift-Tab" },
		{ { "<Space>", 7 }, "space" },
	};

	for (size_t i = 0; i < AB_LEN(words); i++)
		if (ab_str_eq(key, words[i].name))
			return ab_str_c(words[i].text);
	if (key.len < 3 || *key.ptr != '<')
		return key;
	key = (ab_str){ key.ptr + 1, key.len - 2 };
	if (key.len == 3 && ab_str_starts(key, AB_STR("C-")))
		return ab_format(arena, "^%c", key.ptr[2] - ('a' - 'A')); /* always a letter */
	return key;
}

ab_str
ab_command_keys(struct ab_arena *arena, enum ab_command command)
{
	ab_str rest = ab_str_c(rows[command].keys), key, all = AB_STR("");

	while (next_key(&rest, &key)) {
		ab_str word = readable(arena, key);
		all = ab_format(arena, "%.*s%s%.*s", (int)all.len, all.ptr, all.len ? ", " : "",
		    (int)word.len, word.ptr);
	}
	return all;
}
