#include "view/commands.h"

#include <stdio.h>

#include "base/utf8.h"

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
	while (rest->len && (*rest->ptr == ' ' || *rest->ptr == '\t'))
		*rest = ab_str_skip(*rest, 1);
	*key = (ab_str){ rest->ptr, 0 };
	while (key->len < rest->len && rest->ptr[key->len] != ' ' && rest->ptr[key->len] != '\t')
		key->len++;
	*rest = ab_str_skip(*rest, key->len);
	return key->len > 0;
}

struct ab_keys
ab_keys_default(void)
{
	struct ab_keys keys;

	for (size_t i = 0; i < AB_LEN(rows); i++)
		keys.of[i] = rows[i].keys;
	return keys;
}

/* Cuts the first key off several typed one after the other. */
static ab_str
first_key(ab_str *keys)
{
	const char *close = *keys->ptr == '<' && keys->len > 2
	    ? memchr(keys->ptr, '>', keys->len) : NULL;
	size_t len = close ? (size_t)(close - keys->ptr) + 1 : 0;

	if (!close)
		ab_code_point(*keys, &len);
	ab_str key = { keys->ptr, len };
	*keys = ab_str_skip(*keys, len);
	return key;
}

/* A character or a <Name>. */
static bool
is_one_key(ab_str key)
{
	static const char names[] = " Down Up Left Right PgUp PgDn Home End Tab S-Tab Enter Esc BS "
	    "Del F1 Space WheelUp WheelDown Click ";
	char name[12];

	if ((unsigned char)*key.ptr < ' ' || *key.ptr == 0x7F)
		return false;
	if (*key.ptr != '<' || key.len == 1)
		return true;
	if (key.len == 5 && ab_str_starts(key, AB_STR("<C-")))
		return key.ptr[3] >= 'a' && key.ptr[3] <= 'z';
	if (key.len >= sizeof(name) || memchr(key.ptr, ' ', key.len))
		return false;
	snprintf(name, sizeof(name), " %.*s ", (int)key.len - 2, key.ptr + 1);
	return strstr(names, name) != NULL;
}

static size_t
count_keys(ab_str keys)
{
	size_t n = 0;

	for (; keys.len; n++)
		first_key(&keys);
	return n;
}

/* One or several, typed one after the other. */
static bool
is_key(ab_str keys)
{
	if (count_keys(keys) > 5)
		return false;
	while (keys.len)
		if (!is_one_key(first_key(&keys)))
			return false;
	return true;
}

static bool
has_key(ab_str list, ab_str wanted)
{
	for (ab_str key; next_key(&list, &key);)
		if (ab_str_eq(key, wanted))
			return true;
	return false;
}

/* A list less the keys of another one. */
static const char *
without(struct ab_arena *arena, const char *list, ab_str taken)
{
	ab_str rest = ab_str_c(list), left = AB_STR("");
	bool less = false;

	for (ab_str key; next_key(&rest, &key);)
		if (has_key(taken, key))
			less = true;
		else
			left = ab_format(arena, "%.*s%s%.*s", (int)left.len, left.ptr,
			    left.len ? " " : "", (int)key.len, key.ptr);
	return less ? left.ptr : list;
}

/* A key may go on where another one ends ("g", then "g/"), by one more; beyond that it cannot be
 * typed. */
static bool
reachable(const struct ab_keys *keys, ab_str list, struct ab_error *err)
{
	for (ab_str key; next_key(&list, &key);)
		for (size_t i = 0; i < AB_LEN(rows); i++) {
			ab_str rest = ab_str_c(keys->of[i]);
			for (ab_str other; next_key(&rest, &other);)
				if (count_keys(other) + 1 < count_keys(key)
				    && ab_str_starts(key, other))
					return ab_fail(err,
					    "%.*s cannot be typed: %.*s is a key of %s",
					    (int)key.len, key.ptr, (int)other.len, other.ptr,
					    rows[i].name);
		}
	return true;
}

bool
ab_keys_set(struct ab_arena *arena, struct ab_keys *keys, ab_str command, ab_str list,
    struct ab_error *err)
{
	struct ab_keys fresh = *keys;
	ab_str rest = list;
	size_t c = 0;

	while (c < AB_LEN(rows) && !ab_str_eq(ab_str_c(rows[c].name), command))
		c++;
	if (c == AB_LEN(rows))
		return ab_fail(err, "%.*s: no such command (abreast --help names them)",
		    (int)(command.len < 60 ? command.len : 60), command.ptr);
	for (ab_str key; next_key(&rest, &key);)
		if (!is_key(key))
			return ab_fail(err, "%.*s: no such key",
			    (int)(key.len < 60 ? key.len : 60), key.ptr);
	for (size_t i = 0; i < AB_LEN(rows); i++)
		fresh.of[i] = without(arena, keys->of[i], list);
	fresh.of[c] = ab_copy(arena, list).ptr;
	if (!reachable(&fresh, list, err))
		return false;
	*keys = fresh;
	return true;
}

/* Does a key end here, and not in the midst of a name? "<" is a key, and names begin with it. */
static bool
is_whole(ab_str keys, size_t len)
{
	return *keys.ptr != '<' || (len > 1 && keys.ptr[len - 1] == '>');
}

enum ab_found
ab_command_find(const struct ab_keys *keys, ab_str typed, enum ab_command *command)
{
	enum ab_found found = AB_FOUND_NONE;
	ab_str key;

	for (size_t i = 0; i < AB_LEN(rows); i++)
		for (ab_str rest = ab_str_c(keys->of[i]); next_key(&rest, &key);) {
			if (ab_str_eq(key, typed)) {
				*command = (enum ab_command)i;
				return AB_FOUND_COMMAND;
			}
			if (ab_str_starts(key, typed) && is_whole(key, typed.len))
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
			if (!ab_str_starts(name, start)
			    || (name.len == start.len) != exact || n-- > 0)
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
ab_command_typed(struct ab_arena *arena, ab_str typed)
{
	ab_str all = AB_STR("");

	while (typed.len) {
		ab_str word = readable(arena, first_key(&typed));
		bool name = word.len > 2 && all.len > 0; /* "z Enter" */
		all = ab_format(arena, "%.*s%s%.*s", (int)all.len, all.ptr, name ? " " : "",
		    (int)word.len, word.ptr);
	}
	return all;
}

ab_str
ab_command_keys(struct ab_arena *arena, const struct ab_keys *keys, enum ab_command command)
{
	ab_str rest = ab_str_c(keys->of[command]), key, all = AB_STR("");

	while (next_key(&rest, &key)) {
		ab_str word = ab_command_typed(arena, key);
		all = ab_format(arena, "%.*s%s%.*s", (int)all.len, all.ptr, all.len ? ", " : "",
		    (int)word.len, word.ptr);
	}
	return all;
}

#define INSTEAD(keys, sentence) { keys, sentence },
static const struct { const char *keys, *sentence; } instead[] = {
#include "view/instead.def"
};
#undef INSTEAD

const char *
ab_command_instead(ab_str typed)
{
	for (size_t i = 0; i < AB_LEN(instead); i++)
		if (has_key(ab_str_c(instead[i].keys), typed))
			return instead[i].sentence;
	return NULL;
}
