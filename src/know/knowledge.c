#include "know/knowledge.h"

#include <stdlib.h>

#include "data/data.h"

/* Where the rules of a given text begin. */
struct given { const char *name; size_t first; };

struct ab_knowledge {
	AB_LIST(struct given) given;
	size_t own; /* rules that were given; the built-in ones follow */
	struct ab_rules *lines;
	struct ab_grammar *dates;
	ab_str gazetteer;
	const struct ab_trees *trees;
	struct ab_model names;
	struct ab_arena arena; /* of the wording, and what was given */
	struct ab_wording wording;
};

#define NAME(id, name) name,
static const char *const labels[] = { AB_LINE_LABELS(NAME) };
#undef NAME

bool
ab_line_label(ab_str label, unsigned *value)
{
	*value = ab_kind_parse(label);
	if (*value < AB_KIND_COUNT)
		return *value != AB_KIND_BLANK;
	for (size_t i = 0; i < AB_LEN(labels); i++)
		if (ab_str_eq(label, ab_str_c(labels[i]))) {
			*value = AB_LABEL_NONE + 1 + (unsigned)i;
			return true;
		}
	return false;
}

static bool
add(struct ab_rules *rules, const struct ab_rule_text *text, struct ab_error *err)
{
	struct ab_error why;

	if (ab_rules_add(rules, text->text, ab_line_label, &why))
		return true;
	return ab_fail(err, "%s: %s", text->name, why.text);
}

static bool
read_dates(struct ab_knowledge *know, struct ab_error *err)
{
	struct ab_error why;

	know->dates = ab_grammar_new(ab_file_dates_rules(), &why);
	return know->dates || ab_fail(err, "dates.rules: %s", why.text);
}

static bool
read_names(struct ab_knowledge *know, struct ab_error *err)
{
	return ab_model_open(ab_file_names_model(), &know->names)
	    || ab_fail(err, "names.model: is no model of this version, train it again");
}

static bool
read_wording(struct ab_knowledge *know, struct ab_error *err)
{
	struct ab_error why;

	return ab_wording_read(&know->wording, &know->arena, ab_file_wording(), &why)
	    || ab_fail(err, "wording.txt: %s", why.text);
}

struct ab_knowledge *
ab_knowledge_new(const struct ab_rule_text *extra, size_t count, bool built_in,
    struct ab_error *err)
{
	struct ab_knowledge *know = ab_xalloc(1, sizeof(*know));
	const struct ab_rule_text own = ab_knowledge_built_in();
	bool ok = true;

	know->lines = ab_rules_new();
	know->gazetteer = ab_file_gazetteer();
	know->trees = built_in ? ab_trees_chrome() : NULL;
	for (size_t i = 0; ok && i < count; i++) {
		AB_PUSH(&know->arena, &know->given,
		    ((struct given){ extra[i].name, ab_rules_count(know->lines) }));
		ok = add(know->lines, &extra[i], err);
	}
	know->own = ab_rules_count(know->lines);
	if (ok && built_in)
		ok = add(know->lines, &own, err);
	ok = ok && read_dates(know, err) && read_names(know, err)
	    && read_wording(know, err);
	if (ok)
		return know;
	ab_knowledge_free(know);
	return NULL;
}

void
ab_knowledge_free(struct ab_knowledge *know)
{
	if (!know)
		return;
	ab_rules_free(know->lines);
	ab_grammar_free(know->dates);
	ab_arena_free(&know->arena);
	free(know);
}

void
ab_knowledge_warm(struct ab_knowledge *know)
{
	ab_rules_warm(know->lines);
	ab_grammar_warm(know->dates);
}

const struct ab_grammar *
ab_knowledge_dates(const struct ab_knowledge *know)
{
	return know->dates;
}

const struct ab_rules *
ab_knowledge_lines(const struct ab_knowledge *know)
{
	return know->lines;
}

ab_str
ab_knowledge_gazetteer(const struct ab_knowledge *know)
{
	return know->gazetteer;
}

const struct ab_trees *
ab_knowledge_trees(const struct ab_knowledge *know)
{
	return know->trees;
}

void
ab_knowledge_use_trees(struct ab_knowledge *know, const struct ab_trees *trees)
{
	know->trees = trees;
}

bool
ab_knowledge_costly(const struct ab_knowledge *know, struct ab_error *sentence)
{
	size_t number, line, i = know->given.count;
	ab_str name;

	if (!ab_rules_costly(know->lines, &number, &line, &name) || number >= know->own)
		return false;
	while (know->given.at[--i].first > number)
		;
	ab_fail(sentence, "%s: line %zu: '%.*s' takes too many steps on some line, where it counts "
	    "as no match; make the pattern simpler", know->given.at[i].name, line,
	    (int)(name.len < 60 ? name.len : 60), name.ptr);
	return true;
}

bool
ab_knowledge_check(const struct ab_rule_text *text, struct ab_error *err)
{
	struct ab_error why;

	if (ab_rules_check(text->text, ab_line_label, &why))
		return true;
	return ab_fail(err, "%s: %s", text->name, why.text);
}

struct ab_rule_text
ab_knowledge_built_in(void)
{
	return (struct ab_rule_text){ "chrome.rules", ab_file_chrome_rules() };
}

const struct ab_model *
ab_knowledge_names(const struct ab_knowledge *know)
{
	return &know->names;
}

const struct ab_wording *
ab_knowledge_wording(const struct ab_knowledge *know)
{
	return &know->wording;
}
