#include "know/signs.h"

const float ab_sign_weights[AB_SIGN_COUNT] = {
#define WEIGHT(id, value) [AB_SIGN_##id] = value,
#include "data/title.model"
#undef WEIGHT
};
