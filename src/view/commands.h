/*
 * commands - what can be asked of the reader, and by which keys.
 *
 *	commands.def, a person's keys -> [commands: enum, table, look-up] -> reader, help, --help
 */
#ifndef ABREAST_VIEW_COMMANDS_H
#define ABREAST_VIEW_COMMANDS_H

#include "base/arena.h"
#include "base/error.h"

#define AB_COMMAND_GROUPS(X) \
	X(MOVE,   "Moving") \
	X(PANE,   "Panes") \
	X(LINK,   "Links") \
	X(SHOW,   "What is shown") \
	X(SCREEN, "Screens") \
	X(SEARCH, "Searching") \
	X(KEEP,   "Copying and notes") \
	X(LEAVE,  "Leaving")

#define AB_ENUM_GROUP(id, title) AB_GROUP_##id,
enum ab_command_group { AB_COMMAND_GROUPS(AB_ENUM_GROUP) AB_GROUP_COUNT };

#define COMMAND(id, name, keys, group, help) AB_DO_##id,
enum ab_command {
#include "view/commands.def"
	AB_DO_COUNT
};
#undef COMMAND

struct ab_command_row {
	const char *name;
	const char *keys; /* key names as in view/reader.h, blanks between */
	enum ab_command_group group;
	const char *help;
};

/** The row of a command: as in commands.def. */
const struct ab_command_row *ab_command_row(enum ab_command command);

/** What stands over a group in the help. */
const char *ab_command_group_title(enum ab_command_group group);

/* The keys of each command: key names as in view/reader.h, blanks between. Strings are borrowed. */
struct ab_keys { const char *of[AB_DO_COUNT]; };

/** The keys of commands.def. */
struct ab_keys ab_keys_default(void);

/**
 * Gives a command, by its name, these keys in place of its own; who had one of them loses it. An
 * empty list leaves it without keys. The lists live in the arena. False and a sentence, and nothing
 * is changed, where there is no such command, no such key, or one that could not be reached.
 */
bool ab_keys_set(struct ab_arena *arena, struct ab_keys *keys, ab_str command, ab_str list,
    struct ab_error *err);

enum ab_found { AB_FOUND_NONE, AB_FOUND_START, AB_FOUND_COMMAND };

/** Looks up what was typed, one key name after the other ("ZZ"): a command, the start of one, or
 * neither. */
enum ab_found ab_command_find(const struct ab_keys *keys, ab_str typed, enum ab_command *command);

/** The n-th command whose name begins so, an exact name first; false past the last. */
bool ab_command_named(ab_str start, size_t n, enum ab_command *command);

/** The keys of a command as a person reads them: "j, Down, ^E, Enter". */
ab_str ab_command_keys(struct ab_arena *arena, const struct ab_keys *keys, enum ab_command command);

/** What was typed, as a person reads it: "^Ww". */
ab_str ab_command_typed(struct ab_arena *arena, ab_str typed);

/** What to press instead of keys that only other programs know, as a sentence of instead.def; NULL:
 * nothing is known of them. */
const char *ab_command_instead(ab_str typed);

#endif
