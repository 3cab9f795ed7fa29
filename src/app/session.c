#include "app/session.h"

#include <stdlib.h>
#include <time.h>

#include "app/export.h"
#include "app/keeping.h"
#include "app/ui.h"

enum { ALL_WELL = 0, IN_PART = 1, NO_SCREEN = 2 };

/* The keys of --keys one by one: "<Down>" is one, a character is one. */
static ab_str
next_key(ab_str *keys)
{
	size_t len = 0;
	const char *close = *keys->ptr == '<' ? memchr(keys->ptr, '>', keys->len) : NULL;

	if (close && close - keys->ptr > 1 && close - keys->ptr < AB_KEY_MAX - 1)
		len = (size_t)(close - keys->ptr) + 1;
	else
		ab_code_point(*keys, &len);
	ab_str key = { keys->ptr, len };
	*keys = ab_str_skip(*keys, len);
	return ab_str_eq(key, AB_STR(" ")) ? AB_STR("<Space>") : key;
}

static void
paint(struct ab_reader *reader, struct ab_frame *frame)
{
	ab_frame_clear(frame);
	ab_reader_paint(reader, frame);
}

/* All work behind the screen is done before each key, so that a screen is the same on every run. */
static int
print_frame(struct ab_reader *reader, const struct ab_options *o)
{
	struct ab_frame *frame = ab_frame_new(o->rows, o->cols);
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	ab_str keys = ab_utf8_text(&arena, ab_str_c(o->keys), &report);
	bool dirty;

	/* As on a terminal: each key meets a reader that has painted, for a page is as long as the
	 * screen shows it, and that is at rest. */
	for (;;) {
		paint(reader, frame);
		while (ab_reader_work(reader, &dirty))
			;
		paint(reader, frame);
		if (keys.len == 0)
			break;
		ab_reader_key(reader, next_key(&keys));
	}
	ab_frame_write(frame, stdout);
	ab_frame_free(frame);
	ab_arena_free(&arena);
	return ab_reader_whole(reader) ? ALL_WELL : IN_PART;
}

static void
show(struct ab_reader *reader, struct ab_frame *frame)
{
	paint(reader, frame);
	ab_ui_show(frame);
}

/* ---- at the terminal ---- */

static time_t
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* What there is to do while no key comes. */
static bool
idle(struct ab_keeping *k, struct ab_reader *reader, const struct ab_options *o,
    struct ab_bundle *bundle, bool *dirty)
{
	if (k->wanted && !k->opened) {
		ab_keeping_open(k, reader, ab_state_id(o, ab_bundle_heap(bundle)));
		*dirty = true;
		return true;
	}
	if (ab_keeping_wait(k, seconds()) == 0)
		ab_keeping_write(k, reader);
	return ab_reader_work(reader, dirty);
}

/* Until the person leaves. Keys that came in while drawing are all taken before the next screen
 * is drawn; work behind the screen is done in slices between keys. */
static void
converse(struct ab_reader *reader, struct ab_bundle *bundle, const struct ab_options *o,
    struct ab_keeping *k, int rows, int cols)
{
	struct ab_frame *frame = ab_frame_new(rows, cols);
	bool working = true, dirty = true;

	for (enum ab_wish wish = AB_WISH_NONE; wish != AB_WISH_QUIT;
	    wish = ab_reader_wish(reader)) {
		char name[AB_KEY_MAX];
		if (wish == AB_WISH_SUSPEND) {
			ab_keeping_write(k, reader);
			ab_ui_suspend();
		}
		if (wish == AB_WISH_REDRAW)
			ab_ui_redraw();
		if (dirty && !ab_ui_pending()) {
			show(reader, frame);
			dirty = false;
		}
		ab_str key = ab_ui_key(name, working || dirty ? 0 : ab_keeping_wait(k, seconds()),
		    &rows, &cols);
		if (ab_str_eq(key, AB_STR("<Gone>")))
			break;
		if (key.len == 0) {
			bool changed = false;
			working = idle(k, reader, o, bundle, &changed);
			dirty |= changed;
			continue;
		}
		dirty = working = true;
		ab_keeping_changed(k, seconds());
		if (ab_str_eq(key, AB_STR("<Resize>"))) {
			ab_frame_free(frame);
			frame = ab_frame_new(rows, cols);
			ab_reader_resize(reader, rows, cols);
		} else {
			ab_reader_key(reader, key);
		}
	}
	ab_keeping_write(k, reader);
	ab_frame_free(frame);
}

static bool
wants_color(enum ab_when color)
{
	const char *no = getenv("NO_COLOR");

	return color == AB_WHEN_ALWAYS || (color == AB_WHEN_AUTO && !(no && *no));
}

static bool
copy(void *own, ab_str text, struct ab_error *err)
{
	(void)own;
	return ab_ui_copy(text, err);
}

/* Without a terminal there is no clipboard; the screen says what it would say. */
static bool
copy_nowhere(void *own, ab_str text, struct ab_error *err)
{
	(void)own, (void)text, (void)err;
	return true;
}

static enum ab_written
write_file(void *own, const char *path, ab_str text, enum ab_writing how, struct ab_error *err)
{
	(void)own;
	return ab_export(path, text, how, err);
}

int
ab_session_run(struct ab_bundle *bundle, const struct ab_options *o,
    const struct ab_rule_keeper *keeper, ab_say_fn *say)
{
	bool screen = o->mode == AB_MODE_AUTO;
	const struct ab_taker taker = {
		.copy = screen ? copy : copy_nowhere,
		.write = screen && !o->secure ? write_file : NULL,
	};
	struct ab_reader_options options = {
		.rows = o->rows, .cols = o->cols, .taker = &taker, .open = o->open,
		.keeper = keeper,
		.keys = o->bindings,
		.chrome = o->clean == AB_CLEAN_DIM ? AB_CHROME_DIMMED : AB_CHROME_HIDDEN,
	};
	const struct ab_ui_options terminal = {
		.color = wants_color(o->color), .mouse = o->mouse, .theme = o->theme,
		.links = o->hyperlinks,
	};
	struct ab_keeping keeping = { .wanted = !o->no_state };
	struct ab_error err;
	int status = ALL_WELL;

	if (screen && !ab_ui_start(&terminal, &options.rows, &options.cols, &err)) {
		say(ab_str_c(""), ab_str_c(err.text));
		return NO_SCREEN;
	}
	struct ab_reader *reader = ab_reader_new(bundle, &options, &err);
	if (reader && screen)
		converse(reader, bundle, o, &keeping, options.rows, options.cols);
	else if (reader)
		status = print_frame(reader, o);
	if (screen)
		ab_ui_stop();
	if (keeping.opened)
		ab_state_file_close(&keeping.file);
	if (*keeping.err.text)
		say(ab_str_c(""), ab_str_c(keeping.err.text));
	if (!reader) {
		say(ab_str_c(""), ab_str_c(err.text));
		status = NO_SCREEN;
	}
	ab_reader_free(reader);
	return status;
}
