/*
 * reader - what the person does, and what is to be seen.
 *
 *	keys -> [reader: panes, screens] -> frame
 *
 * Knows no terminal: takes key names, paints frames. A key name is the
 * character itself ("j", "é") or <Name>: <Down> <Up> <Left> <Right> <PgUp>
 * <PgDn> <Home> <End> <Tab> <S-Tab> <Enter> <Esc> <BS> <Del> <F1> <C-d>
 * <WheelDown> <WheelUp>, and <Click-ROW,COL>, both from 0.
 */
#ifndef ABREAST_VIEW_READER_H
#define ABREAST_VIEW_READER_H

#include "news/bundle.h"
#include "view/commands.h"
#include "view/frame.h"
#include "view/layout.h"
#include "view/notes.h"

struct ab_reader;

enum { AB_RULE_SAID = 320 };

/*
 * Keeps the person's own rules: where they are is not the reader's to know.
 * Each function returns the knowledge that holds from now on, which it owns; the
 * one before it is valid until the next call. NULL and a sentence: all is as it was.
 */
struct ab_rule_keeper {
	void *own;
	/** Adds a rule that hides lines like the example, which the pattern
	 * must match; said: its name. */
	const struct ab_knowledge *(*add)(void *own, ab_str pattern, ab_str example,
	    char said[AB_RULE_SAID], struct ab_error *err);
	/** Takes the last rule back; said: its name and pattern. */
	const struct ab_knowledge *(*take_back)(void *own, char said[AB_RULE_SAID],
	    struct ab_error *err);
};

enum ab_writing { AB_WRITE_NEW, AB_WRITE_OVER, AB_WRITE_AFTER };
enum ab_written { AB_WRITTEN, AB_WRITTEN_NOT_EXISTS, AB_WRITTEN_NOT };

/*
 * Takes text out of the reader: where it goes is not the reader's to know. A function may be NULL:
 * that is not allowed. Text is valid UTF-8 without any control character but line feeds.
 */
struct ab_taker {
	void *own;
	/** Into the clipboard. */
	bool (*copy)(void *own, ab_str text, struct ab_error *err);
	/** Into a file: a new one, instead of what is there, or after it. NOT_EXISTS: there is a
	 * file of that name, and AB_WRITE_NEW was wanted. NOT comes with a sentence. */
	enum ab_written (*write)(void *own, const char *path, ab_str text, enum ab_writing how,
	    struct ab_error *err);
};

enum { AB_KEY_MAX = 40 /* bytes of a key name */ };

struct ab_reader_options {
	int rows, cols;
	const struct ab_taker *taker; /* borrowed; NULL: nothing is taken out */
	struct ab_notes *notes;     /* borrowed; NULL: the reader has its own, and forgets them */
	const struct ab_rule_keeper *keeper; /* borrowed; NULL: no rules are made */
	const char *open;           /* --open: "1,3" or names; NULL for the first ones */
	const struct ab_keys *keys; /* borrowed; NULL: those of commands.def */
	enum ab_chrome_mode chrome; /* --clean: on or dim; off is in the articles' options */
};

/** bundle is borrowed. NULL and a sentence when --open names no article. */
struct ab_reader *ab_reader_new(struct ab_bundle *bundle, const struct ab_reader_options *options,
    struct ab_error *err);
void ab_reader_free(struct ab_reader *reader);

void ab_reader_resize(struct ab_reader *reader, int rows, int cols);

/** One key. Never fails: a key that means nothing here says so on the last line. */
void ab_reader_key(struct ab_reader *reader, ab_str key);

/** Paints all of it. */
void ab_reader_paint(struct ab_reader *reader, struct ab_frame *frame);

/** Does a slice of the work that goes on behind the screen (indexing, counting);
 * false when there is none left. *dirty is set when the screen would change. */
bool ab_reader_work(struct ab_reader *reader, bool *dirty);

/** Could all articles that are open be read, and is nothing of them missing? */
bool ab_reader_whole(const struct ab_reader *reader);

/** What the reader asks of whoever shows it; asked once, then forgotten. */
enum ab_wish { AB_WISH_NONE, AB_WISH_QUIT, AB_WISH_SUSPEND, AB_WISH_REDRAW };
enum ab_wish ab_reader_wish(struct ab_reader *reader);

#endif
