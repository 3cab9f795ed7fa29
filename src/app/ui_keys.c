/* Keys, by name. */
#include "app/ui_inside.h"

#include <poll.h>
#include <sys/ioctl.h>

#include "app/keynames.h"
#include "app/signals.h"

/* A key that has come, named; false when there is none. */
static bool
read_key(char name[AB_KEY_MAX], ab_str *key)
{
	wchar_t c;
	enum ab_came came = ab_ui_read(0, &c, key);

	if (came == AB_CAME_MOUSE) {
		char report[20], last = ab_ui_rest(report, sizeof(report));
		*key = ab_keyname_mouse(report, last, name);
	}
	if (came == AB_CAME_CHARACTER)
		*key = ab_keyname(c, name);
	return !ab_ui_answer(came) && came != AB_CAME_NOTHING && came != AB_CAME_SIZE;
}

/* Readable, and yet there is nothing: end of file, so nobody is there any more. */
static bool
at_end(void)
{
	struct pollfd p = { .fd = ab_ui.fd, .events = POLLIN };
	int bytes = 0;

	return poll(&p, 1, 0) > 0 && (ioctl(ab_ui.fd, FIONREAD, &bytes) < 0 || bytes == 0);
}

ab_str
ab_ui_key(char name[AB_KEY_MAX], int timeout_ms, int *rows, int *cols)
{
	ab_str key;

	while (!ab_signals_gone()) {
		if (read_key(name, &key)) /* curses may hold bytes already */
			return key;
		if (ab_ui.more) {
			ab_ui.more = false;
			return AB_STR("<Resize>");
		}
		bool came = ab_signals_wait(ab_ui.fd, timeout_ms);
		if (ab_signals_stopped())
			return AB_STR("<C-z>");
		if (ab_signals_resized()) {
			ab_ui_take_size(rows, cols);
			return AB_STR("<Resize>");
		}
		if (came && read_key(name, &key))
			return key;
		if (came && at_end())
			ab_signals_set_gone();
		if (!came && timeout_ms >= 0)
			return AB_STR("");
	}
	return AB_STR("<Gone>");
}

bool
ab_ui_pending(void)
{
	return ab_signals_wait(ab_ui.fd, 0);
}
