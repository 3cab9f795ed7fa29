/*
 * Pages of invented outlets, most of them in the forms that are easily taken
 * for chrome. Each line begins with what must become of it: '+' it stays,
 * '-' it goes, '?' either.
 */
#include <criterion/criterion.h>

#include "news/decide.h"

#define HEAD "-Skip to content\n-Menu\n-Home\n-News\n-Sport\n-Culture\n-Weather\n-Log " \
    "in\n-Subscribe\n-Search\n"
#define FOOT "-Share\n-Facebook\n-Twitter\n-Email\n-Most read\n-Goat elected to village council\n" \
	"-Two moons seen over the bay\n-Ferry captain retires\n-About us\n-Contact\n-Privacy " \
	"policy\n" \
	"-Terms of use\n-\xC2\xA9 2031 Harbour Gazette. All rights reserved.\n"

static const struct { const char *name, *text; } pages[] = {
	{ "one paragraph", HEAD
		"?Bridge opens in the harbour\n"
		"+The new bridge in the harbour of Ostrava-on-Sea opened on Monday after three "
		    "years of work, and the"
		" first to cross it was a baker on a bicycle who had waited at the barrier since "
		    "four in the morning.\n"
		FOOT },
	{ "listicle", HEAD
		"?Five things to know about the new harbour bridge\n"
		"+The bridge that opened on Monday changes how people get about the town. Here is "
		    "what matters.\n"
		"?1. It is longer than the old one\n"
		"+At 412 metres the new bridge is a third longer than the one that the storm "
		    "carried away in 2028.\n"
		"?2. Trams come later\n"
		"+The rails are laid, but the first tram is not expected before next spring, the "
		    "council says.\n"
		"?3. The ferry stays\n"
		"+The old ferry will go on sailing at weekends, mostly for visitors who come to "
		    "see the seals.\n"
		"?4. It is lit at night\n"
		"+Two hundred lamps follow the tide and turn from white to blue when the water "
		    "is rising.\n"
		"?5. Goats may cross\n"
		"+After a long debate the council decided that animals on a lead have the "
		    "right of way.\n"
		FOOT },
	{ "live blog", HEAD
		"?Live: the opening of the harbour bridge\n"
		"?09:10\n+The barriers are still down and some two hundred people wait on the "
		    "eastern bank in light rain.\n"
		"?09:35\n+Mayor Ada Sailor has arrived with a pair of very large scissors and no "
		    "umbrella at all.\n"
		"?09:50\n+The band of the fire brigade plays the anthem of the harbour, and then "
		    "plays it once more.\n"
		"?10:02\n+The ribbon is cut. The first people are running across, led by a baker "
		    "on a bicycle.\n"
		"?10:20\n+Traffic is at a standstill on both banks, the police say, and ask "
		    "drivers to be patient.\n"
		FOOT },
	{ "interview", HEAD
		"?\"I never wanted a statue\"\n"
		"+The engineer Rosa Brandt has built bridges for forty years. We met her on the "
		    "day her last one opened.\n"
		"+Ms Brandt, is this your best bridge?\n"
		"+No. It is the most expensive one, which is not the same. The best one crosses a "
		    "brook behind my house.\n"
		"+What went wrong in the second year?\n"
		"+The ground on the western bank was softer than we had been told, so we had to "
		    "start again from below.\n"
		"+Will you miss it?\n"
		"+I will miss the mornings, when nobody is on the site and you can hear the cables "
		    "in the wind.\n"
		FOOT },
	{ "press release", HEAD
		"?Harbour Council announces opening of new bridge\n"
		"+OSTRAVA-ON-SEA, February 3, 2031 - The Harbour Council today announced the "
		    "opening of the new bridge,"
		" which was built by Example Works in three years and within its budget of 88 "
		    "million crowns.\n"
		"+\"We are proud of what our partners have achieved,\" said Ada Sailor, mayor of "
		    "the town.\n"
		"+The bridge carries two lanes, a path for bicycles and, from next year on, a "
		    "tramway to the station.\n"
		FOOT },
	{ "recipe", HEAD
		"?Harbour soup as the bakers cook it\n"
		"+This is the soup that the bakers of the harbour cook when the boats come home "
		    "late in the winter.\n"
		"?500 g of mussels\n?2 onions\n?1 litre of fish stock\n?A handful of parsley\n"
		"+Wash the mussels in cold water and throw away those that are open. Chop the "
		    "onions very finely.\n"
		"+Fry the onions in butter until they are soft, add the stock and let it boil for "
		    "ten minutes.\n"
		"+Put the mussels in, cover the pot and wait until they have opened. Serve with "
		    "parsley and bread.\n"
		FOOT },
	{ "table", HEAD
		"?Harbour council election: the result\n"
		"+The Ferry Party has lost its majority in the harbour council after twelve years, "
		    "the count showed.\n"
		"?Ferry Party\n?41.2\n?Bridge Party\n?44.9\n?Goats for All\n?13.9\n"
		"+The Bridge Party now needs the votes of the third party, whose leader said she "
		    "was open to talks.\n"
		"+A new mayor is to be elected when the council meets for the first time in the "
		    "middle of March.\n"
		FOOT },
	{ "Spanish", "-Inicio\n-Deportes\n-Cultura\n-Iniciar sesión\n-Suscríbete\n"
		"?El puente nuevo se abrió en el puerto\n"
		"+El puente nuevo del puerto de Ostrava se abrió el lunes, tres años después de la "
		    "gran tormenta que se"
		" llevó el antiguo, y miles de personas lo cruzaron antes del mediodía.\n"
		"+La alcaldesa dijo que el puente había costado menos de lo que temía el consejo "
		    "de la ciudad.\n"
		"+Los vecinos de la otra orilla, que durante años dependieron del barco, lo "
		    "celebraron con vino.\n"
		"-Compartir\n-Facebook\n-Lo más leído\n-Una cabra en el consejo\n-Aviso legal\n"
		    "-Contacto\n" },
	{ "French", "-Accueil\n-Politique\n-Sport\n-Se connecter\n-Abonnez-vous\n"
		"?Le nouveau pont du port est ouvert\n"
		"+Le nouveau pont du port d'Ostrava a été ouvert lundi, trois ans après la tempête "
		    "qui avait emporté"
		" l'ancien, et des milliers de personnes l'ont traversé avant midi.\n"
		"+La maire a déclaré que le pont avait coûté moins cher que ce que craignait "
		    "le conseil.\n"
		"+Les habitants de l'autre rive, qui dépendaient du bac depuis des années, ont "
		    "fêté l'événement.\n"
		"-Partager\n-Facebook\n-À lire aussi\n-Une chèvre au conseil\n-Mentions légales\n"
		    "-Nous contacter\n" },
	{ "German", "-Startseite\n-Politik\n-Sport\n-Anmelden\n-Abonnieren\n"
		"?Neue Brücke im Hafen eröffnet\n"
		"+Die neue Brücke im Hafen von Ostrava ist am Montag eröffnet worden, drei Jahre "
		    "nachdem ein Sturm die"
		" alte fortgerissen hatte, und Tausende gingen noch vor dem Mittag hinüber.\n"
		"+Bürgermeisterin Ada Segler sagte, die Brücke habe weniger gekostet als der Rat "
		    "befürchtet habe.\n"
		"+Die Leute vom anderen Ufer, die jahrelang auf die Fähre angewiesen waren, "
		    "feierten bis in die Nacht.\n"
		"-Teilen\n-Facebook\n-Lesen Sie auch\n-Ziege im Rat\n-Impressum\n-Datenschutz\n" },
	{ "Portuguese", "-Início\n-Política\n-Esportes\n-Entrar\n-Assine\n"
		"?Nova ponte é aberta no porto\n"
		"+A nova ponte do porto de Ostrava foi aberta na segunda-feira, três anos depois "
		    "da tempestade que levou"
		" a antiga, e milhares de pessoas a atravessaram antes do meio-dia.\n"
		"+A prefeita disse que a ponte custou menos do que temia o conselho da cidade.\n"
		"+Os moradores da outra margem, que dependiam do barco havia anos, festejaram "
		    "até a noite.\n"
		"-Compartilhar\n-Facebook\n-Leia também\n-Uma cabra no conselho\n-Privacidade\n"
		    "-Contato\n" },
	{ "Italian", "-Home\n-Politica\n-Sport\n-Accedi\n-Abbonati\n"
		"?Aperto il nuovo ponte del porto\n"
		"+Il nuovo ponte del porto di Ostrava è stato aperto lunedì, tre anni dopo la "
		    "tempesta che si era portata"
		" via quello vecchio, e migliaia di persone lo hanno attraversato prima di "
		    "mezzogiorno.\n"
		"+La sindaca ha detto che il ponte è costato meno di quanto temesse il consiglio "
		    "della città.\n"
		"+Gli abitanti dell'altra riva, che da anni dipendevano dal traghetto, hanno "
		    "festeggiato fino a notte.\n"
		"-Condividi\n-Facebook\n-Leggi anche\n-Una capra in consiglio\n-Chi siamo\n"
		    "-Contatti\n" },
	{ "Russian", "-Главная\n-Политика\n-Спорт\n-Войти\n-Подписаться\n"
		"?Новый мост открыт в порту\n"
		"+Новый мост в порту Остравы открыли в понедельник, через три года после бури, "
		    "которая унесла старый,"
		" и тысячи людей перешли его ещё до полудня.\n"
		"+Мэр города сказала, что мост обошёлся дешевле, чем опасался городской совет.\n"
		"+Жители другого берега, которые годами зависели от парома, праздновали до "
		    "самой ночи.\n"
		"-Поделиться\n-Вконтакте\n-Читайте также\n-Коза в совете\n-Контакты\n"
		    "-О проекте\n" },
	{ "nothing but an article",
		"+The harbour of Ostrava-on-Sea opened its new bridge on Monday, three years after "
		    "storms had carried off"
		" the old one, and thousands of people crossed it before noon.\n"
		"+Mayor Ada Sailor said the bridge had cost less than the council feared and would "
		    "carry trams.\n"
		"+\"Nobody will have to take the ferry in winter again,\" she told the crowd, "
		    "which cheered.\n" },
};

/* The page without its marks, and the marks of the lines. */
static ab_str
unmarked(struct ab_arena *arena, const char *text, char *marks)
{
	char *out = ab_alloc(arena, strlen(text) + 1, 1);
	size_t len = 0, line = 0;

	for (bool start = true; *text; text++) {
		if (start)
			marks[line++] = *text;
		else
			out[len++] = *text;
		start = *text == '\n';
	}
	return (ab_str){ out, len };
}

Test(decide, keeps_the_article_and_hides_the_site)
{
	for (size_t k = 0; k < AB_LEN(pages); k++) {
		struct ab_arena arena = { 0 };
		char marks[200];
		ab_str text = unmarked(&arena, pages[k].text, marks);
		struct ab_lines lines = ab_lines_split(&arena, text);
		const struct ab_verdict *v = ab_decide(&arena, text, &lines,
		    ab_trees_chrome(), NULL);
		for (size_t i = 0; i < lines.count; i++) {
			ab_str line = ab_slice(text, lines.at[i].at);
			cr_expect(marks[i] == '?' || (marks[i] == '+') == v[i].keep,
			    "%s, line %zu, p %.3f: %.*s", pages[k].name, i + 1, (double)v[i].body,
			    (int)line.len, line.ptr);
		}
		ab_arena_free(&arena);
	}
}

Test(decide, something_is_always_kept)
{
	static const char *const texts[] = { "Share", "Menu\nShare\nLog in", "...", "1\n2\n3",
		"\xC2\xA9", "\n\nx\n\n" };

	for (size_t k = 0; k < AB_LEN(texts); k++) {
		struct ab_arena arena = { 0 };
		ab_str text = ab_str_c(texts[k]);
		struct ab_lines lines = ab_lines_split(&arena, text);
		const struct ab_verdict *v = ab_decide(&arena, text, &lines,
		    ab_trees_chrome(), NULL);
		size_t kept = 0;
		for (size_t i = 0; i < lines.count; i++) {
			kept += v[i].keep;
			cr_expect(!v[i].keep || lines.at[i].kind != AB_KIND_BLANK,
			    "%s: a blank line", texts[k]);
		}
		cr_expect_gt(kept, 0, "%s", texts[k]);
		ab_arena_free(&arena);
	}
}

/* What trees say is obeyed, but for what is around them: here they say
 * that short lines are body. */
Test(decide, nothing_below_a_heading_of_comments)
{
	static struct ab_tree tree = { .feature = { AB_F_WORDS, AB_F_WORDS, AB_F_WORDS,
		AB_F_WORDS, AB_F_WORDS, AB_F_WORDS }, .above = { 3, 3, 3, 3, 3, 3 } };
	const struct ab_trees trees = { &tree, 1, 0 };
	struct ab_arena arena = { 0 };
	AB_LIST(char) page = { 0 };

	tree.leaf[0] = -5000, tree.leaf[AB_TREE_LEAVES - 1] = 5000;
	for (int i = 0; i < 12; i++) {
		const char *line = i == 9 ? "3 Comments\n" : "The bridge in the harbour is "
		    "open to all\n";
		for (; *line; line++)
			AB_PUSH(&arena, &page, *line);
	}
	ab_str text = { page.at, page.count };
	struct ab_lines lines = ab_lines_split(&arena, text);
	const struct ab_verdict *v = ab_decide(&arena, text, &lines, &trees, NULL);
	for (size_t i = 0; i < lines.count; i++)
		cr_expect_eq(v[i].keep, i < 9, "line %zu", i);
	struct ab_reasons reasons;
	enum ab_feature why[AB_TREES_REASONS];
	ab_trees_reasons(&trees, &reasons);
	cr_expect_eq(ab_trees_why(&reasons, v[9].leaf, false, why), 1);
	cr_expect_eq(why[0], AB_F_WORDS);
	ab_arena_free(&arena);
}

/* Longer lines are less sure: those of the second article are kept beside the
 * first, but not far from it. */
Test(decide, another_article_far_below)
{
	static struct ab_tree tree = { .feature = { AB_F_WORDS, AB_F_WORDS, AB_F_WORDS,
		AB_F_WORDS, AB_F_WORDS, AB_F_WORDS }, .above = { 3, 3, 3, 3, 9, 9 } };
	const struct ab_trees trees = { &tree, 1, 0 };
	enum { NEAR = 9, FAR = 10, SURE = 12, UNSURE = 4 };

	/* sure of lines of four to nine words, less of longer ones, and
	 * that shorter ones are not */
	tree.leaf[0] = -5 * AB_TREE_UNIT;
	tree.leaf[AB_TREE_LEAVES - 4] = 3 * AB_TREE_UNIT;
	tree.leaf[AB_TREE_LEAVES - 1] = AB_TREE_UNIT / 2;
	for (size_t between = NEAR; between <= FAR; between++) {
		struct ab_arena arena = { 0 };
		AB_LIST(char) page = { 0 };
		for (size_t i = 0; i < SURE + between + UNSURE; i++) {
			const char *line = i < SURE ? "The bridge in the harbour is open now.\n"
			    : i < SURE + between ? "Share it\n"
			    : "Gulls that nest in the hills came back to the sea today.\n";
			for (; *line; line++)
				AB_PUSH(&arena, &page, *line);
		}
		ab_str text = { page.at, page.count };
		struct ab_lines lines = ab_lines_split(&arena, text);
		const struct ab_verdict *v = ab_decide(&arena, text, &lines, &trees, NULL);
		for (size_t i = 0; i < lines.count; i++)
			cr_expect_eq(v[i].keep, i < SURE
			    || (between == NEAR && i >= SURE + between),
			    "%zu between, line %zu, p %.2f", between, i, (double)v[i].body);
		ab_arena_free(&arena);
	}
}
