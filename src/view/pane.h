/*
 * pane - articles side by side: which, where, and how far each is scrolled.
 *
 *	bundle -> article -> layout -> [panes: place on the screen] -> screen_panes
 *
 * Up to nine panes are open; those the width carries are shown, the others a
 * Tab away. Where the width carries only one (below 60 columns), a strip at the
 * bottom shows the next one. All rows between the headers and the status line move together
 * when panes are coupled: panes may scroll past their end and before their
 * start, into empty rows, until the longest is at its end. When they are coupled by link, they
 * are padded (view/couple.h) so that they move as by row and passages that say the same still meet.
 */
#ifndef ABREAST_VIEW_PANE_H
#define ABREAST_VIEW_PANE_H

#include "news/bundle.h"
#include "view/layout.h"
#include "view/search.h"

enum {
	AB_PANES_MAX = 9,
	AB_PANE_COLS = 38, /* least width that is good to read, without the edge */
	AB_TWO_COLS = 60   /* of a screen: below, two panes are one and a strip */
};

enum ab_coupling { AB_COUPLED_BY_LINK, AB_COUPLED_BY_ROW, AB_COUPLED_NOT, AB_COUPLING_COUNT };

struct ab_pane {
	size_t number;              /* of the article in the bundle, from 0 */
	struct ab_article *article; /* held */
	struct ab_layout *layout;   /* NULL until it is shown */
	int width;                  /* of the layout, in cells */
	ptrdiff_t top;              /* the row at the pane's top; may be before or past them all.
	                             * In a huge article rows are counted from a place near it */
	size_t kept;                /* the byte shown there when the top was `kept_top` */
	ptrdiff_t kept_top;
	int row, rows, col, cols;   /* of its text with margins, below the
	                             * header; rows 0: not shown */
	int margin;                 /* blank columns at the right of the text */
	int left;                   /* at its left: as many, or the gutter's */
	struct ab_pad *pad;         /* owned; NULL: none */
	size_t pads;
	struct ab_hits hits;        /* of the search */
	struct ab_hits only;        /* if only lines that match are to be shown */
	bool marked;                /* names and dates are known: large articles wait for it */
	int wider;                  /* columns more (or less) than its share */
};

struct ab_panes {
	struct ab_bundle *bundle;
	struct ab_pane at[AB_PANES_MAX];
	int count, focus;
	int first, shown;           /* those side by side on the screen */
	int strip;                  /* the one in the strip, or -1 */
	int rows, cols;             /* of the screen, with headers and without the status line */
	bool gutter;                /* there is something to stand in it (view/gutter.h) */
	int foot;                   /* rows at the bottom that are none of the panes' */
	unsigned long laid;         /* another number whenever rows may be others than before */
	enum ab_chrome_mode chrome;
	enum ab_coupling coupling;
	bool only;                  /* lines that match are shown, in
	                             * panes where they are all known */
	bool values;                /* stand beside expressions of time, in panes that are marked */
};

/** The byte at the top of a pane. As long as the pane is not scrolled it stays the
 * same, though a row of another width begins before it: a narrower layout, or chrome
 * shown, and back lose no row. */
size_t ab_pane_offset(const struct ab_pane *pane);

/** Has the row with that byte at the top; the pane must have been on the screen. */
void ab_pane_seek(struct ab_panes *panes, struct ab_pane *pane, size_t offset);

/** Opens article `number` in a pane after the last; there must be room. */
void ab_panes_add(struct ab_panes *panes, size_t number);

/** Puts another article into a pane, at its start. */
void ab_panes_put(struct ab_panes *panes, int pane, size_t number);

/** Reads all articles again, with other knowledge; each pane keeps the text that it shows at its
 * top. Marks and hits are to be found anew. */
void ab_panes_relearn(struct ab_panes *panes, const struct ab_knowledge *know);

/** Two panes change places; each place keeps its width. */
void ab_panes_swap(struct ab_panes *panes, int a, int b);

void ab_panes_remove(struct ab_panes *panes, int pane);
void ab_panes_free(struct ab_panes *panes);

/** Gives each pane its place on the screen; each keeps the text that it shows at its top. */
void ab_panes_arrange(struct ab_panes *panes);

/** Shows or hides chrome; each pane keeps the text that it shows at its top. */
void ab_panes_chrome(struct ab_panes *panes, enum ab_chrome_mode chrome);

/** Writes values beside expressions of time, or not. To be called again when dates have changed. */
void ab_panes_values(struct ab_panes *panes, bool values);

/** Shows only lines with hits, or all lines, in all panes where that is known. */
void ab_panes_only(struct ab_panes *panes, bool only);

/** Pads a pane, which takes them over; it keeps the text that it shows at its top. */
void ab_panes_pad(struct ab_panes *panes, int pane, struct ab_pad *pad, size_t count);

/** Moves columns between the focused pane and a neighbour; false when one would get too narrow. */
bool ab_panes_widen(struct ab_panes *panes, int cols);

/** How many panes go side by side. */
int ab_panes_fit(const struct ab_panes *panes);

/** The row of the layout that shows this offset, as ab_layout_find, for going there: far off in a
 * huge article its rows are counted anew, from somewhat above, and pane->top with them. */
size_t ab_pane_find(struct ab_panes *panes, struct ab_pane *pane, size_t offset);

/** How many rows there are above the top, counted up to somewhat more than `rows`. Rows of a huge
 * article may be counted anew for that. */
ptrdiff_t ab_pane_above(struct ab_panes *panes, struct ab_pane *pane, ptrdiff_t rows);

/** Makes the layout of a pane anew, of a huge article from some rows before this byte on. Where the
 * top is then, who asks must say. */
void ab_pane_lay_out(struct ab_panes *panes, struct ab_pane *pane, size_t from);

/* How they move (pane_scroll.c). */

/** Scrolls by rows: all panes when coupled, else the focused one. False when nothing moved. */
bool ab_panes_scroll(struct ab_panes *panes, ptrdiff_t rows);

/** Scrolls so that the focused pane has this row at its top. */
bool ab_panes_scroll_to(struct ab_panes *panes, ptrdiff_t top);

/* Where the panes stand, to be restored while the same ones are open. */
struct ab_stand { int count, focus; ptrdiff_t top[AB_PANES_MAX]; size_t origin[AB_PANES_MAX]; };
struct ab_stand ab_panes_stand(const struct ab_panes *panes);
void ab_panes_restore(struct ab_panes *panes, const struct ab_stand *stand);

/** To the start: all panes when coupled, each at its first row. */
void ab_panes_start(struct ab_panes *panes);

/** Couples them or not. Those that are free leave the empty rows before and after their text. */
void ab_panes_couple(struct ab_panes *panes, enum ab_coupling coupling);

/** How far the pane's last row is in the text, 0 to 100. */
int ab_pane_percent(struct ab_pane *pane);

#endif
