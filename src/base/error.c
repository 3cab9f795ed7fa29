#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

bool
ab_fail(struct ab_error *err, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(err->text, sizeof(err->text), format, ap);
	va_end(ap);
	return false;
}
