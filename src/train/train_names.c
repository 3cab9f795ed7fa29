/*
 * train_names - trains the names tagger; see src/train/README.md.
 *
 *	train_names [OPTION...] LEXICON GAZETTEER OUT SET[:WEIGHT[:nomisc]]... [dev:FILE]...
 *
 * Round 0 learns from the sets with names in them. After each round the model
 * so far says what are names in those without, and the next round learns from
 * all. The same input gives the same bytes.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "news/learned.h"
#include "train/linear.h"
#include "train/network.h"

static const char usage[] =
    "usage: train_names [OPTION...] LEXICON GAZETTEER OUT SET[:WEIGHT[:nomisc]]... [dev:FILE]...\n"
    "  -r N  rounds of self-training        -e N  epochs        -s N  seeds that are averaged\n"
    "  -m X  margin                         -w X  chance to drop the word    -c X  the context\n"
    "  -l N  a feature must be seen so often    -p X  least weight of a row that is kept\n"
    "  -n N  epochs of the network, 0: none     -k X  its weight beside the linear scores\n"
    "  -x titles|demonyms|misc  do without reconciling these\n";

struct options {
	struct linear_options linear;
	struct reconcile reconcile;
	struct network_options network; /* epochs 0: none */
	float weight;
	int rounds;
	float least;
};

static ab_str
read_file(const char *name)
{
	FILE *f = fopen(name, "rb");
	long len;

	if (!f || fseek(f, 0, SEEK_END) != 0 || (len = ftell(f)) < 0)
		die("cannot read %s", name);
	char *bytes = ab_xalloc((size_t)len + 1, 1);
	rewind(f);
	if (fread(bytes, 1, (size_t)len, f) != (size_t)len)
		die("cannot read %s", name);
	fclose(f);
	return (ab_str){ bytes, (size_t)len };
}

static void
leave_out(struct reconcile *how, const char *what)
{
	how->titles &= strcmp(what, "titles") != 0;
	how->demonyms &= strcmp(what, "demonyms") != 0;
	how->misc &= strcmp(what, "misc") != 0;
}

static struct options
read_options(int argc, char **argv)
{
	struct options o = {
		.linear = { .epochs = 5, .seeds = 4, .least = 2, .margin = 1, .drop_word = 0.35f,
		    .drop_context = 0.1f },
		.reconcile = { true, true, true }, .rounds = 2, .weight = 3,
		.network = { .epochs = 6, .rate = 0.03f, .hide = 0.15f, .keep = 0.5f }, .least = 25,
	};

	for (int c; (c = getopt(argc, argv, "r:e:s:m:w:c:l:p:x:n:k:")) != -1;)
		switch (c) {
		case 'r': o.rounds = atoi(optarg); break;
		case 'e': o.linear.epochs = atoi(optarg); break;
		case 's': o.linear.seeds = atoi(optarg); break;
		case 'm': o.linear.margin = (float)atof(optarg); break;
		case 'w': o.linear.drop_word = (float)atof(optarg); break;
		case 'c': o.linear.drop_context = (float)atof(optarg); break;
		case 'l': o.linear.least = atoi(optarg); break;
		case 'p': o.least = (float)atof(optarg); break;
		case 'n': o.network.epochs = atoi(optarg); break;
		case 'k': o.weight = (float)atof(optarg); break;
		case 'x': leave_out(&o.reconcile, optarg); break;
		default: die("%s", usage);
		}
	if (argc - optind < 4)
		die("%s", usage);
	return o;
}

/* What has been learned so far. */
struct learned {
	struct linear linear;
	struct network *network; /* or NULL */
	const struct ab_model *lexicon;
};

static void
tag(struct learned *l, const struct document *d, float weight, uint8_t *tags)
{
	struct ab_arena arena = { 0 };
	float *extra = AB_NEW(&arena, float, d->page.count * AB_BILOU_COUNT + 1);

	if (l->network)
		network_score(l->network, l->lexicon, d, weight, extra);
	linear_tag(&l->linear, d, extra, tags);
	ab_arena_free(&arena);
}

/* The teacher's word on what has no names yet. */
static void
teach(struct learned *l, struct corpus *corpus, float weight)
{
	for (size_t i = 0; i < corpus->count; i++) {
		struct document *d = &corpus->at[i];
		if (!d->silver)
			continue;
		uint8_t *tags = ab_xalloc(d->page.count + 1, 1);
		tag(l, d, weight, tags);
		corpus_teach(d, tags);
		free(tags);
	}
}

/* model: what will be used, in 8 bits; NULL: what was learned. */
static void
score(const char *name, struct learned *l, float weight, const struct ab_model *model,
    const struct corpus *dev)
{
	struct tally tally[AB_ENTITY_COUNT] = { 0 };

	for (size_t i = 0; i < dev->count; i++) {
		const struct document *d = &dev->at[i];
		struct ab_arena arena = { 0 };
		uint8_t *tags = AB_NEW(&arena, uint8_t, d->page.count + 1);
		if (model)
			ab_learned_tag(ab_learned_new(&arena, model, &d->page), &d->page, tags);
		else
			tag(l, d, weight, tags);
		corpus_score(d, tags, tally);
		ab_arena_free(&arena);
	}
	corpus_print(name, tally);
}

int
main(int argc, char **argv)
{
	struct options options = read_options(argc, argv);
	struct ab_model lexicon, model;
	ab_str file = read_file(argv[optind]), list = read_file(argv[optind + 1]);
	struct corpus corpus = { .gazetteer = list }, dev[8] = { 0 };
	size_t devs = 0;
	const char *out = argv[optind + 2];

	if (!ab_model_open(file, &lexicon))
		die("%s is not what lexicon makes", argv[optind]);
	char *names[8];
	for (int i = optind + 3; i < argc; i++) {
		if (strncmp(argv[i], "dev:", 4) != 0) {
			corpus_read(&corpus, &lexicon, argv[i], &options.reconcile);
		} else if (devs < AB_LEN(dev)) {
			dev[devs].gazetteer = list;
			names[devs] = argv[i] + 4;
			corpus_read(&dev[devs++], &lexicon, argv[i] + 4, &options.reconcile);
		}
	}
	struct learned l = { .network = options.network.epochs ? network_new() : NULL,
	    .lexicon = &lexicon };
	linear_number(&l.linear, &corpus, &options.linear);
	for (int round = 0; round < options.rounds; round++) {
		fprintf(stderr, "round %d\n", round);
		if (round > 0)
			teach(&l, &corpus, options.weight);
		linear_train(&l.linear, &corpus, round, &options.linear);
		if (l.network)
			network_train(l.network, &lexicon, &corpus, round, &options.network);
		for (size_t i = 0; i < devs; i++) {
			score(names[i], &l, 0, NULL, &dev[i]);
			for (float k = 0.5f; l.network && k <= 4; k *= 2)
				score("with the network", &l, k * options.weight, NULL, &dev[i]);
		}
	}
	struct store store = { 0 };
	float unit = linear_unit(&l.linear);
	linear_store(&l.linear, &store, unit, options.least);
	if (l.network)
		network_store(l.network, &store, unit, options.weight);
	else
		store_part(&store, AB_PART_VECTORS, 0);
	store_take(&store, file);
	store_write(&store, out);
	if (!ab_model_open(read_file(out), &model))
		die("%s cannot be read back", out);
	for (size_t i = 0; i < devs; i++)
		score("in 8 bits", &l, 0, &model, &dev[i]);
	return 0;
}
