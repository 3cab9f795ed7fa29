#include "news/network.h"

#include "base/wide.h"

enum { HALF = AB_NET_WORDS / 2, OTHERS = 4, ABOUT = 12, ONE = 64 };

bool
ab_net_cares(const struct ab_term *words, size_t start, size_t end, size_t i)
{
	return words[i].capital || (i > start && words[i - 1].capital) || (i + 1 < end
	    && words[i + 1].capital);
}

static const int8_t *
vector_of(const struct ab_model *model, const struct ab_term *word)
{
	return word->word < model->vector_count
	    ? model->vectors + (size_t)word->word * AB_NET_VECTOR : NULL;
}

/* A sum of vectors. */
struct mean { int16_t sum[AB_NET_VECTOR]; int count; };

static void
add(struct mean *mean, const int8_t *vector)
{
	if (!vector)
		return;
	mean->count++;
	for (size_t d = 0; d < AB_NET_VECTOR; d++)
		mean->sum[d] = (int16_t)(mean->sum[d] + vector[d]);
}

static void
put_mean(const struct mean *mean, int8_t *out)
{
	for (size_t d = 0; mean->count && d < AB_NET_VECTOR; d++)
		out[d] = (int8_t)(mean->sum[d] / mean->count);
}

static void
see_word(const struct ab_model *model, const struct ab_term *word, int8_t *x, int32_t rows[3])
{
	const int8_t *vector = vector_of(model, word);
	int8_t *bits = x + AB_NET_VECTOR + 3 * AB_NET_EMBED;
	uint32_t prefix = word->prefix[2] ? word->prefix[2] : word->form;
	uint32_t suffix = word->suffix[2] ? word->suffix[2] : word->form;
	uint32_t set = word->classes
	    | (uint32_t)(word->lists & 15) << 21 | (uint32_t)(word->lists >> 8 & 15) << 25
	    | (uint32_t)(word->capital && word->lowered) << 29 | (uint32_t)word->glued << 30;

	if (vector)
		memcpy(x, vector, AB_NET_VECTOR);
	for (size_t b = 0; b < AB_NET_BITS; b++)
		bits[b] = set >> b & 1 ? ONE : 0;
	rows[0] = word->look;
	rows[1] = AB_NET_SHAPES + (int32_t)(prefix % AB_NET_AFFIXES);
	rows[2] = AB_NET_SHAPES + AB_NET_AFFIXES + (int32_t)(suffix % AB_NET_AFFIXES);
}

static void
see_means(const struct ab_model *model, const struct ab_term *words, size_t count, size_t start,
    size_t end,
    size_t i, int8_t *x)
{
	struct mean before = { .count = 0 }, after = { .count = 0 }, about = { .count = 0 };
	size_t seen = 0;

	for (size_t at = words[i].first; at && seen < OTHERS; at = words[at - 1].next) {
		if (at - 1 == i)
			continue;
		seen++;
		if (at > 1)
			add(&before, vector_of(model, &words[at - 2]));
		if (at < count)
			add(&after, vector_of(model, &words[at]));
	}
	size_t from = i < start + ABOUT ? start : i - ABOUT, to = i + ABOUT >= end ? end
	    : i + ABOUT + 1;
	for (size_t k = from; k < to; k++)
		add(&about, vector_of(model, &words[k]));
	put_mean(&before, x + AB_NET_MEANS);
	put_mean(&after, x + AB_NET_MEANS + AB_NET_VECTOR);
	put_mean(&about, x + AB_NET_MEANS + 2 * AB_NET_VECTOR);
	x[AB_NET_FLAGS] = i == start || words[i].start ? ONE : 0;
	x[AB_NET_FLAGS + 1] = seen ? ONE : 0;
	x[AB_NET_FLAGS + 2] = end - start < 10 ? ONE : 0;
	x[AB_NET_FLAGS + 3] = words[i].headline ? ONE : 0;
}

void
ab_net_see(const struct ab_model *model, const struct ab_term *words, size_t count, size_t start,
    size_t end,
    size_t i, struct ab_net_input *out)
{
	memset(out->x, 0, sizeof(out->x));
	for (size_t k = 0; k < AB_NET_WORDS; k++) {
		bool inside = i + k >= start + HALF && i + k < end + HALF;
		int8_t *x = out->x + k * AB_NET_WORD;
		if (inside)
			see_word(model, &words[i + k - HALF], x, out->rows[k]);
		else
			x[AB_NET_WORD - 1] = ONE;
		if (!inside)
			out->rows[k][0] = out->rows[k][1] = out->rows[k][2] = -1;
	}
	see_means(model, words, count, start, end, i, out->x);
}

/* The loops that take time: 16 bits times 16 bits, summed up in 32. */
AB_WIDE static void
dot_in(const int8_t *restrict rows, const int16_t *restrict x, int32_t *restrict out)
{
	for (size_t j = 0; j < AB_NET_HIDDEN; j++) {
		int32_t sum = 0;
		for (size_t k = 0; k < AB_NET_IN; k++)
			sum += (int16_t)rows[j * AB_NET_IN + k] * x[k];
		out[j] = sum;
	}
}

AB_WIDE static void
dot_out(const int8_t *restrict rows, const int16_t *restrict x, int32_t *restrict out)
{
	for (size_t y = 0; y < AB_BILOU_COUNT; y++) {
		int32_t sum = 0;
		for (size_t j = 0; j < AB_NET_HIDDEN; j++)
			sum += (int16_t)rows[y * AB_NET_HIDDEN + j] * x[j];
		out[y] = sum;
	}
}

/* Hidden units in 256ths, never negative. */
static void
hidden_of(const struct ab_model_net *net, const int16_t *x, int16_t hidden[AB_NET_HIDDEN])
{
	int32_t sums[AB_NET_HIDDEN];

	dot_in(net->in, x, sums);
	for (size_t j = 0; j < AB_NET_HIDDEN; j++) {
		int64_t sum = (int64_t)sums[j] + ab_model_number(net->bias, j);
		int64_t h = sum > 0 ? sum * ab_model_number(net->factor, j) >> 16 : 0;
		hidden[j] = (int16_t)(h < INT16_MAX ? h : INT16_MAX);
	}
}

void
ab_net_score(const struct ab_model *model, const struct ab_term *words, size_t count, size_t start,
    size_t end,
    size_t i, int32_t out[AB_BILOU_COUNT])
{
	const struct ab_model_net *net = &model->net;
	struct ab_net_input input;
	int16_t x[AB_NET_IN], hidden[AB_NET_HIDDEN];
	int32_t sums[AB_BILOU_COUNT];

	ab_net_see(model, words, count, start, end, i, &input);
	for (size_t k = 0; k < AB_NET_WORDS; k++)
		for (size_t r = 0; r < 3; r++)
			if (input.rows[k][r] >= 0)
				memcpy(input.x + k * AB_NET_WORD + AB_NET_VECTOR + r * AB_NET_EMBED,
				    net->embed + (size_t)input.rows[k][r] * AB_NET_EMBED,
				    AB_NET_EMBED);
	for (size_t k = 0; k < AB_NET_IN; k++)
		x[k] = input.x[k];
	hidden_of(net, x, hidden);
	int64_t scale = ab_model_number(net->scale, 0);
	dot_out(net->out, hidden, sums);
	for (size_t y = 0; y < AB_BILOU_COUNT; y++)
		out[y] += (int32_t)((sums[y] + ab_model_number(net->last, y)) * scale >> 20);
}
