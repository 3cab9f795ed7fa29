#include "app/clipboard.h"

enum { SCREEN_PIECE = 240 /* bytes: screen drops longer strings */ };

static ab_str
base64(struct ab_arena *arena, ab_str s)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *out = ab_alloc(arena, (s.len + 2) / 3 * 4 + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i += 3) {
		size_t left = s.len - i;
		unsigned long bits = (unsigned long)(unsigned char)s.ptr[i] << 16;
		bits |= left > 1 ? (unsigned long)(unsigned char)s.ptr[i + 1] << 8 : 0;
		bits |= left > 2 ? (unsigned long)(unsigned char)s.ptr[i + 2] : 0;
		out[n++] = digits[bits >> 18 & 63];
		out[n++] = digits[bits >> 12 & 63];
		out[n++] = left > 1 ? digits[bits >> 6 & 63] : '=';
		out[n++] = left > 2 ? digits[bits & 63] : '=';
	}
	return (ab_str){ out, n };
}

/* In pieces, each a device control string of its own, whose content screen puts together again. */
static ab_str
in_pieces(struct ab_arena *arena, ab_str s)
{
	AB_LIST(char) out = { 0 };

	while (s.len) {
		ab_str piece = { s.ptr, s.len < SCREEN_PIECE ? s.len : SCREEN_PIECE };
		ab_str wrapped = ab_format(arena, "\033P%.*s\033\\", (int)piece.len, piece.ptr);
		for (size_t i = 0; i < wrapped.len; i++)
			AB_PUSH(arena, &out, wrapped.ptr[i]);
		s = ab_str_skip(s, piece.len);
	}
	return (ab_str){ out.at, out.count };
}

bool
ab_clipboard_bytes(struct ab_arena *arena, ab_str text, enum ab_between between, ab_str *bytes,
    struct ab_error *err)
{
	if (text.len > AB_CLIPBOARD_MAX)
		return ab_fail(err, "too long to copy: %zu bytes, and terminals take %d", text.len,
		    AB_CLIPBOARD_MAX);
	ab_str code = base64(arena, text);
	int len = (int)code.len;

	switch (between) {
	case AB_BETWEEN_TMUX: /* for tmux itself, which may hand it on, and through it */
		*bytes = ab_format(arena, "\033]52;c;%.*s\a\033Ptmux;\033\033]52;c;%.*s\a\033\\",
		    len, code.ptr, len, code.ptr);
		break;
	case AB_BETWEEN_SCREEN:
		*bytes = in_pieces(arena, ab_format(arena, "\033]52;c;%.*s\a", len, code.ptr));
		break;
	case AB_BETWEEN_NONE:
		*bytes = ab_format(arena, "\033]52;c;%.*s\a", len, code.ptr);
	}
	return true;
}
