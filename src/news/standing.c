#include "news/standing.h"

#include "know/calendar.h"

struct ab_source
ab_source_of(struct ab_arena *arena, struct ab_article *article,
    const struct ab_segments *segments, const struct ab_knowledge *know)
{
	ab_str published = ab_article_published(article);
	struct ab_source s = { 0 };
	ab_civil day;

	(void)know;
	if (published.len == 0)
		published = ab_article_assumed(article).date;
	s.published = ab_copy(arena, published);
	s.dated = ab_civil_parse(published, &day);
	if (s.dated)
		s.day = ab_day(day);
	for (size_t i = 0; i < segments->count; i++)
		for (size_t k = 0; k < segments->at[i].words; k++)
			s.words += !segments->at[i].word[k].mark;
	return s;
}

int
ab_source_first(const struct ab_source *a, const struct ab_source *b)
{
	if (!a->dated || !b->dated)
		return 0;
	return (a->day > b->day) - (a->day < b->day);
}

struct ab_standing
ab_standing_of(const struct ab_source *source, size_t count, size_t i)
{
	(void)count;
	return (struct ab_standing){ .published = source[i].published, .words = source[i].words };
}
