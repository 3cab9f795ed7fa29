/*
 * ownrules - the rules that a person makes while reading.
 *
 *	view (x, X) -> [ownrules: own.rules of the person's folder] -> knowledge -> view
 *
 * The file holds rules as any other of the folder does and may be edited; only
 * rules whose name begins with chrome/own- are taken back. It is written beside
 * itself, synced and renamed, so that it is whole whatever happens; a link is
 * followed. Nothing is written unless all rules together are well formed.
 */
#ifndef ABREAST_APP_OWNRULES_H
#define ABREAST_APP_OWNRULES_H

#include "app/rulefiles.h"
#include "view/reader.h"

struct ab_own_rules {
	struct ab_rule_files *files; /* borrowed: what was read at the start */
	bool built_in;               /* the built-in rules hold, too */
	bool secure;                 /* no rule can be made, nor taken back */
	struct ab_knowledge *now, *before; /* what was made here; NULL: none yet */
};

/** What the reader calls; own is borrowed. */
struct ab_rule_keeper ab_own_rules_keeper(struct ab_own_rules *own);

/** After everything that may use the knowledge that was made here. */
void ab_own_rules_free(struct ab_own_rules *own);

#endif
