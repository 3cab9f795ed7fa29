#include "know/features.h"

static const struct { const char *name, *phrase; } features[] = {
#define ROW(id, phrase) { #id, phrase },
	AB_FEATURES_LINE(ROW)
	AB_FEATURES_PAGE(ROW)
#undef ROW
};

_Static_assert(AB_LEN(features) == AB_FEATURE_COUNT, "one row a feature");

const char *
ab_feature_name(enum ab_feature feature)
{
	return features[feature].name;
}

const char *
ab_feature_phrase(enum ab_feature feature)
{
	return features[feature].phrase;
}
