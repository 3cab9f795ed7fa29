#include "know/linking.h"

#define LINK(id, value, what) [AB_LINKING_##id] = (float)(value),
const float ab_linking[AB_LINKING_COUNT] = {
#include "data/links.def"
};
