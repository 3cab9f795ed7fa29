/* A person at a reader: keys that are typed, and the screen that they see. */
#ifndef ABREAST_TESTS_TYPING_H
#define ABREAST_TESTS_TYPING_H

#include "tests/fixture.h"
#include "view/reader.h"

static inline void
type(struct ab_reader *reader, const char *keys)
{
	while (*keys) {
		const char *end = *keys == '<' && keys[1] >= 'A' && keys[1] <= 'Z'
		    ? strchr(keys, '>') : NULL;
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

/* A reader is opened, these keys are typed, and its screen holds what is wanted. */
static inline void
expect_typed(struct ab_bundle *bundle, const struct ab_reader_options *options, const char *keys,
    const char *want)
{
	struct ab_error err;
	struct ab_reader *reader = ab_reader_new(bundle, options, &err);

	free(screen_of(reader, options->rows, options->cols));
	type(reader, keys);
	char *screen = screen_of(reader, options->rows, options->cols);
	cr_expect(strstr(screen, want), "keys %s at %dx%d, without \"%s\":\n%s", keys,
	    options->cols, options->rows, want, screen);
	free(screen);
	ab_reader_free(reader);
}

#endif
