/* Bytes as a file, for the targets of src/load: one temporary file without a name, used again. */
#ifndef ABREAST_TESTS_FUZZ_FILE_H
#define ABREAST_TESTS_FUZZ_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"

/* The path of a file in memory that holds just these bytes, until the next call. */
static inline const char *
fuzz_file(ab_str bytes)
{
	static int fd = -1;
	static char path[40];

	if (fd < 0) {
		fd = memfd_create("fuzz", MFD_CLOEXEC);
		snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	}
	if (ftruncate(fd, 0) < 0 || pwrite(fd, bytes.ptr, bytes.len, 0) != (ssize_t)bytes.len) {
		perror("file in memory");
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

/* A text of pieces, until the next call: a byte is one of them, or past them itself; an empty piece
 * is a NUL. */
static inline ab_str
fuzz_made(ab_str bytes, const char *const *pieces, size_t count)
{
	static char made[1 << 14];
	size_t len = 0;

	while (bytes.len && len < sizeof(made) - 64) {
		unsigned c = fuzz_byte(&bytes);
		char itself = (char)c;
		ab_str piece = c < count ? ab_str_c(pieces[c]) : (ab_str){ &itself, 1 };
		size_t n = piece.len ? piece.len : 1;
		memcpy(made + len, piece.len ? piece.ptr : "", n);
		len += n;
	}
	return (ab_str){ made, len };
}

#endif
