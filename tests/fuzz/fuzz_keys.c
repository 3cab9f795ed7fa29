#define _POSIX_C_SOURCE 200809L
#include "check_frame.h"
#include "fuzz.h"
#include "fuzz_bundle_of.h"
#include "view/reader.h"

static const char *const names[] = {
	"<Down>", "<Up>", "<Left>", "<Right>", "<PgUp>", "<PgDn>", "<Home>", "<End>", "<Tab>",
	"<S-Tab>", "<Enter>", "<Esc>",
	"<BS>", "<Del>", "<F1>", "<C-d>", "<C-u>", "<C-w>", "<C-l>", "<C-c>", "<Space>",
	"<Other>", "\xc3\xa9", "\xe8\xaa\x9e",
	"\xcc\x81", "\xe2\x80\x8d",
};

static const char articles[] =
	
	"FILE a.txt\nFerry returns to Ostholm\n\nBy Ada Quill\n\nThe ferry sailed at noon on 3 May 2031, said Ada Quill of the Harbour "
	
	"Board.\nAdvertisement\nPassengers cheered on the quay on Monday. \xe8\xaa\x9e\xe8\xaa\x9e\xe8\xaa\x9e e\xcc\x81\xcc\x81\x1b[2J\nEND\n"
	
	"FILE b.txt\nOstholm has its ferry back\n\nAda Quill said on 4 May 2031 that the gulls of Ostholm were there before.\nAdvertisement\nEND\n"
	"FILE \xe2\x80\xae.txt\n\nEND\nFILE d.txt\nNobody asked the gulls on Tuesday.\nEND\n";

/* A byte is a key: a character of ASCII, a named one, or from 0xC0 on a size. */
static const char *
press(struct ab_reader *reader, unsigned c, int *rows, int *cols)
{
	char character = (char)c;

	if (c >= 0xC0) {
		*rows = (int)(c & 7) * 5 + 1;
		*cols = (int)(c >> 3 & 7) * 25 + 1;
		ab_reader_resize(reader, *rows, *cols);
	} else if (c < 0x20 || c >= 0x7F) {
		ab_reader_key(reader, ab_str_c(names[c % AB_LEN(names)]));
	} else {
		ab_reader_key(reader, c == ' ' ? AB_STR("<Space>") : (ab_str){ &character, 1 });
	}
	struct ab_frame *frame = ab_frame_new(*rows, *cols);
	ab_reader_paint(reader, frame);
	const char *broken = check_frame(frame);
	ab_frame_free(frame);
	bool dirty;
	if (c % 3 == 0)
		ab_reader_work(reader, &dirty);
	return broken;
}

const char *
fuzz_keys(ab_str bytes)
{
	static struct fuzz_bundle b;
	struct ab_error err;
	int rows = 12, cols = 80;
	const char *broken = NULL;
	bool open = b.bundle || fuzz_open(&b, AB_STR(articles), NULL); /* once: marking takes long */
	const struct ab_reader_options size = { .rows = rows, .cols = cols };
	struct ab_reader *reader = open ? ab_reader_new(b.bundle, &size, &err) : NULL;

	if (!reader)
		broken = "a reader opens";
	for (size_t i = 0; i < bytes.len && i < 200 && !broken; i++)
		broken = press(reader, (unsigned char)bytes.ptr[i], &rows, &cols);
	ab_reader_free(reader);
	return broken;
}
