/* check_state - what state.h promises of any bytes, as one function. */
#ifndef ABREAST_TESTS_CHECK_STATE_H
#define ABREAST_TESTS_CHECK_STATE_H

#include "view/state.h"

/* NULL if what is read of these bytes keeps the promises, else which one it breaks. */
static inline const char *
check_state(ab_str bytes)
{
	static const int most[AB_CHOICE_COUNT] = { AB_CHROME_SHOWN, AB_COUPLING_COUNT - 1,
		AB_MARKS_COUNT - 1, 1 };
	struct ab_arena arena = { 0 };
	struct ab_error err = { "" };
	struct ab_state s, again;
	const char *broken = NULL;

	bool ok = ab_state_read(&arena, bytes, &s, &err);
	if (!ok && !*err.text)
		broken = "what is wrong is said";
	if (s.count < 0 || s.count > AB_PANES_MAX || s.focus < 0
	    || s.focus > s.count - (s.count > 0))
		broken = "panes and focus are in bounds";
	for (int c = 0; c < AB_CHOICE_COUNT; c++)
		if (s.choice[c] < 0 || s.choice[c] > most[c])
			broken = "choices are in bounds";
	if (s.muted >> AB_ENTITY_COUNT)
		broken = "types are in bounds";
	if (s.search.len > 3 * 255)
		broken = "the search is no longer than a prompt";
	ab_str text = ab_state_write(&arena, &s);
	if (!broken && !ab_state_read(&arena, text, &again, &err) && s.search.len < 255)
		broken = "what is written can be read";
	if (!broken && s.search.len < 255 && !ab_str_eq(text, ab_state_write(&arena, &again)))
		broken = "what was read is as it was written";
	ab_arena_free(&arena);
	return broken;
}

#endif
