/* packed - what libarchive makes of files, in memory. */
#ifndef ABREAST_TESTS_PACKED_H
#define ABREAST_TESTS_PACKED_H

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>

#include "base/arena.h"

static inline void
add_file(struct archive *a, const char *name, ab_str bytes)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_size(e, (la_int64_t)bytes.len);
	cr_assert_eq(archive_write_header(a, e), ARCHIVE_OK);
	cr_assert_eq(archive_write_data(a, bytes.ptr, bytes.len), (la_ssize_t)bytes.len);
	archive_entry_free(e);
}

/* So many files, "1.jsonl" and so on; where the format holds but one, it is the first. */
static inline ab_str
packed(struct ab_arena *arena, int format, int filter, const ab_str *file, size_t count)
{
	struct archive *a = archive_write_new();
	size_t room = 65536, used = 0;

	for (size_t i = 0; i < count; i++)
		room += file[i].len + 4096;
	char *to = ab_alloc(arena, room, 1);
	archive_write_set_format(a, format);
	cr_assert_geq(archive_write_add_filter(a, filter), ARCHIVE_WARN);
	archive_write_set_bytes_in_last_block(a, 1);
	cr_assert_eq(archive_write_open_memory(a, to, room, &used), ARCHIVE_OK);
	for (size_t i = 0; i < (format == ARCHIVE_FORMAT_RAW ? 1 : count); i++) {
		char name[32];
		snprintf(name, sizeof(name), "%zu.jsonl", i + 1);
		add_file(a, name, file[i]);
	}
	cr_assert_eq(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
	return (ab_str){ to, used };
}

#endif
