#include "view/label.h"

#include "base/words.h"

ab_str
ab_label_heading(struct ab_article *article)
{
	enum { WORDS = 240 }; /* bytes; wider than the column */
	const struct ab_lines *lines = ab_article_lines(article);
	ab_str title = ab_article_title(article);
	size_t i = 0;

	if (title.len)
		return title;
	while (i < lines->count
	    && (lines->at[i].kind == AB_KIND_BLANK || lines->at[i].kind == AB_KIND_CHROME))
		i++;
	if (i == lines->count)
		return title;
	ab_str line = ab_slice(ab_article_text(article), lines->at[i].at);
	for (size_t n; line.len > WORDS && title.len < WORDS; title.len += n)
		ab_code_point(ab_str_skip(line, title.len), &n);
	return (ab_str){ line.ptr, line.len > WORDS ? title.len : line.len };
}

ab_str
ab_label_host(ab_str url)
{
	static const ab_str scheme = { "://", 3 }, www = { "www.", 4 };
	const char *at = url.len ? memmem(url.ptr, url.len, scheme.ptr, scheme.len) : NULL;
	ab_str host = at ? ab_str_skip(url, (size_t)(at - url.ptr) + scheme.len) : AB_STR("");
	size_t len = 0;

	if (ab_str_starts(host, www))
		host = ab_str_skip(host, www.len);
	while (len < host.len && !strchr("/:?#@", host.ptr[len]))
		len++;
	return len < host.len && host.ptr[len] == '@' ? AB_STR("") : (ab_str){ host.ptr, len };
}

bool
ab_label_speaks(ab_str name)
{
	size_t begin = name.len, end = name.len;
	bool digits = false;

	while (begin > 0 && name.ptr[begin - 1] != '/')
		begin--;
	for (size_t i = begin + 1; i < name.len; i++)
		end = name.ptr[i] == '.' ? i : end;
	for (size_t i = begin; i < end; i++) {
		if (!strchr("0123456789abcdefABCDEF_-+. ", name.ptr[i]))
			return true;
		digits |= name.ptr[i] >= '0' && name.ptr[i] <= '9';
	}
	return begin < end && !digits;
}

ab_str
ab_label(struct ab_arena *arena, struct ab_article *article)
{
	ab_str label = ab_article_outlet(article), name = ab_article_name(article);

	if (label.len == 0)
		label = ab_label_host(ab_article_url(article));
	if (label.len == 0 && ab_label_speaks(name))
		label = name;
	if (label.len == 0)
		label = ab_label_heading(article);
	if (label.len == 0)
		label = name.len ? name : ab_str_c(ab_tr("(no name)"));
	return ab_visible(arena, label);
}
