#include "view/places.h"

#include <string.h>

static void
push(struct ab_places *p, ab_place here)
{
	if (p->count == AB_JUMPS_MAX) {
		memmove(p->jump, p->jump + 1, (AB_JUMPS_MAX - 1) * sizeof(p->jump[0]));
		p->count--;
		p->at -= p->at > 0;
	}
	p->jump[p->count++] = here;
}

static bool
same(ab_place a, ab_place b)
{
	return a.number == b.number && a.offset == b.offset;
}

void
ab_places_leave(struct ab_places *p, ab_place here)
{
	p->count = p->at;
	if (p->count == 0 || !same(p->jump[p->count - 1], here))
		push(p, here);
	p->at = p->count;
	p->before = here;
}

bool
ab_places_back(struct ab_places *p, ab_place here, ab_place *to)
{
	if (p->at == 0)
		return false;
	if (p->at == p->count) {
		push(p, here);
		p->at = p->count - 1;
	}
	*to = p->jump[--p->at];
	return true;
}

bool
ab_places_on(struct ab_places *p, ab_place *to)
{
	if (p->at + 1 >= p->count)
		return false;
	*to = p->jump[++p->at];
	return true;
}
