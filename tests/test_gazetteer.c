#include <criterion/criterion.h>

#include "know/gazetteer.h"
#include "know/knowledge.h"

static const char small[] =
    "# for people\n"
    "# zebra comes first all the same\n"
    "-stan\tplace\n"
    "Al\tgiven\n"
    "Alba\tplace\n"
    "Alba Longa\tplace misc\tAlba\n"
    "Zoe\tgiven family\n"
    "van\tparticle\n";

Test(gazetteer, finds_each_form_and_no_other)
{
	static const struct {
		const char *form; unsigned classes; const char *full; bool longer; } rows[] = {
		{ "-stan", AB_GAZ_PLACE, "", false },
		{ "Al", AB_GAZ_GIVEN, "", true },
		{ "Alba", AB_GAZ_PLACE, "", true },
		{ "Alba Longa", AB_GAZ_PLACE | AB_GAZ_MISC, "Alba", false },
		{ "Zoe", AB_GAZ_GIVEN | AB_GAZ_FAMILY, "", false },
		{ "van", AB_GAZ_PARTICLE, "", false },
		{ "Alb", 0, "", true },
		{ "alba", 0, "", false },
		{ "Zoey", 0, "", false },
		{ "zz", 0, "", false },
		{ "#", 0, "", false },
		{ "# for people", 0, "", false },
		{ "!", 0, "", false },
		{ "", 0, "", false },
		{ "a form that is longer than any form of the list is allowed to be at all", 0,
		    "", false },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_gaz_entry e = ab_gazetteer_find(AB_STR(small), ab_str_c(rows[i].form));
		cr_expect_eq(e.classes, rows[i].classes, "%s: %x", rows[i].form, e.classes);
		cr_expect(ab_str_eq(e.full, ab_str_c(rows[i].full)), "%s: %.*s", rows[i].form,
		    (int)e.full.len, e.full.ptr);
		cr_expect(*rows[i].form == '\0' || e.longer == rows[i].longer, "%s", rows[i].form);
	}
	cr_expect_eq(ab_gazetteer_find(AB_STR(""), AB_STR("Al")).classes, 0);
}

static bool
next_field(ab_str *line, char c, ab_str *field)
{
	if (!line->ptr)
		return false;
	const char *at = line->len ? memchr(line->ptr, c, line->len) : NULL;
	*field = (ab_str){ line->ptr, at ? (size_t)(at - line->ptr) : line->len };
	*line = at ? ab_str_skip(*line, field->len + 1) : (ab_str){ NULL, 0 };
	return true;
}

Test(gazetteer, the_list_is_in_order_and_well_formed)
{
	struct ab_error err;
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);
	ab_str list = ab_knowledge_gazetteer(know), rest = list, line, last = { 0 };
	size_t forms = 0;

	while (ab_str_line(&rest, &line)) {
		ab_str form, classes, class, full = { 0 }, whole = line;
		if (ab_str_starts(line, AB_STR("#"))) {
			cr_expect_eq(last.len, 0, "a comment after the first form: %.*s",
			    (int)line.len, line.ptr);
			continue;
		}
		next_field(&line, '\t', &form);
		cr_assert(next_field(&line, '\t', &classes), "no classes: %.*s",
		    (int)whole.len, whole.ptr);
		cr_expect(!next_field(&line, '\t', &full) || full.len, "an empty full form: %.*s",
		    (int)whole.len, whole.ptr);
		cr_expect(ab_str_cmp(last, form) < 0, "not in order: %.*s",
		    (int)form.len, form.ptr);
		cr_expect(form.len <= AB_GAZ_FORM_MAX, "too long: %.*s", (int)form.len, form.ptr);
		while (next_field(&classes, ' ', &class))
			cr_expect_neq(ab_gaz_class(class), 0, "no class: %.*s",
			    (int)class.len, class.ptr);
		cr_expect_neq(ab_gazetteer_find(list, form).classes, 0, "not found: %.*s",
		    (int)form.len, form.ptr);
		cr_expect_eq(ab_gazetteer_find(list, full).full.len, 0,
		    "short for what is short: %.*s", (int)full.len, full.ptr);
		last = form;
		forms++;
	}
	cr_expect_gt(forms, 1000);
	ab_knowledge_free(know);
}
