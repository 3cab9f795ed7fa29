#include "app/process.h"

#include <fcntl.h>
#include <jansson.h>
#include <langinfo.h>
#include <libintl.h>
#include <libxml/xmlmemory.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/words.h"

/* All text inside is UTF-8; where the terminal is not, ASCII is that, too. */
static void
speak(void)
{
	setlocale(LC_ALL, "");
	bindtextdomain(PACKAGE, LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, strcmp(nl_langinfo(CODESET), "UTF-8") == 0
	    ? "UTF-8" : "ASCII");
	textdomain(PACKAGE);
	ab_tr_by(gettext);
}

/* The next file that is opened must not be taken for a standard stream that is closed, and be
 * written to. What is held can be read, and is empty; writing to it fails. */
static void
hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
			return;
}

static void *
take(size_t size)
{
	return ab_xrealloc(NULL, size, 1);
}

static void *
retake(void *old, size_t size)
{
	return ab_xrealloc(old, size, 1);
}

static char *
copy(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(take(size), text, size);
}

/* Libraries end as our own code does where there is no memory, or what they read would be less. */
static void
lend_memory(void)
{
	json_set_alloc_funcs(take, free);
	xmlMemSetup(free, take, retake, copy);
}

void
ab_process_begin(void)
{
	hold_streams();
	lend_memory();
	speak();
	signal(SIGPIPE, SIG_IGN); /* a write that fails says so */
	signal(SIGXFSZ, SIG_IGN);
}
