#include "train/network.h"

#include <math.h>
#include <stdio.h>

#include "news/network.h"

enum { TAGS = AB_BILOU_COUNT, IN = AB_NET_IN, HIDDEN = AB_NET_HIDDEN };

struct network {
	float embed[AB_NET_EMBEDS][AB_NET_EMBED];
	float in[IN][HIDDEN], bias[HIDDEN]; /* by input, so that inputs that are 0 cost nothing */
	float out[HIDDEN][TAGS], last[TAGS];
};

/* What a place made of the network, for going back. */
struct pass { float x[IN], hidden[HIDDEN], score[TAGS]; struct ab_net_input input; };

static double
chance(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (double)(*state >> 11) / 9007199254740992.0;
}

static void
fill(float *at, size_t count, float width, uint64_t *random)
{
	for (size_t i = 0; i < count; i++)
		at[i] = width * (float)(chance(random) - 0.5);
}

struct network *
network_new(void)
{
	return ab_xalloc(1, sizeof(struct network));
}

static void
begin(struct network *n, uint64_t *random)
{
	memset(n, 0, sizeof(*n));
	fill(&n->embed[0][0], AB_NET_SHAPES * AB_NET_EMBED, 2, random);
	fill(&n->embed[AB_NET_SHAPES][0], (size_t)2 * AB_NET_AFFIXES * AB_NET_EMBED, 0.4f, random);
	fill(&n->in[0][0], (size_t)IN * HIDDEN, 0.08f, random);
	fill(&n->out[0][0], (size_t)HIDDEN * TAGS, 0.2f, random);
}

static void
hide_word(struct pass *p, size_t k)
{
	memset(p->input.x + k * AB_NET_WORD, 0, AB_NET_VECTOR);
	p->input.rows[k][1] = p->input.rows[k][2] = -1;
}

static void
forward(const struct network *n, struct pass *p)
{
	for (size_t i = 0; i < IN; i++)
		p->x[i] = (float)p->input.x[i] / 64;
	for (size_t k = 0; k < AB_NET_WORDS; k++)
		for (size_t r = 0; r < 3; r++)
			if (p->input.rows[k][r] >= 0)
				memcpy(p->x + k * AB_NET_WORD + AB_NET_VECTOR + r * AB_NET_EMBED,
				    n->embed[p->input.rows[k][r]], sizeof(n->embed[0]));
	memcpy(p->hidden, n->bias, sizeof(p->hidden));
	for (size_t i = 0; i < IN; i++) {
		float x = p->x[i];
		if (x != 0)
			for (size_t j = 0; j < HIDDEN; j++)
				p->hidden[j] += x * n->in[i][j];
	}
	memcpy(p->score, n->last, sizeof(p->score));
	for (size_t j = 0; j < HIDDEN; j++) {
		p->hidden[j] = p->hidden[j] > 0 ? p->hidden[j] : 0;
		for (size_t y = 0; p->hidden[j] > 0 && y < TAGS; y++)
			p->score[y] += p->hidden[j] * n->out[j][y];
	}
}

/* The slope of the loss: softmax, less softmax within the allowed tags. Returns the loss. */
static float
error_of(const float *score, uint32_t allowed, float error[TAGS])
{
	float top = score[0], all = 1e-20f, right = 1e-20f, e[TAGS];

	for (size_t y = 1; y < TAGS; y++)
		top = score[y] > top ? score[y] : top;
	for (size_t y = 0; y < TAGS; y++) {
		e[y] = expf(score[y] - top);
		all += e[y];
		right += allowed >> y & 1 ? e[y] : 0;
	}
	for (size_t y = 0; y < TAGS; y++)
		error[y] = e[y] / all - (allowed >> y & 1 ? e[y] / right : 0);
	return -logf(right / all);
}

static void
learn_embeds(struct network *n, const struct pass *p, const float *back, float rate)
{
	for (size_t k = 0; k < AB_NET_WORDS; k++)
		for (size_t r = 0; r < 3; r++) {
			size_t at = k * AB_NET_WORD + AB_NET_VECTOR + r * AB_NET_EMBED;
			for (size_t d = 0; p->input.rows[k][r] >= 0 && d < AB_NET_EMBED; d++) {
				float sum = 0;
				for (size_t j = 0; j < HIDDEN; j++)
					sum += n->in[at + d][j] * back[j];
				n->embed[p->input.rows[k][r]][d] -= (r ? rate : 0.3f * rate) * sum;
			}
		}
}

static void
backward(struct network *n, const struct pass *p, const float *error, float rate)
{
	float back[HIDDEN];

	for (size_t j = 0; j < HIDDEN; j++) {
		back[j] = 0;
		for (size_t y = 0; p->hidden[j] > 0 && y < TAGS; y++) {
			back[j] += error[y] * n->out[j][y];
			n->out[j][y] -= rate * p->hidden[j] * error[y];
		}
	}
	for (size_t y = 0; y < TAGS; y++)
		n->last[y] -= rate * error[y];
	learn_embeds(n, p, back, rate);
	for (size_t i = 0; i < IN; i++) {
		float x = rate * p->x[i];
		if (x != 0)
			for (size_t j = 0; j < HIDDEN; j++)
				n->in[i][j] -= x * back[j];
	}
	for (size_t j = 0; j < HIDDEN; j++)
		n->bias[j] -= rate * back[j];
}

struct lesson {
	struct network *n;
	const struct ab_model *lexicon;
	const struct network_options *options;
	uint64_t random;
	double loss;
	size_t places;
};

static void
learn_sentence(struct lesson *l, const struct document *d, size_t start, size_t end, float rate)
{
	struct pass p;
	float error[TAGS];

	for (size_t i = start; i < end; i++) {
		if (d->allowed[i] == ALL_TAGS)
			continue;
		bool dull = d->allowed[i] == 1u << AB_BILOU_OUT && !d->words[i].capital;
		if (dull && (!ab_net_cares(d->words, start, end, i)
		    || chance(&l->random) > (double)l->options->keep))
			continue;
		ab_net_see(l->lexicon, d->words, d->page.count, start, end, i, &p.input);
		for (size_t k = 0; k < AB_NET_WORDS; k++)
			if (chance(&l->random) < (double)l->options->hide
			    && p.input.rows[k][0] >= 0)
				hide_word(&p, k);
		forward(l->n, &p);
		float loss = error_of(p.score, d->allowed[i], error);
		l->loss += (double)loss;
		l->places++;
		if (loss > 0.01f)
			backward(l->n, &p, error, rate);
	}
}

struct sentence { const struct document *d; size_t start, end; };

void
network_train(struct network *n, const struct ab_model *lexicon, const struct corpus *corpus,
    int round,
    const struct network_options *options)
{
	struct lesson l = { .n = n, .lexicon = lexicon, .options = options,
	    .random = 88172645463325252u + (uint64_t)round };
	struct ab_arena arena = { 0 };
	AB_LIST(struct sentence) all = { 0 };

	begin(n, &l.random);
	for (size_t i = 0; i < corpus->count; i++) {
		const struct document *d = &corpus->at[i];
		for (size_t s = 0, start = 0; (round > 0 || !d->silver)
		    && s < d->page.sentences; start = d->page.ends[s++])
			AB_PUSH(&arena, &all, ((struct sentence){ d, start, d->page.ends[s] }));
	}
	size_t steps = all.count * (size_t)options->epochs;
	for (size_t step = 0; step < steps; step++) {
		const struct sentence *s = &all.at[(size_t)(chance(&l.random) * (double)all.count)];
		float rate = options->rate * (1 - (float)step / (float)steps) + 0.0005f;
		if (chance(&l.random) < s->d->weight)
			learn_sentence(&l, s->d, s->start, s->end, rate);
		if ((step + 1) % all.count == 0) {
			fprintf(stderr, "  network %zu: loss %.4f at %zu places\n",
			    (step + 1) / all.count,
			    l.loss / (double)l.places, l.places);
			l.loss = 0;
			l.places = 0;
		}
	}
	ab_arena_free(&arena);
}

void
network_score(const struct network *n, const struct ab_model *lexicon, const struct document *d,
    float weight, float *out)
{
	struct pass p;

	for (size_t s = 0, start = 0; s < d->page.sentences; start = d->page.ends[s++])
		for (size_t i = start; i < d->page.ends[s]; i++) {
			if (!ab_net_cares(d->words, start, d->page.ends[s], i))
				continue;
			ab_net_see(lexicon, d->words, d->page.count, start, d->page.ends[s], i,
			    &p.input);
			forward(n, &p);
			for (size_t y = 0; y < TAGS; y++)
				out[i * TAGS + y] += weight * p.score[y];
		}
}

/* ---- storing ---- */

static int8_t
rounded(float x)
{
	x = rintf(x);
	return (int8_t)(x > 127 ? 127 : x < -127 ? -127 : x);
}

static float
largest(const float *at, size_t count, size_t step)
{
	float most = 1e-9f;

	for (size_t i = 0; i < count; i++)
		most = fmaxf(most, fabsf(at[i * step]));
	return most;
}

void
network_store(const struct network *n, struct store *store, float unit, float weight)
{
	store_part(store, AB_PART_NETWORK, AB_NET_BYTES);
	uint8_t *at = store->part[AB_PART_NETWORK].at;
	for (size_t i = 0; i < (size_t)AB_NET_EMBEDS * AB_NET_EMBED; i++)
		*at++ = (uint8_t)rounded(64 * (&n->embed[0][0])[i]);
	uint8_t *bias = at + HIDDEN * IN, *factor = bias + 4 * HIDDEN,
	    *last = factor + 4 * HIDDEN + TAGS * HIDDEN;
	for (size_t j = 0; j < HIDDEN; j++) {
		float step = largest(&n->in[0][j], IN, HIDDEN) / 127;
		for (size_t i = 0; i < IN; i++)
			*at++ = (uint8_t)rounded(n->in[i][j] / step);
		store_number(bias + 4 * j, (uint32_t)(int32_t)rintf(n->bias[j] * 64 / step), 4);
		store_number(factor + 4 * j, (uint32_t)(int32_t)rintf(step / 64 * 256 * 65536), 4);
	}
	at = factor + 4 * HIDDEN;
	float step = largest(&n->out[0][0], (size_t)HIDDEN * TAGS, 1) / 127;
	for (size_t y = 0; y < TAGS; y++)
		for (size_t j = 0; j < HIDDEN; j++)
			*at++ = (uint8_t)rounded(n->out[j][y] / step);
	for (size_t y = 0; y < TAGS; y++)
		store_number(last + 4 * y, (uint32_t)(int32_t)rintf(n->last[y] * 256 / step), 4);
	store_number(last + 4 * TAGS,
	    (uint32_t)(int32_t)rintf(step / 256 * weight / unit * 1048576), 4);
}
