/*
 * words FOLDER                      says one sentence by the catalogues of that folder
 * words FOLDER SOURCE COLSxROWS KEYS   prints the screen after these keys
 */
#define _POSIX_C_SOURCE 200809L
#include <libintl.h>
#include <locale.h>
#include <stdio.h>

#include "base/words.h"
#include "view/reader.h"

static void
type(struct ab_reader *reader, struct ab_frame *frame, const char *keys)
{
	for (bool dirty;;) {
		ab_reader_paint(reader, frame);
		while (ab_reader_work(reader, &dirty))
			;
		ab_reader_paint(reader, frame);
		if (!*keys)
			return;
		const char *close = *keys == '<' ? strchr(keys, '>') : NULL;
		size_t len = close ? (size_t)(close - keys) + 1 : 1;
		ab_reader_key(reader, (ab_str){ keys, len });
		keys += len;
	}
}

static bool
show(const char *source, const char *size, const char *keys)
{
	struct ab_heap_options heap_options = { 0 };
	struct ab_article_options article_options = { 0 };
	struct ab_reader_options options = { .open = "1,2" };
	struct ab_error err = { "" };
	struct ab_heap *heap = ab_heap_new(&heap_options);
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);

	if (sscanf(size, "%4dx%4d", &options.cols, &options.rows) != 2 || !know
	    || !ab_heap_add(heap, source, &err))
		return false;
	struct ab_bundle *bundle = ab_bundle_new(heap, know, &article_options);
	struct ab_reader *reader = ab_reader_new(bundle, &options, &err);
	struct ab_frame *frame = ab_frame_new(options.rows, options.cols);
	if (reader) {
		type(reader, frame, keys);
		ab_frame_write(frame, stdout);
	}
	ab_frame_free(frame);
	ab_reader_free(reader);
	ab_bundle_free(bundle);
	ab_knowledge_free(know);
	ab_heap_free(heap);
	return reader != NULL;
}

int
main(int argc, char **argv)
{
	struct ab_error err;

	setlocale(LC_ALL, "");
	bindtextdomain("abreast", argc > 1 ? argv[1] : "po");
	textdomain("abreast");
	ab_tr_by(gettext);
	if (argc > 4)
		return !show(argv[2], argv[3], argv[4]);
	ab_fail(&err, "cannot be opened: %s", "x");
	puts(err.text);
	return 0;
}
