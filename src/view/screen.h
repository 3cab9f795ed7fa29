/*
 * screen - what every screen has in common. Only the reader's own files include this.
 *
 *	keys -> reader -> [screen: one of them has the keys] -> frame
 *
 * A screen is a file that ends in a const struct of functions; it paints all rows but the last,
 * which is the status line. Adding one touches commands.def and the table of what opens it in
 * keys.c.
 */
#ifndef ABREAST_VIEW_SCREEN_H
#define ABREAST_VIEW_SCREEN_H

#include "view/commands.h"
#include "view/events.h"
#include "view/ink.h"
#include "view/label.h"
#include "view/linked.h"
#include "view/pane.h"
#include "view/places.h"
#include "view/prompt.h"
#include "view/reader.h"
#include "view/state.h"
#include "news/timeline.h"
#include "news/tokens.h"

struct ab_screen {
	/** Paints rows [0, rows). */
	void (*paint)(struct ab_reader *reader, struct ab_frame *frame, int rows);

	/** Paints where one is, at the start of the status line; returns the column after it.
	 * Short, and always as wide: it is sent anew with each row scrolled. */
	int (*place)(struct ab_reader *reader, struct ab_frame *frame, int row);

	/** Paints what stands in the status line when there is no message; from column col on. */
	void (*status)(struct ab_reader *reader, struct ab_frame *frame, int row, int col);

	/** Does a command, with the count typed before it (0: none); false: not on this screen. */
	bool (*command)(struct ab_reader *reader, enum ab_command command, size_t count);

	/** Sees each key before it is looked up; true when it was for this screen. May be NULL. */
	bool (*key)(struct ab_reader *reader, ab_str key);
};

extern const struct ab_screen ab_screen_panes, ab_screen_list, ab_screen_index, ab_screen_timeline,
    ab_screen_help, ab_screen_pick, ab_screen_draft, ab_screen_results, ab_screen_notes,
    ab_screen_overview, ab_screen_events, ab_screen_alike;

/* What was answered before is kept for each of these. */
enum ab_history_of { AB_HISTORY_NONE, AB_HISTORY_SEARCH, AB_HISTORY_COMMAND, AB_HISTORY_FILE,
	AB_HISTORY_COUNT };

/* Something that is asked at the prompt. */
struct ab_question {
	const char *label;
	enum ab_history_of history;

	/** What was typed at it when Enter came. */
	void (*answer)(struct ab_reader *reader, ab_str text);

	/** What is typed at it so far, after each key; empty when it is given up and there is no
	 * `cancel`. NULL where only the answer counts. */
	void (*typing)(struct ab_reader *reader, ab_str text);

	/** It was given up. May be NULL. */
	void (*cancel)(struct ab_reader *reader);

	/** Tab: completes the first `stem` bytes of the prompt's text,
	 * the n-th way. May be NULL. */
	void (*complete)(struct ab_reader *reader, size_t stem, size_t n);
};

/** Asks, with this text to begin with. */
void ab_ask(struct ab_reader *reader, const struct ab_question *question, ab_str text);

/* A key that waits for one character more: which article, which mark? */
enum ab_wait { AB_WAIT_NONE, AB_WAIT_PUT, AB_WAIT_SET_MARK, AB_WAIT_GO_MARK, AB_WAIT_REPLACE };

struct ab_list_screen; /* screen_list.c */
struct ab_sought;     /* seek_typing.c */
struct ab_results;    /* screen_results.c */
struct ab_index;      /* screen_index.c */
struct ab_draft;      /* screen_draft.c */
struct ab_overview;   /* overview.c */
struct ab_alike;      /* screen_alike.c */
struct ab_groups;     /* news/groups.h */

enum { AB_CITATION_MAX = 8192 };

struct ab_reader {
	struct ab_bundle *bundle;
	struct ab_panes panes;
	const struct ab_screen *screen;
	const struct ab_screen *under_help; /* where the help goes back to */
	int rows, cols;
	struct ab_keys keys;
	struct ab_linked linked;
	struct ab_overview *overview; /* NULL until it is first asked for */

	enum ab_marks marks;
	unsigned muted;         /* bit of each type of name that is not to be shown */
	enum ab_wait waiting;   /* for a character */
	char typed[AB_KEY_MAX]; /* the start of a command of several keys */
	char ran[AB_KEY_MAX];   /* the key that was a command a moment ago:
	                         * it may begin a longer one */
	struct ab_stand before_ran;
	size_t ran_count;       /* typed before it */
	size_t half;            /* lines that half a page has; 0: nobody has said */
	size_t count;           /* typed before a command; 0: none */
	char message[400];      /* until the next key; empty: none */
	bool warn;
	bool costly_told;       /* that a rule ran into a limit */
	enum ab_wish wish;
	struct ab_prompt prompt;
	const struct ab_question *question; /* at the prompt; NULL: none */
	struct ab_history history[AB_HISTORY_COUNT]; /* NONE is not used */
	bool pasting;           /* ^R was typed at the prompt */
	size_t stem, completions; /* of what Tab completes at the prompt: its
	                           * length, times it was asked */

	struct { enum ab_command command; size_t count; } last; /* motion; DOWN and 0 at first */
	struct ab_places places, places_before_ran;
	ab_place hand;          /* what was clicked or chosen last, and is no match of a search */
	struct ab_notes *notes, own_notes;
	const struct ab_taker *taker; /* NULL: nothing is taken out */
	char citation[AB_CITATION_MAX]; /* to be written to the file that is being asked for */
	size_t note_at, note_top;
	ab_span noted;          /* the passage that is being given a note, in the focused pane */

	struct ab_search *search; /* NULL: none */
	bool following;         /* it is a name or a day that is looked for */
	unsigned long edition;  /* of the bundle's roster, when its mentions were looked for */
	char pattern[256];      /* as it is shown: the pattern, type and name, or the day */
	bool backward;          /* the search was begun with ? */
	bool seeking;           /* the next hit is to be shown as soon as it is found */
	int hit_pane;           /* the current hit; -1: none */
	size_t hit;
	struct ab_sought *before; /* the search, while another is being typed; else NULL */
	struct ab_search *only; /* lines that match this are shown, and no others; NULL: all are */
	char only_pattern[AB_PROMPT_MAX];
	struct ab_results *results; /* of a search in all articles; NULL: there was none */

	struct ab_list_screen *list; /* NULL until it is first asked for */
	struct ab_index *index; /* NULL until it is first asked for */
	struct ab_events *events; /* NULL until they are first asked for */
	struct ab_alike *alike; /* NULL until it is first asked for */
	struct ab_timeline *timeline; /* NULL until it is first asked for */
	size_t timeline_next;   /* articles that it knows, from the first on */
	size_t timeline_top, timeline_at;
	size_t help_top;
	char help_filter[AB_PROMPT_MAX];
	size_t picked;          /* line of the focused pane's article, on the pick screen */
	struct ab_draft *draft; /* of a rule; NULL: none was begun */
	const struct ab_rule_keeper *keeper; /* NULL: no rules are made */

	struct ab_state former; /* where the person was when this bundle was last read */
	struct ab_arena former_arena;
	bool offered;           /* there is one, and it is elsewhere */

	unsigned generation;    /* of the heap, when the panes were opened */
	size_t enrolled;        /* articles of the bundle that the
	                         * roster knows, from the first on */
	bool early;             /* fewer articles have come than are opened at first, and no key */
	bool indexed;
	bool reloading;         /* the sources are being read again, because the person asked */
};

/** Says something in the status line, until the next key. */
void ab_say(struct ab_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void ab_warn(struct ab_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** A command that moves, as rows to move by on a page of so many rows; false for other commands.
 * END and START without a count are very many rows. */
bool ab_motion(enum ab_command command, size_t count, int page, ptrdiff_t *rows);

/** Such a command on a screen that is a list of so many rows: moves *at; with a count, START and
 * END go to that row. False for other commands. */
bool ab_move_row(const struct ab_reader *reader, enum ab_command command, size_t count, size_t rows,
    size_t *at);

/** Brings *at below the number of rows, and *top to where a page of them shows it. */
void ab_show_row(size_t rows, size_t page, size_t *top, size_t *at);

/** The day an article was published: "2031-05-04", "~2031-05-04" if that is assumed, or empty. */
ab_str ab_day_of(struct ab_arena *arena, struct ab_article *article);

/** Does a command, wherever one is. */
void ab_reader_run(struct ab_reader *reader, enum ab_command command, size_t count);

/** Opens an article in the focused pane (or in the first one). */
void ab_reader_put(struct ab_reader *reader, size_t number);

/** Opens the first two articles, or one where the width carries no more. */
void ab_reader_open_first(struct ab_reader *reader);

/** work.c: what was opened lately is made ready to be shown: marks, and the hits of the search. */
void ab_reader_prepare(struct ab_reader *reader);

/* What is under the hand (here.c): what was clicked, chosen or found last, if it is in sight in the
 * focused pane, or else the first row that the pane shows. */

/** False: the pane shows nothing. */
bool ab_here(struct ab_reader *reader, size_t *offset);

/** The sentence there. Not yet free of control characters. */
bool ab_here_passage(struct ab_reader *reader, ab_span *passage);

/** The nth word from there on, from 1; empty if there is none. */
ab_str ab_here_word(struct ab_reader *reader, size_t nth);

/** What the focused pane shows first. */
ab_place ab_here_place(struct ab_reader *reader);

/** A jump leads away: ^O and '' come back. */
void ab_leave_here(struct ab_reader *reader);

/** Shows a place: in a pane that has its article, or else in the focused one. */
void ab_go(struct ab_reader *reader, ab_place to);

/* move.c */

/** A motion beyond rows and pages; false for other commands. There is an article. */
bool ab_move(struct ab_reader *reader, enum ab_command command, size_t count);

/** The letter of a mark came. */
void ab_move_mark(struct ab_reader *reader, enum ab_wait what, ab_str key);

/** A click in the panes. */
void ab_move_click(struct ab_reader *reader, int row, int col);

/** screen_help.c */
void ab_help_open(struct ab_reader *reader);

/** colon.c: asks for a command by name. */
void ab_colon_ask(struct ab_reader *reader);

/* copy.c */
void ab_copy_passage(struct ab_reader *reader, bool cited);
void ab_copy_write(struct ab_reader *reader);

/** The key that says whether a file is to be replaced came. */
void ab_copy_replace(struct ab_reader *reader, ab_str key);

/* screen_notes.c */
void ab_note_ask(struct ab_reader *reader);
void ab_notes_open(struct ab_reader *reader);

/* only.c */
void ab_only_ask(struct ab_reader *reader);

/** Goes on looking which lines of the panes match; false when all is known. */
bool ab_only_step(struct ab_reader *reader, bool *dirty);

/** Looks again: panes show other text now. */
void ab_only_again(struct ab_reader *reader);
void ab_only_end(struct ab_reader *reader);

/* screen_results.c */
void ab_results_ask(struct ab_reader *reader);

/** Searches some bytes more; false when all is searched or it was stopped. */
bool ab_results_step(struct ab_reader *reader, bool *dirty);
void ab_results_free(struct ab_reader *reader);

/** How many matches the last search in all articles found in this one. */
size_t ab_results_in(const struct ab_reader *reader, size_t number);

/* screen_list.c */

void ab_list_open(struct ab_reader *reader);

/** Reads one article more, where the order asks for all of them; false when none is left. */
bool ab_list_step(struct ab_reader *reader, bool *dirty);

/** Shows the events; articles are read for them behind the screen (screen_events.c). */
void ab_events_open(struct ab_reader *reader);

/** screen_alike.c: shows who else tells what the focused pane's article tells. */
void ab_alike_open(struct ab_reader *reader);
void ab_alike_free(struct ab_reader *reader);

/** Opens these articles side by side, in place of what is open. */
void ab_reader_open_all(struct ab_reader *reader, const size_t *number, int count);

/** Forgets what is known of the articles. */
void ab_list_forget(struct ab_reader *reader);
void ab_list_free(struct ab_reader *reader);

/** Where the passages of an article begin that have notes, as many as there is room for. */
size_t ab_notes_of(struct ab_reader *reader, struct ab_article *article, size_t *starts,
    size_t room);

/** work.c: the panes show what this knowledge makes of their articles. */
void ab_reader_relearn(struct ab_reader *reader, const struct ab_knowledge *know);

/** why.c: why a line is shown or hidden, as a sentence in the arena. */
ab_str ab_why(struct ab_arena *arena, struct ab_article *article, enum ab_chrome_mode chrome,
    size_t line);

/** screen_pick.c: lets the person choose a line of the focused pane, to hide lines like it. */
void ab_pick_begin(struct ab_reader *reader);

/* A pane as cells (pane_paint.c). */

/** The header of a pane, and the rows of text that it shows. */
void ab_pane_paint(struct ab_reader *reader, struct ab_frame *frame, struct ab_pane *pane);

/** "hidden", "dimmed" or "shown": what becomes of chrome. To be translated where it is shown. */
const char *ab_chrome_word(enum ab_chrome_mode mode);

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

/** Asks for a pattern; the first hit is shown while it is typed (seek_typing.c). */
void ab_seek_ask(struct ab_reader *reader, bool backward);

/** Looks for the pattern from what the focused pane shows. */
void ab_seek_begin(struct ab_reader *reader, ab_str pattern);

/** Forgets the search before one that is being typed. */
void ab_seek_typing_end(struct ab_reader *reader);

/** Looks for the nth word from what is under the hand on. */
void ab_seek_word(struct ab_reader *reader, size_t nth, bool backward);

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

/** Follows these days through all panes: what means them lights up as hits of a search do, and n
 * and N go there. label is what is said of them. */
void ab_seek_days(struct ab_reader *reader, ab_days days, const char *label);

/** The expression of time under the eye: the current hit is, or is in, or else the first one of the
 * focused pane's first row; NULL where there is none or nobody knows yet. */
const struct ab_date *ab_seek_date(struct ab_reader *reader);

/** Makes the first hit in the focused pane that ends after this byte offset the current one. */
void ab_seek_show(struct ab_reader *reader, size_t offset);

/** Looks for a pattern and goes nowhere; false and a sentence if it is none. */
bool ab_seek_pattern(struct ab_reader *reader, ab_str pattern, struct ab_error *err);

/** To the next hit in the direction of the search, or against it. */
void ab_seek_next(struct ab_reader *reader, bool against, size_t count);

/** Goes on looking for about so many bytes; false when all panes are searched. */
bool ab_seek_step(struct ab_reader *reader, size_t bytes);

/** Looks in all panes anew: they show other text now. */
void ab_seek_again(struct ab_reader *reader);

/** The same, and the hit that starts there in that pane (-1: none) is the current one. */
void ab_seek_again_at(struct ab_reader *reader, int pane, size_t start);

/** The current hit; NULL: none, or its pane has been closed or shows another article by now. */
const ab_span *ab_seek_hit(const struct ab_reader *reader);

/** Where the current hit starts in its article; 0 if there is none. */
size_t ab_seek_start(const struct ab_reader *reader);

/** No search any more. */
void ab_seek_end(struct ab_reader *reader);

#endif
