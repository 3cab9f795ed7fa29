#include "train/corpus.h"

#include <jansson.h>
#include <stdio.h>

#include "base/utf8.h"

const char *const corpus_variants[CORPUS_VARIANTS] = { "data", "data-light" };

static bool
read_file(struct ab_arena *arena, const char *path, ab_str *text)
{
	struct ab_utf8_report report;
	FILE *in = fopen(path, "rb");
	long size;

	if (!in)
		return false;
	bool ok = fseek(in, 0, SEEK_END) == 0 && (size = ftell(in)) >= 0
	    && fseek(in, 0, SEEK_SET) == 0;
	if (ok) {
		char *bytes = ab_alloc(arena, (size_t)size + 1, 1);
		ok = fread(bytes, 1, (size_t)size, in) == (size_t)size;
		*text = ab_utf8_text(arena, (ab_str){ bytes, (size_t)size }, &report);
	}
	fclose(in);
	return ok;
}

static int
fold_of(const char *site)
{
	uint32_t hash = 2166136261u;

	for (; *site; site++)
		hash = (hash ^ (unsigned char)*site) * 16777619u;
	return (int)((hash >> 8) % CORPUS_FOLDS);
}

static void
read_labels(struct corpus_page *page, struct ab_arena *arena, ab_str labels)
{
	page->body = ab_alloc(arena, labels.len, 1);
	for (size_t i = 0; i < labels.len; i++)
		if (labels.ptr[i] == '0' || labels.ptr[i] == '1')
			page->body[page->lines++] = labels.ptr[i] == '1';
}

static bool
read_page(struct corpus *corpus, const char *data, json_t *entry, int variant)
{
	const char *set = json_string_value(json_object_get(entry, "set"));
	const char *id = json_string_value(json_object_get(entry, "id"));
	const char *site = json_string_value(json_object_get(entry, "site"));
	const char *title = json_string_value(json_object_get(entry, "title"));
	struct ab_arena *arena = &corpus->arena;
	struct corpus_page page = { .variant = variant };
	ab_str labels;

	if (!set || !id || !site)
		return false;
	ab_str stem = ab_format(arena, "%s/chrome/%s/%s/dev/%s", data,
	    corpus_variants[variant], set, id);
	if (!read_file(arena, ab_format(arena, "%s.txt", stem.ptr).ptr, &page.text)
	    || !read_file(arena, ab_format(arena, "%s.gold.txt", stem.ptr).ptr, &page.gold)
	    || !read_file(arena, ab_format(arena, "%s.labels", stem.ptr).ptr, &labels))
		return false;
	page.set = ab_copy(arena, ab_str_c(set)).ptr;
	page.id = ab_copy(arena, ab_str_c(id)).ptr;
	page.title = ab_copy(arena, ab_str_c(title ? title : ""));
	page.fold = fold_of(site);
	read_labels(&page, arena, labels);
	AB_PUSH(arena, corpus, page);
	return true;
}

bool
corpus_read(struct corpus *corpus, const char *data, struct ab_error *err)
{
	ab_str index, line;
	ab_str path = ab_format(&corpus->arena, "%s/chrome/index.jsonl", data);

	if (!read_file(&corpus->arena, path.ptr, &index))
		return ab_fail(err, "cannot read %s: give the folder that holds chrome/index.jsonl",
		    path.ptr);
	while (ab_str_line(&index, &line)) {
		json_t *entry = json_loadb(line.ptr, line.len, 0, NULL);
		for (int variant = 0; variant < CORPUS_VARIANTS; variant++)
			read_page(corpus, data, entry, variant);
		json_decref(entry);
	}
	return corpus->count > 0 || ab_fail(err, "%s names no page that is there", path.ptr);
}
