#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/words.h"

bool
ab_fail(struct ab_error *err, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(err->text, sizeof(err->text), ab_tr(format), ap);
	va_end(ap);
	return false;
}
