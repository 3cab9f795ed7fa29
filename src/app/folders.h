/*
 * folders - where a person's own files are, as the XDG base directory specification has it.
 *
 *	environment -> [folders] -> rulefiles, config, statefile
 */
#ifndef ABREAST_APP_FOLDERS_H
#define ABREAST_APP_FOLDERS_H

#include "base/arena.h"
#include "base/error.h"

/** Our folder in the one that the variable names, or else in that one of the home
 * ("XDG_CONFIG_HOME", ".config"); empty if the environment names neither. */
ab_str ab_folder(struct ab_arena *arena, const char *variable, const char *in_home);

/** Makes a folder and those above it, for nobody else to look into; true, too, where it is there.
 * False with errno. */
bool ab_folder_make(ab_str folder);

/** Writes all of bytes, whatever signals come. False with errno. */
bool ab_write_all(int fd, ab_str bytes);

/** The same, and waits until it is on the disk. */
bool ab_write_synced(int fd, ab_str text);

#endif
