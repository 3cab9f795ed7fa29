/*
 * linking - the constants by which sentences of several articles are linked.
 *
 *	src/data/links.def -> [linking] -> news/likeness, news/links
 */
#ifndef ABREAST_KNOW_LINKING_H
#define ABREAST_KNOW_LINKING_H

#define LINK(id, value, what) AB_LINKING_##id,
enum ab_linking {
#include "data/links.def"
	AB_LINKING_COUNT
};
#undef LINK

extern const float ab_linking[AB_LINKING_COUNT];

#endif
