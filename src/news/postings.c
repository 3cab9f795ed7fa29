#include "news/postings.h"

#include <stdlib.h>

/* ---- the index ---- */

static void
number_all(struct ab_postings *p, struct ab_arena *arena)
{
	const struct ab_corpus *corpus = p->corpus;
	size_t most = 0, n = 0;

	p->first = AB_NEW(arena, size_t, corpus->texts + 1);
	for (size_t t = 0; t < corpus->texts; t++)
		p->first[t + 1] = p->first[t] + corpus->text[t].segments.count;
	p->sentences = p->first[corpus->texts];
	p->text = AB_NEW(arena, uint32_t, p->sentences + 1);
	p->brief = AB_NEW(arena, struct ab_brief, p->sentences + 1);
	p->first_clause = AB_NEW(arena, uint32_t, p->sentences + 1);
	for (size_t t = 0; t < corpus->texts; t++)
		for (size_t i = 0; i < corpus->text[t].segments.count; i++, n++) {
			const struct ab_profile *profile = &corpus->text[t].profile[i];
			p->text[n] = (uint32_t)t;
			p->brief[n] = ab_brief_of(&corpus->text[t], i);
			p->first_clause[n + 1] = p->first_clause[n] + (uint32_t)profile->units;
			most = profile->bag.count > most ? profile->bag.count : most;
		}
	p->clauses = p->first_clause[p->sentences];
	p->opener = AB_NEW(arena, struct ab_opener, most + 1);
	p->common = AB_NEW(arena, struct ab_common, p->sentences + 1);
	p->met = AB_NEW(arena, uint64_t, p->sentences / 64 + 1);
	p->clause_of = AB_NEW(arena, uint32_t, p->clauses + 1);
	p->clause_mass = AB_NEW(arena, float, p->clauses + 1);
	p->clause_common = AB_NEW(arena, float, p->clauses + 1);
	p->clause_met = AB_NEW(arena, uint32_t, p->clauses + 1);
}

/* From how many hold each stem to where its postings begin. Returns how many there are. */
static size_t
lay_out(struct ab_reach *reach, size_t stems)
{
	size_t sum = 0;

	for (size_t i = 0; i < stems; i++) {
		size_t count = reach[i].end;
		reach[i] = (struct ab_reach){ sum, sum, sum, count > AB_WALK };
		sum += count;
	}
	return sum;
}

static void
count_postings(struct ab_postings *p, struct ab_arena *arena)
{
	const struct ab_corpus *corpus = p->corpus;
	size_t stems = corpus->vocabulary.rank.count;

	p->reach = AB_NEW(arena, struct ab_reach, stems + 1);
	p->clause_reach = AB_NEW(arena, struct ab_reach, stems + 1);
	for (size_t t = 0; t < corpus->texts; t++)
		for (size_t i = 0; i < corpus->text[t].segments.count; i++) {
			const struct ab_profile *profile = &corpus->text[t].profile[i];
			for (size_t k = 0; k < profile->bag.count; k++)
				p->reach[profile->bag.at[k].stem].end++;
			for (size_t k = 0; k < profile->parts; k++)
				p->clause_reach[profile->part[k].stem].end++;
		}
	p->posting = AB_NEW(arena, struct ab_posting, lay_out(p->reach, stems) + 1);
	p->clause_posting = AB_NEW(arena, struct ab_clause_posting,
	    lay_out(p->clause_reach, stems) + 1);
}

static void
add_clauses(struct ab_postings *p, const struct ab_profile *profile, uint32_t sentence)
{
	uint32_t first = p->first_clause[sentence];

	for (size_t k = 0; k < profile->units; k++) {
		p->clause_of[first + k] = sentence;
		p->clause_mass[first + k] = profile->unit[k];
	}
	for (size_t k = 0; k < profile->parts; k++) {
		const struct ab_part *part = &profile->part[k];
		p->clause_posting[p->clause_reach[part->stem].end++] = (struct ab_clause_posting){
			first + part->unit, part->count };
	}
}

/* A stem that is in more sentences than are walked is taken so many times from each text; `next`
 * is where those of the text at hand begin. */
void
ab_postings_build(struct ab_postings *p, struct ab_arena *arena, const struct ab_corpus *corpus)
{
	*p = (struct ab_postings){ .corpus = corpus };
	number_all(p, arena);
	count_postings(p, arena);
	uint32_t *text = AB_NEW(arena, uint32_t, corpus->vocabulary.rank.count + 1);
	for (uint32_t n = 0; n < p->sentences; n++) {
		size_t t = p->text[n];
		const struct ab_profile *profile = &corpus->text[t].profile[n - p->first[t]];
		for (size_t k = 0; k < profile->bag.count; k++) {
			const struct ab_tf *tf = &profile->bag.at[k];
			struct ab_reach *reach = &p->reach[tf->stem];
			if (text[tf->stem] != t + 1) {
				text[tf->stem] = (uint32_t)t + 1;
				reach->next = reach->end;
			}
			if (reach->cut && (reach->end - reach->next) * corpus->texts >= AB_WALK)
				continue;
			p->posting[reach->end++] = (struct ab_posting){ n, tf->count,
				tf->name, tf->bm };
		}
		add_clauses(p, profile, n);
	}
	for (size_t i = 0; i < corpus->vocabulary.rank.count; i++)
		p->reach[i].next = p->reach[i].first;
}

/* ---- a walk ---- */

static int
by_reach(const void *a, const void *b)
{
	const struct ab_opener *x = a, *y = b;

	if (x->reach != y->reach)
		return x->reach < y->reach ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* The stems of a sentence in the order in which they are walked; false if there is more to walk
 * than is allowed. */
static bool
order_stems(struct ab_postings *p, const struct ab_bag *bag, size_t from)
{
	size_t steps = 0;
	bool whole = true;

	for (size_t i = 0; i < bag->count; i++) {
		struct ab_reach *reach = &p->reach[bag->at[i].stem];
		while (reach->next < reach->end && p->posting[reach->next].sentence < from)
			reach->next++;
		p->opener[i] = (struct ab_opener){ reach->end - reach->first, i };
		steps += reach->end - reach->next;
		whole &= !reach->cut;
	}
	whole &= steps < AB_WALK;
	if (!whole)
		qsort(p->opener, bag->count, sizeof(*p->opener), by_reach);
	return whole;
}

static void
walk_stem(struct ab_postings *p, const struct ab_tf *tf)
{
	const struct ab_reach *reach = &p->reach[tf->stem];
	float weight = p->corpus->weight[tf->stem];

	for (size_t i = reach->next; i < reach->end; i++) {
		const struct ab_posting *q = &p->posting[i];
		struct ab_common *common = &p->common[q->sentence];
		common->mass += weight * (tf->count < q->count ? tf->count : q->count);
		common->names += tf->name && q->name ? weight : 0;
		common->ab += q->bm;
		common->ba += tf->bm;
		p->met[q->sentence / 64] |= UINT64_C(1) << q->sentence % 64;
	}
}

/* One clause against all of later texts: the overlap of each goes to its sentence. */
static void
walk_clause(struct ab_postings *p, const struct ab_profile *profile, size_t unit, uint32_t from)
{
	float mass = profile->unit[unit];
	size_t met = 0;

	for (size_t i = 0; i < profile->parts; i++) {
		const struct ab_part *part = &profile->part[i];
		struct ab_reach *reach = &p->clause_reach[part->stem];
		float weight = p->corpus->weight[part->stem];
		if (part->unit != unit)
			continue;
		while (reach->next < reach->end && p->clause_posting[reach->next].clause < from)
			reach->next++;
		for (size_t k = reach->next; k < reach->end; k++) {
			const struct ab_clause_posting *q = &p->clause_posting[k];
			if (p->clause_common[q->clause] == 0)
				p->clause_met[met++] = q->clause;
			p->clause_common[q->clause] += weight * (part->count < q->count
			    ? part->count : q->count);
		}
	}
	for (size_t i = 0; i < met; i++) {
		uint32_t clause = p->clause_met[i];
		float other = p->clause_mass[clause];
		float overlap = p->clause_common[clause] / ((mass > other ? mass : other) + .5f);
		struct ab_common *common = &p->common[p->clause_of[clause]];
		common->unit = overlap > common->unit ? overlap : common->unit;
		p->clause_common[clause] = 0;
	}
}

bool
ab_postings_walk(struct ab_postings *p, size_t t, size_t x, size_t *steps)
{
	const struct ab_profile *profile = &p->corpus->text[t].profile[x];
	size_t from = p->first[t + 1], walked = 0;
	bool whole = order_stems(p, &profile->bag, from);

	for (size_t i = 0; i < profile->bag.count && walked < AB_WALK; i++) {
		const struct ab_tf *tf = &profile->bag.at[p->opener[i].at];
		walk_stem(p, tf);
		walked += p->reach[tf->stem].end - p->reach[tf->stem].next;
	}
	for (size_t i = 0; whole && i < profile->units; i++)
		walk_clause(p, profile, i, p->first_clause[from]);
	*steps += walked;
	return whole;
}
