/*
 * ui_inside - what the files of ui share.
 *
 *	ui.c: curses, and what the terminal has; ui_keys.c: keys;
 *	ui_talk.c: what is sent beside frames, and answered
 */
#ifndef ABREAST_APP_UI_INSIDE_H
#define ABREAST_APP_UI_INSIDE_H

#include <wchar.h>

#include "app/paint.h"
#include "app/ui.h"

/* The terminal is one, and so is this: the only state outside an object in the program. */
extern struct ab_ui {
	int fd;       /* where keys come from */
	struct ab_painter *painter;
	bool cursor;  /* shown */
	bool mouse;   /* reports what it does */
	int asked;    /* questions to the terminal that it has not answered */
	bool asks_version;   /* it was asked for its name, too, which not all answer */
	bool margins, whole; /* it has left and right margins; it can show a frame as a whole */
	bool more;    /* it has turned out to show more than is on the screen */
} ab_ui;

/* A mouse report and answers begin as ui.c knows them; the rest comes as characters. */
enum ab_came {
	AB_CAME_NOTHING, AB_CAME_CHARACTER, AB_CAME_KEY, AB_CAME_MOUSE, AB_CAME_MODE,
	AB_CAME_VERSION,
	AB_CAME_SIZE
};

/** What comes within so many milliseconds: a character in *c, the name of a key in *name. */
enum ab_came ab_ui_read(int wait_ms, wchar_t *c, ab_str *name);

/** The terminal has another size. */
void ab_ui_take_size(int *rows, int *cols);

/** Sends all of it, at once: a screen that comes in pieces flickers. */
void ab_ui_send(ab_str bytes);

void ab_ui_report_mouse(bool on);

/** Left and right margins (DECLRMM) mean what they say only while this is set; nothing where there
 * are none. */
void ab_ui_use_margins(bool on);

/** Asks what terminfo has no word for, if the terminal is one that answers. */
void ab_ui_ask(const struct ab_ui_options *options, bool answers, bool links);

/** Takes an answer; false if it is none. */
bool ab_ui_answer(enum ab_came came);

/** Answers that come when we have left would be typed into the shell. */
void ab_ui_await_answers(void);

/** The rest of a report or an answer, up to the letter that ends it, which is returned; on a slow
 * line it may take a while. */
char ab_ui_rest(char *rest, size_t room);

#endif
