#include "know/stamp.h"

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "know/almanac.h"

/* IST is India's: its outlets write it far more than Ireland's or Israel's. ET
 * and its like, which name no offset, are left out. */
static const struct { const char *name; int minutes; } zones[] = {
	{ "z", 0 }, { "utc", 0 }, { "gmt", 0 }, { "bst", 60 }, { "cet", 60 }, { "cest", 120 },
	{ "mez", 60 }, { "mesz", 120 }, { "eet", 120 }, { "eest", 180 }, { "msk", 180 },
	{ "ist", 330 }, { "pkt", 300 }, { "est", -300 }, { "edt", -240 }, { "cst", -360 },
	{ "cdt", -300 }, { "mst", -420 }, { "mdt", -360 }, { "pst", -480 }, { "pdt", -420 },
	{ "jst", 540 }, { "kst", 540 }, { "hkt", 480 }, { "sgt", 480 }, { "wib", 420 },
	{ "aest", 600 }, { "aedt", 660 }, { "nzst", 720 }, { "nzdt", 780 },
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What has been read so far is cut off the front of `rest`. */
struct reader { ab_str rest; enum ab_stamp_order order; };

static bool
take(struct reader *r, const char *marks)
{
	if (r->rest.len == 0 || *r->rest.ptr == '\0' || !strchr(marks, *r->rest.ptr))
		return false;
	r->rest = ab_str_skip(r->rest, 1);
	return true;
}

/* A number of at least `least` and at most `most` digits that no digit follows. */
static bool
take_number(struct reader *r, size_t least, size_t most, int *value)
{
	size_t n = 0;

	*value = 0;
	while (n < r->rest.len && n <= most && r->rest.ptr[n] >= '0' && r->rest.ptr[n] <= '9')
		*value = *value * 10 + (r->rest.ptr[n++] - '0');
	if (n < least || n > most)
		return false;
	r->rest = ab_str_skip(r->rest, n);
	return true;
}

static bool
take_year(struct reader *r, int *year)
{
	return take_number(r, 4, 4, year) && *year >= 1900 && *year < 2100;
}

/* The letters at the front, in lower case; empty if there are none, or too many. */
static ab_str
peek_word(const struct reader *r, char *out, size_t size, size_t *used)
{
	ab_str s = r->rest;
	size_t len = 0, step;

	for (; s.len; s = ab_str_skip(s, step)) {
		uint32_t c = ab_code_point(s, &step);
		if (!uc_is_alpha(c))
			break;
		if (len + 6 > size)
			return (ab_str){ out, 0 };
		int n = u8_uctomb((uint8_t *)out + len, uc_tolower(c), 6);
		len += n > 0 ? (size_t)n : 0;
	}
	*used = r->rest.len - s.len;
	return (ab_str){ out, len };
}

static bool
take_word(struct reader *r, const char *word)
{
	char buffer[40];
	size_t used;

	if (!ab_str_eq(peek_word(r, buffer, sizeof(buffer), &used), ab_str_c(word)))
		return false;
	r->rest = ab_str_skip(r->rest, used);
	return true;
}

/* Letters are many and dates few: what no digit follows soon is no month. */
static bool
digit_follows(const struct reader *r)
{
	for (size_t i = 0; i < r->rest.len && i < 60; i++)
		if (r->rest.ptr[i] >= '0' && r->rest.ptr[i] <= '9')
			return true;
	return false;
}

static bool
take_month(struct reader *r, int *month)
{
	char buffer[40];
	size_t used;
	ab_str word = digit_follows(r) ? peek_word(r, buffer, sizeof(buffer), &used) : AB_STR("");
	const struct ab_almanac_name *name = ab_almanac_find(word);

	if (!name || !name->month)
		return false;
	r->rest = ab_str_skip(r->rest, used);
	*month = name->month;
	return true;
}

static void
take_all(struct reader *r, const char *marks)
{
	while (take(r, marks))
		;
}

/* 2020-10-25, 2020/10/25, 2020年10月25日 */
static bool
year_first(struct reader r, struct reader *after, ab_civil *d)
{
	static const ab_str year = { "\xe5\xb9\xb4", 3 }, month = { "\xe6\x9c\x88", 3 };

	if (!take_year(&r, &d->year))
		return false;
	bool dense = ab_str_starts(r.rest, year);
	if (dense)
		r.rest = ab_str_skip(r.rest, year.len);
	else if (!take(&r, "-/."))
		return false;
	if (!take_number(&r, 1, 2, &d->month))
		return false;
	if (dense ? !ab_str_starts(r.rest, month) : !take(&r, "-/."))
		return false;
	r.rest = ab_str_skip(r.rest, dense ? month.len : 0);
	bool ok = take_number(&r, 1, 2, &d->day);
	*after = r;
	return ok;
}

/* 25-10-2020 and the like as it stands: two numbers and a year. */
static bool
take_triple(struct reader *out, int *first, int *second, int *year)
{
	struct reader r = *out;

	if (!take_number(&r, 1, 2, first) || r.rest.len == 0)
		return false;
	char mark = *r.rest.ptr;
	if (!take(&r, "-/.") || !take_number(&r, 1, 2, second))
		return false;
	if (r.rest.len == 0 || *r.rest.ptr != mark)
		return false;
	r.rest = ab_str_skip(r.rest, 1);
	if (!take_year(&r, year))
		return false;
	*out = r;
	return true;
}

/* 25-10-2020, 25.10.2020, 10/25/2020. 05/06/2020 could be either: as the page
 * has it elsewhere, or none; with another mark the day comes first. */
static bool
numbers(struct reader r, struct reader *after, ab_civil *d)
{
	bool slash = memchr(r.rest.ptr, '/', r.rest.len < 3 ? r.rest.len : 3) != NULL;
	int a, b;

	if (!take_triple(&r, &a, &b, &d->year))
		return false;
	bool either = a <= 12 && b <= 12 && a != b;
	if (either && slash && r.order == AB_STAMP_ANY)
		return false;
	bool month_first = b > 12 || (either && r.order == AB_STAMP_MONTH_FIRST);
	d->month = month_first ? a : b;
	d->day = month_first ? b : a;
	*after = r;
	return true;
}

static bool
take_one_of(struct reader *r, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (take_word(r, words[i]))
			return true;
	return false;
}

static void
take_ordinal(struct reader *r)
{
	static const char *const ends[] = { "st", "nd", "rd", "th", "er", "º" };

	take_one_of(r, ends, AB_LEN(ends));
}

/* 15 August, 2020; 3. März 2014; 15 de agosto de 2020 */
static bool
day_first(struct reader r, struct reader *after, ab_civil *d)
{
	static const char *const of[] = { "de", "of", "del" };

	if (!take_number(&r, 1, 2, &d->day))
		return false;
	take_ordinal(&r);
	take_all(&r, ". -");
	if (take_one_of(&r, of, AB_LEN(of)))
		take_all(&r, " ");
	if (!take_month(&r, &d->month))
		return false;
	take_all(&r, "., -");
	if (take_one_of(&r, of, AB_LEN(of)))
		take_all(&r, " ");
	bool ok = take_year(&r, &d->year);
	*after = r;
	return ok;
}

/* Aug 15, 2020 */
static bool
month_first(struct reader r, struct reader *after, ab_civil *d)
{
	if (!take_month(&r, &d->month))
		return false;
	take_all(&r, ". ");
	if (!take_number(&r, 1, 2, &d->day))
		return false;
	take_ordinal(&r);
	take_all(&r, ", ");
	bool ok = take_year(&r, &d->year);
	*after = r;
	return ok;
}

static void
take_zone(struct reader *r, struct ab_stamp *s)
{
	char buffer[40];
	size_t used;
	int hours, minutes = 0;

	take_all(r, " (");
	ab_str word = peek_word(r, buffer, sizeof(buffer), &used);
	for (size_t i = 0; i < AB_LEN(zones); i++)
		if (ab_str_eq(word, ab_str_c(zones[i].name))) {
			s->zoned = true;
			s->zone = zones[i].minutes;
			r->rest = ab_str_skip(r->rest, used);
		}
	bool west = r->rest.len && *r->rest.ptr == '-';
	if ((s->zoned && s->zone != 0) || !take(r, "+-") || !take_number(r, 1, 4, &hours))
		return;
	if (hours >= 100)
		minutes = hours % 100, hours /= 100;
	else if (take(r, ":") && !take_number(r, 2, 2, &minutes))
		return;
	if (hours > 14 || minutes > 59)
		return;
	s->zoned = true;
	s->zone = (west ? -1 : 1) * (hours * 60 + minutes);
}

/* 07:05, 7:05 pm, 07.05, 7h05 and what zone follows */
static void
take_time(struct reader r, struct ab_stamp *s)
{
	static const char *const at[] = { "t", "at", "um", "à", "a", "las", "alle", "ore",
		"às", "as", "в",
		"о", "kl", "г" };
	int hour, minute, second;

	for (int words = 0; words < 3; words++) {
		take_all(&r, " ,|-.");
		if (!take_one_of(&r, at, AB_LEN(at)))
			break;
	}
	take_all(&r, " ");
	if (!take_number(&r, 1, 2, &hour) || !take(&r, ":.h") || !take_number(&r, 2, 2, &minute))
		return;
	if (take(&r, ":") && take_number(&r, 2, 2, &second) && take(&r, "."))
		take_all(&r, "0123456789");
	struct reader before = r;
	take_all(&r, " ");
	bool pm = take_word(&r, "pm") || (take_word(&r, "p") && take(&r, ".")
	    && take_word(&r, "m"));
	bool am = !pm && (take_word(&r, "am")
	    || (take_word(&r, "a") && take(&r, ".") && take_word(&r, "m")));
	if (!pm && !am)
		r = before;
	if (hour > 23 || minute > 59 || ((am || pm) && (hour == 0 || hour > 12)))
		return;
	s->timed = true;
	s->hour = am || pm ? hour % 12 + 12 * pm : hour;
	s->minute = minute;
	take_all(&r, ".");
	take_zone(&r, s);
}

static bool
read_stamp(struct reader r, struct ab_stamp *s)
{
	struct reader after;
	ab_civil d;

	if (!year_first(r, &after, &d) && !numbers(r, &after, &d) && !day_first(r, &after, &d)
	    && !month_first(r, &after, &d))
		return false;
	if (!ab_civil_valid(d))
		return false;
	*s = (struct ab_stamp){ .date = d };
	take_time(after, s);
	return true;
}

enum ab_stamp_order
ab_stamp_order_of(ab_str text)
{
	int a, b, year;

	for (size_t at = 0; at < text.len; at++) {
		const char *slash = memchr(text.ptr + at, '/', text.len - at);
		if (!slash)
			break;
		at = (size_t)(slash - text.ptr);
		size_t start = at;
		while (start > 0 && at - start < 3 && is_digit(text.ptr[start - 1]))
			start--;
		struct reader r = { ab_str_skip(text, start), AB_STAMP_ANY };
		if (take_triple(&r, &a, &b, &year) && (a > 12) != (b > 12) && a <= 31 && b <= 31)
			return a > 12 ? AB_STAMP_DAY_FIRST : AB_STAMP_MONTH_FIRST;
	}
	return AB_STAMP_ANY;
}

/* A number or a word begins, or one ends where the other begins: "Ada3/4/2031". */
static bool
begins(uint32_t before, uint32_t c)
{
	bool digit = c >= '0' && c <= '9', after_digit = before >= '0' && before <= '9';

	return uc_is_alnum(c) && (!uc_is_alnum(before) || digit != after_digit);
}

/* No date begins behind the last digit: most lines have none. */
static size_t
last_digit(ab_str s)
{
	while (s.len && !is_digit(s.ptr[s.len - 1]))
		s.len--;
	return s.len;
}

bool
ab_stamp_find(ab_str s, enum ab_stamp_order order, struct ab_stamp *stamp)
{
	struct reader r = { s, order };
	uint32_t before = 0;
	size_t len, end = last_digit(s);

	for (; s.len - r.rest.len < end; r.rest = ab_str_skip(r.rest, len)) {
		uint32_t c = ab_code_point(r.rest, &len);
		if (begins(before, c) && read_stamp(r, stamp)) {
			stamp->at = s.len - r.rest.len;
			return true;
		}
		before = c;
	}
	return false;
}

ab_str
ab_stamp_text(struct ab_arena *arena, const struct ab_stamp *s)
{
	int zone = s->zone < 0 ? -s->zone : s->zone;

	if (!s->timed)
		return ab_format(arena, "%04d-%02d-%02d", s->date.year, s->date.month, s->date.day);
	if (!s->zoned || zone == 0)
		return ab_format(arena, "%04d-%02d-%02dT%02d:%02d%s", s->date.year, s->date.month,
		    s->date.day, s->hour, s->minute, s->zoned ? "Z" : "");
	return ab_format(arena, "%04d-%02d-%02dT%02d:%02d%c%02d:%02d", s->date.year, s->date.month,
	    s->date.day, s->hour, s->minute, s->zone < 0 ? '-' : '+', zone / 60, zone % 60);
}
