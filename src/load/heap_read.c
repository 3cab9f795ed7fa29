/* Records of the index, and what is known of all of it. */
#include "load/heaping.h"

bool
ab_heap_place(const struct ab_heap *heap, size_t i, struct ab_place_of *out)
{
	if (i >= heap->index.count)
		return false;
	out->entry = &heap->index.at[i];
	const struct ab_opened *o = &heap->source.at[out->entry->source];
	out->source = o->source;
	out->format = o->format;
	return true;
}

static bool
read_raw(struct ab_heap *heap, size_t i, struct ab_arena *arena, struct ab_raw *raw,
    struct ab_error *err)
{
	*raw = (struct ab_raw){ 0 };
	struct ab_place_of p;
	if (!ab_heap_place(heap, i, &p))
		return ab_fail(err, "there is no record %zu", i + 1);
	return p.format->read(p.source, p.entry, arena, raw, err);
}

bool
ab_heap_read(struct ab_heap *heap, size_t i, struct ab_arena *arena, struct ab_record *out,
    struct ab_error *err)
{
	struct ab_utf8_report ignored;
	struct ab_raw raw;
	bool ok = read_raw(heap, i, arena, &raw, err);

	*out = (struct ab_record){ .utf8 = { "UTF-8", 0 } };
	out->name = ab_utf8_text(arena, raw.name, &ignored);
	if (!ok)
		return false;
	out->title = raw.title;
	out->published = raw.published;
	out->url = raw.url;
	out->outlet = raw.outlet;
	out->notice = raw.notice;
	out->text = raw.body;
	out->utf8 = raw.utf8;
	if (!raw.utf8.encoding)
		out->text = ab_utf8_text(arena, raw.body, &out->utf8);
	if (heap->source.at[heap->index.at[i].source].source->encoding)
		out->utf8.encoding = heap->source.at[heap->index.at[i].source].source->encoding;
	return true;
}

bool
ab_heap_raw(struct ab_heap *heap, size_t i, struct ab_arena *arena, ab_str *name, ab_str *bytes,
    struct ab_error *err)
{
	struct ab_raw raw;
	bool ok = read_raw(heap, i, arena, &raw, err);

	*name = raw.name;
	*bytes = ok ? raw.body : (ab_str){ 0 };
	return ok;
}

/* ---- facts ---- */

size_t
ab_heap_count(const struct ab_heap *heap)
{
	return heap->index.count;
}

uint64_t
ab_heap_done(const struct ab_heap *heap)
{
	return heap->done + (heap->format ? heap->index.scanned : 0);
}

uint64_t
ab_heap_end(const struct ab_heap *heap, size_t i)
{
	return heap->source.at[heap->index.at[i].source].before + heap->index.at[i].end;
}

uint64_t
ab_heap_total(const struct ab_heap *heap)
{
	return heap->total;
}

unsigned
ab_heap_generation(const struct ab_heap *heap)
{
	return heap->generation;
}

ab_str
ab_heap_where(const struct ab_heap *heap, size_t i, ab_str name, struct ab_arena *arena)
{
	if (i >= heap->index.count)
		return name;
	ab_str label = heap->source.at[heap->index.at[i].source].source->label;
	if (!name.len || ab_str_ends(label, name))
		return label;
	return ab_format(arena, "%.*s: %.*s", (int)label.len, label.ptr, (int)name.len, name.ptr);
}

size_t
ab_heap_notices(const struct ab_heap *heap)
{
	return heap->store.notices.count;
}

ab_str
ab_heap_notice(const struct ab_heap *heap, size_t i)
{
	return heap->store.notices.at[i];
}

const char *
ab_heap_format_name(size_t n, const char **help)
{
	const struct ab_format *format = ab_format_at(n);

	if (format && help)
		*help = format->help;
	return format ? format->name : NULL;
}
