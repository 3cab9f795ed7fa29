#include <criterion/criterion.h>

#include "view/places.h"

/* Letters are jumps away from that place, < and > go back and on; what is said is where one is. */
static const struct { const char *steps, *said; } walks[] = {
	{ "a<", "a" }, { "ab<", "b" }, { "ab<<", "ba" }, { "ab<<>", "bab" }, { "ab<<>>", "baby" },
	{ "ab<<>>>", "baby!" }, { "<", "!" }, { ">", "!" }, { "a<<", "a!" }, { "ab<<c<", "bac" },
	{ "ab<<c<<", "bac!" }, { "aa<<", "a!" },
};

Test(places, back_and_on)
{
	for (size_t i = 0; i < sizeof(walks) / sizeof(walks[0]); i++) {
		struct ab_places places = { 0 };
		char said[20] = "";
		size_t n = 0;
		ab_place to;
		for (const char *s = walks[i].steps; *s; s++) {
			ab_place here = { 0, *s == '<' ? 'y' : (size_t)*s, true };
			if (*s != '<' && *s != '>')
				ab_places_leave(&places, here);
			else if (*s == '<' ? ab_places_back(&places, here, &to)
			    : ab_places_on(&places, &to))
				said[n++] = (char)to.offset;
			else
				said[n++] = '!';
		}
		cr_expect_str_eq(said, walks[i].said, "%s: %s", walks[i].steps, said);
	}
}

Test(places, the_oldest_jump_is_forgotten)
{
	struct ab_places places = { 0 };
	ab_place to;
	size_t back = 0;

	for (size_t i = 0; i < 3 * AB_JUMPS_MAX; i++)
		ab_places_leave(&places, (ab_place){ 0, i, true });
	while (ab_places_back(&places, (ab_place){ 0, 9999, true }, &to))
		back++;
	cr_expect_geq(back, AB_JUMPS_MAX - 1);
	cr_expect_leq(back, AB_JUMPS_MAX);
	cr_expect_geq(to.offset, 2 * AB_JUMPS_MAX);
}
