/* A person at a reader: keys that are typed, and the screen that they see. */
#ifndef ABREAST_TESTS_TYPING_H
#define ABREAST_TESTS_TYPING_H

#include "tests/fixture.h"
#include "view/reader.h"

static inline void
type(struct ab_reader *reader, const char *keys)
{
	while (*keys) {
		const char *end = *keys == '<' && keys[1] >= 'A' && keys[1] <= 'Z' ? strchr(keys, '>') : NULL;
		size_t len = end ? (size_t)(end - keys) + 1 : 1;
		while (!end && ((unsigned char)keys[len] & 0xC0) == 0x80)
			len++;
		ab_reader_key(reader, (ab_str){ keys, len });
		keys += len;
	}
}

/* The screen as text, after all work behind it is done; free it. */
static inline char *
screen_of(struct ab_reader *reader, int lines, int cols)
{
	struct ab_frame *frame = ab_frame_new(lines, cols);
	char *text = NULL;
	size_t len;
	bool dirty;
	FILE *out = open_memstream(&text, &len);

	while (ab_reader_work(reader, &dirty))
		;
	ab_reader_paint(reader, frame);
	ab_frame_write(frame, out);
	fclose(out);
	ab_frame_free(frame);
	return text;
}

#endif
