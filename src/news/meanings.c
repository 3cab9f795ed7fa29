#include "news/meanings.h"

#include <stdarg.h>
#include <stdio.h>

#define ROW(name, flags) { #name, ab_mean_##name, flags },
static const struct ab_meaning meanings[] = { AB_MEANINGS(ROW) };
#undef ROW

const struct ab_meaning *
ab_meaning_find(ab_str name)
{
	for (size_t i = 0; i < AB_LEN(meanings); i++)
		if (ab_str_eq(name, ab_str_c(meanings[i].name)))
			return &meanings[i];
	return NULL;
}

bool
ab_reading_say(struct ab_reading *r, enum ab_date_type type, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(r->value, sizeof(r->value), format, ap);
	va_end(ap);
	r->type = type;
	return true;
}

bool
ab_reading_day(struct ab_reading *r, enum ab_date_type type, ab_anchor from, int64_t days,
    const char *tail)
{
	r->type = type;
	return ab_value_day(r->value, from, days, tail);
}

bool
ab_reading_date(struct ab_reading *r, int year, int month, int day)
{
	r->type = AB_DATE_DATE;
	return ab_value_date(r->value, year, month, day);
}

bool
ab_reading_unit(struct ab_reading *r, enum ab_grain grain, ab_anchor from, int64_t shift)
{
	r->type = AB_DATE_DATE;
	return ab_value_unit(r->value, grain, from, shift);
}

bool
ab_reading_part(struct ab_reading *r, int year, const char *part)
{
	r->type = AB_DATE_DATE;
	return ab_value_part(r->value, year, part);
}

bool
ab_reading_length(struct ab_reading *r, enum ab_date_type type, int64_t tenths, ab_str unit)
{
	r->type = type;
	ab_duration(r->value, tenths, unit);
	return true;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t
skip_back(const struct ab_reading *r)
{
	size_t i = r->at.start;

	while (i > r->context->window.start && is_blank(r->context->text.ptr[i - 1]))
		i--;
	return i;
}

static size_t
skip_ahead(const struct ab_reading *r)
{
	size_t i = r->at.end;

	while (i < r->context->window.end && is_blank(r->context->text.ptr[i]))
		i++;
	return i;
}

ab_str
ab_reading_before(const struct ab_reading *r)
{
	size_t end = skip_back(r), start = end;

	while (start > r->context->window.start && is_letter(r->context->text.ptr[start - 1]))
		start--;
	return ab_slice(r->context->text, (ab_span){ start, end });
}

ab_str
ab_reading_after(const struct ab_reading *r)
{
	size_t start = skip_ahead(r), end = start;

	while (end < r->context->window.end && is_letter(r->context->text.ptr[end]))
		end++;
	return ab_slice(r->context->text, (ab_span){ start, end });
}

char
ab_reading_mark_before(const struct ab_reading *r)
{
	size_t i = skip_back(r);

	return i > r->context->window.start ? r->context->text.ptr[i - 1] : '\0';
}

char
ab_reading_mark_after(const struct ab_reading *r)
{
	size_t i = skip_ahead(r);

	return i < r->context->window.end ? r->context->text.ptr[i] : '\0';
}
