#include "view/literal.h"

enum { WORTH = 2 /* bytes: fewer are nearly everywhere */ };

/* The run that is being read, and the best one so far. */
struct runs { char run[AB_NEEDLE_MAX], best[AB_NEEDLE_MAX]; size_t len, best_len; };

static void
end_run(struct runs *r)
{
	if (r->len > r->best_len) {
		memcpy(r->best, r->run, r->len);
		r->best_len = r->len;
	}
	r->len = 0;
}

static void
take(struct runs *r, char c, bool caseless)
{
	bool plain = c >= ' ' && c <= '~' && !(caseless && strchr("kKsS", c));

	if (!plain || r->len == sizeof(r->run))
		end_run(r);
	if (plain)
		r->run[r->len++] = c;
}

/* What follows a backslash; false where it may mean more than its one letter. */
static bool
escape(struct runs *r, ab_str rest, bool caseless)
{
	char c = rest.len ? *rest.ptr : '\0';
	bool word = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');

	if (c <= ' ' || c > '~' || (word && !strchr("AbBdDhHRsSwWzZ", c)))
		return false;
	if (word)
		end_run(r);
	else
		take(r, c, caseless);
	return true;
}

static bool
read_runs(struct runs *r, ab_str pattern, bool caseless)
{
	for (; pattern.len; pattern = ab_str_skip(pattern, 1))
		switch (*pattern.ptr) {
		case '(': case '|': case '[': case '{':
			return false;
		case '?': case '*':
			r->len -= r->len > 0; /* there may be none of it */
			end_run(r);
			break;
		case '^': case '$': case '.': case '+':
			end_run(r);
			break;
		case '\\':
			pattern = ab_str_skip(pattern, 1);
			if (!escape(r, pattern, caseless))
				return false;
			break;
		default:
			take(r, *pattern.ptr, caseless);
		}
	end_run(r);
	return r->best_len >= WORTH;
}

struct ab_needle
ab_literal_of(ab_str pattern, bool caseless)
{
	struct runs runs = { .len = 0 };
	bool known = read_runs(&runs, pattern, caseless);

	return ab_needle_of((ab_str){ runs.best, known ? runs.best_len : 0 }, caseless);
}
