/*
 * screen - what every screen has in common. Only the reader's own files include this.
 *
 * A screen is a file that ends in a const struct of functions; it paints all
 * rows but the last, which is the status line. Adding one touches commands.def
 * and run() in reader.c.
 */
#ifndef ABREAST_VIEW_SCREEN_H
#define ABREAST_VIEW_SCREEN_H

#include "view/commands.h"
#include "view/ink.h"
#include "view/linked.h"
#include "view/pane.h"
#include "view/prompt.h"
#include "view/reader.h"
#include "news/timeline.h"

struct ab_screen {
	/** Paints rows [0, rows). */
	void (*paint)(struct ab_reader *reader, struct ab_frame *frame, int rows);

	/** Paints where one is, at the start of the status line; returns the column after it. Short,
	 * and always as wide: it is sent anew with each row scrolled. */
	int (*place)(struct ab_reader *reader, struct ab_frame *frame, int row);

	/** Paints what stands in the status line when there is no message; from column col on. */
	void (*status)(struct ab_reader *reader, struct ab_frame *frame, int row, int col);

	/** Does a command, with the count typed before it (0: none); false: not on this screen. */
	bool (*command)(struct ab_reader *reader, enum ab_command command, size_t count);

	/** Sees each key before it is looked up; true when it was for this screen. May be NULL. */
	bool (*key)(struct ab_reader *reader, ab_str key);

	/** The prompt that this screen asked was answered. NULL where it asks none. */
	void (*answer)(struct ab_reader *reader, ab_str text);

	/** What is typed at it so far, after each key; empty when it is given up. NULL where only the
	 * answer counts. */
	void (*typing)(struct ab_reader *reader, ab_str text);
};

extern const struct ab_screen ab_screen_panes, ab_screen_list, ab_screen_index, ab_screen_timeline,
    ab_screen_help, ab_screen_pick, ab_screen_draft, ab_screen_overview;

struct ab_list_entry; /* screen_list.c */
struct ab_index;      /* screen_index.c */
struct ab_draft;      /* screen_draft.c */
struct ab_overview;   /* overview.c */

struct ab_reader {
	struct ab_bundle *bundle;
	struct ab_panes panes;
	const struct ab_screen *screen;
	int rows, cols;
	struct ab_linked linked;
	struct ab_overview *overview; /* NULL until it is first asked for */

	enum ab_marks marks;
	unsigned muted;         /* bit of each type of name that is not to be shown */
	bool putting;           /* a digit is waited for: which article into the pane */
	char typed[24];         /* the start of a command of several keys */
	size_t count;           /* typed before a command; 0: none */
	char message[400];      /* until the next key; empty: none */
	bool warn;
	enum ab_wish wish;
	struct ab_prompt prompt;

	struct ab_search *search; /* NULL: none */
	bool following;         /* it is a name or a day that is looked for */
	unsigned long edition;  /* of the bundle's roster, when its mentions were looked for */
	char pattern[256];      /* as it is shown: the pattern, type and name, or the day */
	bool backward;          /* the search was begun with ? */
	bool seeking;           /* the next hit is to be shown as soon as it is found */
	int hit_pane;           /* the current hit; -1: none */
	size_t hit;

	size_t list_top, list_at;
	struct ab_list_entry *entries;
	struct ab_index *index; /* NULL until it is first asked for */
	struct ab_timeline *timeline; /* NULL until it is first asked for */
	size_t timeline_next;   /* articles that it knows, from the first on */
	size_t timeline_top, timeline_at;
	size_t help_top;
	size_t picked;          /* line of the focused pane's article, on the pick screen */
	struct ab_draft *draft; /* of a rule; NULL: none was begun */
	const struct ab_rule_keeper *keeper; /* NULL: no rules are made */

	unsigned generation;    /* of the heap, when the panes were opened */
	size_t enrolled;        /* articles of the bundle that the roster knows, from the first on */
	bool indexed;
};

/** Says something in the status line, until the next key. */
void ab_say(struct ab_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void ab_warn(struct ab_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** A command that moves, as rows to move by on a page of so many rows; false for other commands.
 * END and START without a count are very many rows. */
bool ab_motion(enum ab_command command, size_t count, int page, ptrdiff_t *rows);

/** Such a command on a screen that is a list of so many rows: moves *at; with a count, START and END
 * go to that row. False for other commands. */
bool ab_move_row(const struct ab_reader *reader, enum ab_command command, size_t count, size_t rows,
    size_t *at);

/** Brings *at below the number of rows, and *top to where a page of them shows it. */
void ab_show_row(size_t rows, size_t page, size_t *top, size_t *at);

/** The day an article was published: "2031-05-04", "~2031-05-04" if that is assumed, or empty. */
ab_str ab_day_of(struct ab_arena *arena, struct ab_article *article);

/** Opens an article in the focused pane (or in the first one). */
void ab_reader_put(struct ab_reader *reader, size_t number);

/** Opens the first two articles, or one where the width carries no more. */
void ab_reader_open_first(struct ab_reader *reader);

/** work.c: what was opened lately is made ready to be shown: marks, and the hits of the search. */
void ab_reader_prepare(struct ab_reader *reader);

/** screen_list.c: forgets what the list knows. */
void ab_list_forget(struct ab_reader *reader);

/** work.c: the panes show what this knowledge makes of their articles. */
void ab_reader_relearn(struct ab_reader *reader, const struct ab_knowledge *know);

/** why.c: why a line is shown or hidden, as a sentence in the arena. */
ab_str ab_why(struct ab_arena *arena, struct ab_article *article, enum ab_chrome_mode chrome,
    size_t line);

/** screen_pick.c: lets the person choose a line of the focused pane, to hide lines like it. */
void ab_pick_begin(struct ab_reader *reader);

/* A rule before it is written (screen_draft.c). */

/** Makes a rule of a line and shows what it would hide. */
void ab_draft_begin(struct ab_reader *reader, struct ab_pane *pane, size_t line);

/** Looks through one article more; false when there is none. */
bool ab_draft_step(struct ab_reader *reader, bool *dirty);

/** Takes the last rule back. */
void ab_draft_take_back(struct ab_reader *reader);

void ab_draft_free(struct ab_draft *draft);

/** screen_index.c: makes the index ready to be shown. */
void ab_index_open(struct ab_reader *reader);
void ab_index_free(struct ab_reader *reader);

/** The types of names that are not to be shown, as "no ORG MISC"; empty if there are none. */
ab_str ab_muted_types(struct ab_arena *arena, unsigned muted);

/* screen_timeline.c */

/** Shows the timeline; its articles are read behind the screen. */
void ab_timeline_open(struct ab_reader *reader);

/** Reads one article more for it; false when there is none left, or nobody asked for it. */
bool ab_timeline_step(struct ab_reader *reader, bool *dirty);

/** Follows the day under the cursor in all panes. */
void ab_timeline_follow(struct ab_reader *reader);

void ab_timeline_forget(struct ab_reader *reader);

/* screen_overview.c */

/** Shows the overview; its articles are linked behind the screen. */
void ab_overview_open(struct ab_reader *reader);

/** A slice of that work; false when there is none left, or nobody asked for it. */
bool ab_overview_work(struct ab_reader *reader, bool *dirty);

void ab_overview_forget(struct ab_reader *reader);

/* Searching in the panes (seek.c). */

/** The prompt was answered: looks for the pattern from what the focused pane shows. */
void ab_seek_begin(struct ab_reader *reader, ab_str pattern);

/** Follows a name through all panes: shows its next mention in the focused one, or else where n
 * would go. Its mentions are the hits of a search from then on. */
void ab_seek_follow(struct ab_reader *reader, const struct ab_tally_row *name);

/** Follows the first name from the top of the focused pane on; if one is followed there, the next
 * other one after its current mention. */
void ab_seek_name(struct ab_reader *reader);

/** What is looked for and which hit is the current one: "PER Ada Lindqvist: 3 of 17". */
ab_str ab_seek_place(const struct ab_reader *reader, struct ab_arena *arena);

/** Looks for the followed name again, if more is known of who is who; false when nothing was to be
 * done. */
bool ab_seek_renew(struct ab_reader *reader);

/** Follows these days through all panes: what means them lights up as hits of a search do, and n and
 * N go there. label is what is said of them. */
void ab_seek_days(struct ab_reader *reader, ab_days days, const char *label);

/** The expression of time under the eye: the current hit is, or is in, or else the first one of the
 * focused pane's first row; NULL where there is none or nobody knows yet. */
const struct ab_date *ab_seek_date(struct ab_reader *reader);

/** Makes the first hit in the focused pane that ends after this byte offset the current one. */
void ab_seek_show(struct ab_reader *reader, size_t offset);

/** To the next hit in the direction of the search, or against it. */
void ab_seek_next(struct ab_reader *reader, bool against, size_t count);

/** Goes on looking for about so many bytes; false when all panes are searched. */
bool ab_seek_step(struct ab_reader *reader, size_t bytes);

/** Looks in all panes anew: they show other text now. */
void ab_seek_again(struct ab_reader *reader);

/** No search any more. */
void ab_seek_end(struct ab_reader *reader);

#endif
