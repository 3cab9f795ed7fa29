/* words FOLDER: says one sentence by the catalogues of that folder. */
#include <libintl.h>
#include <locale.h>
#include <stdio.h>

#include "base/error.h"
#include "base/words.h"

int
main(int argc, char **argv)
{
	struct ab_error err;

	setlocale(LC_ALL, "");
	bindtextdomain("abreast", argc > 1 ? argv[1] : "po");
	textdomain("abreast");
	ab_tr_by(gettext);
	ab_fail(&err, "cannot be opened: %s", "x");
	puts(err.text);
	return 0;
}
