#define _POSIX_C_SOURCE 200809L /* mkdtemp, setenv, open_memstream */
#include <sys/stat.h>

#include "app/keeping.h"
#include "tests/typing.h"

/* The clock is what the test says that it is. */
Test(keeping, a_change_is_due_after_a_minute)
{
	struct ab_keeping k = { .wanted = true };

	cr_expect_eq(ab_keeping_wait(&k, 1000), -1);
	ab_keeping_changed(&k, 1000);
	cr_expect_eq(ab_keeping_wait(&k, 1000), 60000);
	ab_keeping_changed(&k, 1059); /* who goes on reading does not put it off */
	cr_expect_eq(ab_keeping_wait(&k, 1059), 1000);
	cr_expect_eq(ab_keeping_wait(&k, 1060), 0);
	cr_expect_eq(ab_keeping_wait(&k, 5000), 0);
}

static const char *const told[] = { "Ferry\n\nThe ferry sailed.\n\nGulls.\nl1\nl2\nl3\nl4\nl5\nl6\n"
	"l7\nl8\n" };

static int
states(const char *folder)
{
	char command[200];
	int count = -1;

	snprintf(command, sizeof(command), "find '%s' -name '*.state' | wc -l", folder);
	FILE *p = popen(command, "r");
	cr_assert(p && fscanf(p, "%d", &count) == 1);
	pclose(p);
	return count;
}

/* What is written when it is due is what a reader that ends without a word leaves behind. */
Test(keeping, what_was_written_is_offered_to_the_next)
{
	char folder[] = "/tmp/abreast-keeping-XXXXXX", command[80];
	struct fixture f;
	struct ab_error err;
	struct ab_keeping k = { .wanted = true }, next = k;
	struct ab_reader_options options = { .rows = 10, .cols = 80 };
	ab_str text = ab_str_c(told[0]);

	cr_assert(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	fixture_open(&f, &text, 1);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	free(screen_of(reader, 10, 80));
	ab_keeping_open(&k, reader, 7);
	type(reader, "2jma");
	ab_keeping_changed(&k, 1);
	cr_expect_eq(states(folder), 0, "not before it is due");
	if (ab_keeping_wait(&k, 61) == 0)
		ab_keeping_write(&k, reader);
	cr_expect_eq(states(folder), 1);
	cr_expect_eq(ab_keeping_wait(&k, 61), -1);
	cr_expect_str_empty(k.err.text);
	ab_state_file_close(&k.file);
	ab_reader_free(reader);

	reader = ab_reader_new(f.bundle, &options, &err);
	free(screen_of(reader, 10, 80));
	ab_keeping_open(&next, reader, 7);
	type(reader, "o");
	char *screen = screen_of(reader, 10, 80);
	cr_expect(strstr(screen, "date?\n The ferry sailed."), "%s", screen);
	free(screen);
	ab_state_file_close(&next.file);
	ab_reader_free(reader);
	fixture_close(&f);
	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	cr_expect_eq(system(command), 0);
}

/* What stands in the first place and is no file of ours stays as it is: notes are kept beside. */
Test(keeping, what_cannot_be_read_is_not_written_over)
{
	static const struct { const char *make; bool said; } rows[] = {
		{ "true", false },
		{ "ln -s nowhere", true },
		{ "mkfifo", true },
		{ "mkdir", true },
		{ "truncate -s 1G", true },
	};
	char folder[] = "/tmp/abreast-keeping-XXXXXX", command[300];
	struct ab_error err;
	ab_str texts[AB_STATE_SLOTS];

	cr_assert(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct ab_state_file f;
		snprintf(command, sizeof(command), "rm -rf %s/abreast && mkdir -p %s/abreast && cd %s/abreast && "
		    "%s 0000000000000007-1.state && ls -ldi *1.state >../before 2>&1",
		    folder, folder, folder, rows[i].make);
		cr_expect_eq(system(command) == 0, rows[i].said);
		*err.text = '\0';
		cr_expect_eq(ab_state_file_open(&f, 7, texts, &err), 0, "%s", rows[i].make);
		cr_expect_eq(*err.text != '\0', rows[i].said, "%s: %s", rows[i].make, err.text);
		cr_expect(ab_state_file_write(&f, AB_STR("where I was"), &err), "%s: %s", rows[i].make, err.text);
		ab_state_file_close(&f);
		snprintf(command, sizeof(command), "cd %s/abreast && grep -q 'where I was' *%d.state && "
		    "{ test %d = 1 || ls -ldi *1.state | cmp - ../before; }", folder, rows[i].said ? 2 : 1,
		    rows[i].said ? 2 : 1);
		cr_expect_eq(system(command), 0, "%s", rows[i].make);
	}
	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	cr_expect_eq(system(command), 0);
}
