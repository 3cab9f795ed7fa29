/*
 * sandbox - what the program gives up before it reads.
 *
 *	options -> [sandbox] -> the kernel
 *
 * Whatever a hostile text might make of the program, the kernel then lets it start no other
 * program, open no socket, trace or signal nobody, type nothing into the terminal (seccomp), and
 * write no files but those that the options let it write (Landlock). A system call that is not
 * known to be needed fails as on a kernel that lacks it. Threads and processes that come later
 * inherit it; nothing takes it back. Where the kernel or the build has one of the two, or none,
 * the program goes on without: its own care is the first wall, this is the second.
 */
#ifndef ABREAST_APP_SANDBOX_H
#define ABREAST_APP_SANDBOX_H

#include "app/options.h"

/** To be called before the first source is opened. Files can be written then below the folder for
 * temporary files; in the reader, which writes what a person tells it to, and for --unpack,
 * everywhere, but no devices, links to elsewhere or programs that could be started. In secure mode
 * nothing can be opened, either, but the sources as they are now and what libraries need. */
void ab_sandbox_enter(const struct ab_options *options);

/** From now on files can be written below that folder alone. */
void ab_sandbox_below(int folder);

#endif
