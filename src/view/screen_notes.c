/* Notes: one line of text for a passage, and the list of all of them. */
#include "base/words.h"
#include "view/screen.h"

/* ---- making one ---- */

/* The note on the passage that is being given one; count if there is none. */
static size_t
note_there(struct ab_reader *r)
{
	struct ab_article *article = r->panes.at[r->panes.focus].article;
	ab_str name = ab_article_name(article), text = ab_article_text(article);
	ab_span at;

	for (size_t i = 0; ab_notes_each(r->notes, name, text, &i, &at); i++)
		if (at.start == r->noted.start)
			return i;
	return r->notes->count;
}

static void
answer(struct ab_reader *r, ab_str typed)
{
	struct ab_article *article = r->panes.at[r->panes.focus].article;
	size_t old = note_there(r);
	bool had = old < r->notes->count;

	ab_notes_remove(r->notes, old);
	if (typed.len == 0) {
		ab_say(r, had ? AB_WORD("the note is gone") : AB_WORD("no note made"));
		return;
	}
	ab_notes_add(r->notes, (struct ab_note){
		.article = ab_article_name(article), .start = r->noted.start,
		.passage = ab_slice(ab_article_text(article), r->noted), .text = typed,
	});
	ab_say(r, "noted; A lists the notes");
}

void
ab_note_ask(struct ab_reader *r)
{
	static const struct ab_question question = { .label = AB_WORD("note: "), .answer = answer };

	if (!ab_here_passage(r, &r->noted)) {
		ab_say(r, "there is no passage here");
		return;
	}
	size_t old = note_there(r);
	ab_ask(r, &question, old < r->notes->count ? r->notes->at[old].text : AB_STR(""));
}

size_t
ab_notes_of(struct ab_reader *r, struct ab_article *article, size_t *starts, size_t room)
{
	ab_str name = ab_article_name(article), text = ab_article_text(article);
	size_t count = 0;
	ab_span at;

	for (size_t i = 0; count < room && ab_notes_each(r->notes, name, text, &i, &at); i++)
		starts[count++] = at.start;
	return count;
}

/* ---- the list ---- */

void
ab_notes_open(struct ab_reader *r)
{
	r->screen = &ab_screen_notes;
	r->note_at = r->note_top = 0;
}

static void
paint_note(struct ab_reader *r, struct ab_frame *f, int row, size_t i)
{
	const struct ab_note *note = &r->notes->at[i];
	enum ab_style style = i == r->note_at ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;
	int article = f->cols >= 60 ? f->cols / 5 : 0, text = 1 + article;
	int passage = text + (f->cols - text) / 2;

	ab_frame_fill(f, row, 0, f->cols, style, AB_STR(" "));
	ab_frame_cut(f, row, 1, text - 1, style, ab_visible(&f->strings, note->article));
	ab_frame_cut(f, row, text, passage - 2, style, ab_visible(&f->strings, note->text));
	ab_frame_cut(f, row, passage, f->cols - 1, i == r->note_at ? style : AB_STYLE_DIM,
	    ab_visible(&f->strings, note->passage));
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	size_t page = rows > 1 ? (size_t)rows - 1 : 1;

	ab_show_row(r->notes->count, page, &r->note_top, &r->note_at);
	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	ab_frame_put(f, 0, 1, f->cols, AB_STYLE_BAR, ab_tr_str("notes"));
	for (size_t i = 0; i < page && r->note_top + i < r->notes->count; i++)
		paint_note(r, f, (int)i + 1, r->note_top + i);
	if (r->notes->count == 0)
		ab_frame_cut(f, 1, 1, f->cols, AB_STYLE_DIM,
		    ab_tr_str("No note so far: a makes one."));
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu",
	    r->notes->count ? r->note_at + 1 : 0, r->notes->count);
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	(void)r;
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM,
	    ab_tr_str("Enter goes there  D deletes  q goes back"));
}

/* To the passage: in the open articles first, then in all that there are. */
static void
go(struct ab_reader *r)
{
	const struct ab_note *note = &r->notes->at[r->note_at];
	size_t count = ab_bundle_count(r->bundle), open = (size_t)r->panes.count;

	for (size_t i = 0; i < open + count; i++) {
		size_t number = i < open ? r->panes.at[i].number : i - open;
		struct ab_article *article = ab_bundle_hold(r->bundle, number);
		ab_span at;
		bool found = ab_str_eq(ab_article_name(article), note->article)
		    && ab_note_place(note, ab_article_text(article), &at);
		ab_bundle_let_go(r->bundle, article);
		if (found) {
			ab_leave_here(r);
			ab_go(r, (ab_place){ number, at.start, true });
			ab_say(r, "%.*s", (int)note->text.len, note->text.ptr);
			return;
		}
	}
	ab_warn(r, "this passage is in no article any more");
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	if (c == AB_DO_CLICK && r->note_top + count <= r->notes->count) {
		r->note_at = r->note_top + count - 1;
		return true;
	}
	return ab_move_row(r, c, count, r->notes->count, &r->note_at);
}

static bool
key(struct ab_reader *r, ab_str name)
{
	bool deletes = ab_str_eq(name, AB_STR("D")) || ab_str_eq(name, AB_STR("<Del>"));

	if (!deletes && !ab_str_eq(name, AB_STR("<Enter>")))
		return false;
	r->count = 0;
	if (r->note_at >= r->notes->count)
		ab_say(r, "there is no note");
	else if (deletes)
		ab_notes_remove(r->notes, r->note_at);
	else
		go(r);
	return true;
}

const struct ab_screen ab_screen_notes = { paint, place, status, command, key };
