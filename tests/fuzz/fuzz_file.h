/* Bytes as a file, for the targets of src/load: one temporary file without a name, used again. */
#ifndef ABREAST_TESTS_FUZZ_FILE_H
#define ABREAST_TESTS_FUZZ_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"

/* The path of a file that holds just these bytes, until the next call. */
static inline const char *
fuzz_file(ab_str bytes)
{
	static FILE *file;
	static char path[40];

	if (!file && (file = tmpfile()))
		snprintf(path, sizeof(path), "/dev/fd/%d", fileno(file));
	if (!file || ftruncate(fileno(file), 0) < 0
	    || pwrite(fileno(file), bytes.ptr, bytes.len, 0) != (ssize_t)bytes.len) {
		perror("temporary file");
		exit(1);
	}
	return path;
}

/* Cuts the first byte off; 0 where there is none. */
static inline unsigned
fuzz_byte(ab_str *bytes)
{
	unsigned c = bytes->len ? (unsigned char)*bytes->ptr : 0;

	*bytes = ab_str_skip(*bytes, bytes->len > 0);
	return c;
}

#endif
