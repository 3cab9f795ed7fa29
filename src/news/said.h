/*
 * said - who says what: the quotations of an article and their speakers.
 *
 *	segments -> [said: quotations, speakers] -> conflicts
 *
 * A quotation goes on over sentences of its line until it is closed. Who speaks is found by how
 * reports attribute: "...", S said; S said: "..."; VIA quoted S as saying "..."; "...", S was
 * quoted by VIA; according to S. A pronoun is who spoke last. What is not recognised is unknown,
 * and the unknown never disagrees.
 */
#ifndef ABREAST_NEWS_SAID_H
#define ABREAST_NEWS_SAID_H

#include "news/likeness.h"

enum { AB_SPEAKER_KEYS = 6 };

struct ab_speaker {
	bool known, media;      /* media: a medium speaks, as far as is told */
	bool through;           /* a medium is named through which the words came */
	uint32_t medium[AB_SPEAKER_KEYS]; /* what the medium is called that speaks, or passes on */
	size_t mediums;
	uint32_t key[AB_SPEAKER_KEYS]; /* stems of names and offices */
	size_t keys;
	size_t segment;
	ab_span at;             /* of the attribution */
};

struct ab_quotation {
	size_t first, last;     /* segments */
	struct ab_bag bag;      /* its content stems */
	struct ab_speaker speaker;
};

struct ab_said { struct ab_quotation *at; size_t count; };

/** The quotations of text i. In the corpus's arena. media: by stem, names of media. */
struct ab_said ab_said_of(const struct ab_corpus *corpus, size_t i, const bool *media);

/** Marks names that stand beside a word for a medium: "TV channel Kestrel". */
void ab_said_media(const struct ab_corpus *corpus, size_t i, bool *media);

/** Are the two known to be different? */
bool ab_speakers_differ(const struct ab_speaker *a, const struct ab_speaker *b);

#endif
