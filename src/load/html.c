#include "load/html.h"

#include <errno.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <strings.h>
#include <uniconv.h>

#include "load/fields.h"

enum { PAGE_MAX = 64 << 20, HEAD = 2048 };

/* ---- bytes to UTF-8 ---- */

ab_str
ab_charset_text(struct ab_arena *arena, ab_str bytes, ab_str charset, struct ab_utf8_report *report)
{
	ab_str name = ab_copy(arena, charset);
	size_t len = 0;
	uint8_t *text = NULL;

	errno = 0;
	if (charset.len && charset.len < 40 && strcasecmp(name.ptr, "utf-8") != 0
	    && strcasecmp(name.ptr, "utf8") != 0)
		text = u8_conv_from_encoding(name.ptr, iconveh_question_mark, bytes.ptr, bytes.len,
		    NULL, NULL, &len);
	if (!text && errno == ENOMEM)
		ab_out_of_memory();
	if (!text)
		return ab_utf8_text(arena, bytes, report);
	*report = (struct ab_utf8_report){ name.ptr, 0 };
	ab_str out = ab_copy(arena, (ab_str){ (const char *)text, len });
	free(text);
	return out;
}

static const char *
find(ab_str s, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= s.len; i++)
		if (strncasecmp(s.ptr + i, word, len) == 0)
			return s.ptr + i;
	return NULL;
}

/* The charset that a page states in its first bytes: <meta charset="...">, or in a content type. */
static ab_str
stated_charset(ab_str page)
{
	ab_str head = { page.ptr, page.len < HEAD ? page.len : HEAD };
	const char *at = find(head, "charset=");

	if (!at)
		return (ab_str){ 0 };
	ab_str name = ab_str_skip(head, (size_t)(at - head.ptr) + 8);
	while (name.len && (*name.ptr == '"' || *name.ptr == '\''))
		name = ab_str_skip(name, 1);
	size_t len = 0;
	while (len < name.len && (unsigned char)name.ptr[len] > ' '
	    && !strchr("\"'/>;", name.ptr[len]))
		len++;
	return (ab_str){ name.ptr, len };
}

bool
ab_html_is(ab_str head)
{
	static const char *const starts[] = { "<!doctype html", "<html", "<head", "<body" };

	if (ab_str_starts(head, AB_STR("\xef\xbb\xbf")))
		head = ab_str_skip(head, 3);
	head = ab_str_trim(head);
	for (const char *end; ab_str_starts(head, AB_STR("<!--"))
	    || ab_str_starts(head, AB_STR("<?xml"));
	    head = ab_str_trim(ab_str_skip(head, (size_t)(end + 1 - head.ptr))))
		if (!(end = memchr(head.ptr, '>', head.len)))
			return false;
	for (size_t i = 0; i < AB_LEN(starts); i++)
		if (head.len > strlen(starts[i])
		    && strncasecmp(head.ptr, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* ---- the tree ---- */

enum kind { INLINE, HIDDEN, BLOCK, PARAGRAPH, BREAK, CELL, VERBATIM };

/* What an element does to the text; all others stand in a line. */
static const struct { const char *name; enum kind kind; } elements[] = {
	{ "address", BLOCK }, { "article", PARAGRAPH }, { "aside", PARAGRAPH },
	{ "blockquote", PARAGRAPH }, { "body", PARAGRAPH }, { "br", BREAK }, { "button", BLOCK },
	{ "caption", BLOCK }, { "dd", BLOCK }, { "div", BLOCK }, { "dl", PARAGRAPH },
	{ "dt", BLOCK }, { "fieldset", BLOCK }, { "figcaption", BLOCK }, { "figure", PARAGRAPH },
	{ "footer", PARAGRAPH }, { "form", PARAGRAPH }, { "h1", PARAGRAPH }, { "h2", PARAGRAPH },
	{ "h3", PARAGRAPH }, { "h4", PARAGRAPH }, { "h5", PARAGRAPH }, { "h6", PARAGRAPH },
	{ "head", HIDDEN }, { "header", PARAGRAPH }, { "hr", BLOCK }, { "iframe", HIDDEN },
	{ "label", BLOCK }, { "legend", BLOCK }, { "li", BLOCK }, { "main", PARAGRAPH },
	{ "nav", PARAGRAPH }, { "noscript", HIDDEN }, { "object", HIDDEN }, { "ol", PARAGRAPH },
	{ "option", BLOCK }, { "p", PARAGRAPH }, { "pre", VERBATIM }, { "script", HIDDEN },
	{ "section", PARAGRAPH }, { "select", HIDDEN }, { "style", HIDDEN }, { "svg", HIDDEN },
	{ "table", PARAGRAPH }, { "td", CELL }, { "template", HIDDEN }, { "textarea", HIDDEN },
	{ "th", CELL }, { "title", HIDDEN }, { "tr", BLOCK }, { "ul", PARAGRAPH },
	{ "video", HIDDEN },
};

static int
by_name(const void *name, const void *row)
{
	return strcmp(name, *(const char *const *)row);
}

static enum kind
kind_of(const xmlNode *node)
{
	const void *row = bsearch(node->name, elements, AB_LEN(elements),
	    sizeof(*elements), by_name);

	return row ? elements[((const char *)row - (const char *)elements)
	    / (ptrdiff_t)sizeof(*elements)].kind : INLINE;
}

struct page {
	struct ab_arena *arena;
	char *at;                 /* the text, in room enough for it */
	size_t len;
	unsigned verbatim;        /* elements that are open in which white space counts */
	unsigned breaks;          /* line ends that are due before the next word */
	bool blank;               /* a blank is */
	ab_str title, heading, time;
	ab_str meta_title, meta_date, meta_site, meta_url;
};

static void
break_line(struct page *p, unsigned lines)
{
	p->breaks = p->breaks > lines ? p->breaks : lines;
	p->blank = false;
}

static void
put(struct page *p, const char *s)
{
	for (; *s; s++) {
		bool space = *s == ' ' || (*s >= '\t' && *s <= '\r');
		if (space && p->verbatim && *s == '\n')
			p->breaks++;
		else if (space && !p->verbatim)
			p->blank = true;
		if (space && (!p->verbatim || *s == '\n'))
			continue;
		for (; p->breaks && p->len; p->breaks--)
			p->at[p->len++] = '\n';
		if (p->blank && p->len && p->at[p->len - 1] != '\n')
			p->at[p->len++] = ' ';
		p->breaks = 0;
		p->blank = false;
		p->at[p->len++] = *s;
	}
}

static ab_str
attribute(const struct page *p, xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	ab_str out = ab_copy(p->arena, ab_str_trim(ab_str_c((const char *)value)));

	xmlFree(value);
	return out;
}

/* The text of an element in one line. */
static ab_str
content(const struct page *p, xmlNode *node)
{
	xmlChar *value = xmlNodeGetContent(node);
	struct page line = { .arena = p->arena };

	if (value) {
		line.at = ab_alloc(p->arena, strlen((const char *)value) + 1, 2);
		put(&line, (const char *)value);
	}
	xmlFree(value);
	return (ab_str){ line.at ? line.at : "", line.len };
}

static void
keep(ab_str *to, ab_str value)
{
	if (!to->len)
		*to = value;
}

static void
read_meta(struct page *p, xmlNode *node)
{
	static const char *const dates[] = {
		"article:published_time", "datePublished", "pubdate", "publishdate",
		"publish-date", "publish_date", "date", "dc.date", "dc.date.issued",
		"DC.date.issued", "sailthru.date", "parsely-pub-date",
		"og:article:published_time",
	};
	static const char *const names[] = { "property", "name", "itemprop" };
	ab_str key = { 0 };

	for (size_t i = 0; i < AB_LEN(names); i++)
		keep(&key, attribute(p, node, names[i]));
	if (ab_str_eq(key, AB_STR("og:title")))
		keep(&p->meta_title, attribute(p, node, "content"));
	else if (ab_str_eq(key, AB_STR("og:site_name")))
		keep(&p->meta_site, attribute(p, node, "content"));
	else if (ab_str_eq(key, AB_STR("og:url")))
		keep(&p->meta_url, attribute(p, node, "content"));
	for (size_t i = 0; key.len && i < AB_LEN(dates); i++)
		if (strcasecmp(key.ptr, dates[i]) == 0)
			keep(&p->meta_date, ab_fields_date(p->arena,
			    attribute(p, node, "content")));
}

/* What an element says of the page. */
static void
read_element(struct page *p, xmlNode *node)
{
	const char *name = (const char *)node->name;

	if (strcmp(name, "meta") == 0)
		read_meta(p, node);
	else if (strcmp(name, "title") == 0 && !p->title.len)
		p->title = content(p, node);
	else if (strcmp(name, "h1") == 0 && !p->heading.len)
		p->heading = content(p, node);
	else if (strcmp(name, "time") == 0 && !p->time.len)
		p->time = ab_fields_date(p->arena, attribute(p, node, "datetime"));
	else if (strcmp(name, "link") == 0 && strcasecmp(attribute(p, node, "rel").ptr,
	    "canonical") == 0)
		keep(&p->meta_url, attribute(p, node, "href"));
}

static void
around(struct page *p, enum kind kind, bool opening)
{
	switch (kind) {
	case PARAGRAPH: break_line(p, 2); break;
	case BLOCK:     break_line(p, 1); break;
	case BREAK:     if (opening) break_line(p, p->breaks + 1 < 2 ? p->breaks + 1 : 2); break;
	case CELL:      p->blank = true; break;
	case VERBATIM:
		break_line(p, 2);
		p->verbatim += opening ? 1 : (unsigned)-1;
		break;
	default: break;
	}
}

/* Enters a node; false if what is in it is not looked at. Inside of what is hidden only the
 * elements of the head count. */
static bool
enter(struct page *p, xmlNode *node, unsigned hidden)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
		if (!hidden && node->content)
			put(p, (const char *)node->content);
		return false;
	}
	if (node->type != XML_ELEMENT_NODE)
		return node->type == XML_HTML_DOCUMENT_NODE;
	read_element(p, node);
	if (!hidden)
		around(p, kind_of(node), true);
	return true;
}

/* The nodes in the order of the page, without recursion: a page may be nested deep. */
static void
walk(struct page *p, xmlNode *root)
{
	unsigned hidden = 0;

	for (xmlNode *node = root; node;) {
		bool inside = enter(p, node, hidden);
		hidden += node->type == XML_ELEMENT_NODE && kind_of(node) == HIDDEN;
		if (inside && node->children) {
			node = node->children;
			continue;
		}
		for (;; node = node->parent) {
			if (node->type == XML_ELEMENT_NODE) {
				hidden -= kind_of(node) == HIDDEN;
				if (!hidden)
					around(p, kind_of(node), false);
			}
			if (node == root || node->next)
				break;
		}
		node = node == root ? NULL : node->next;
	}
}

static htmlDocPtr
parse(ab_str text)
{
	int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
	    | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
	htmlParserCtxtPtr context = htmlCreateMemoryParserCtxt(text.ptr, (int)text.len);

	if (!context)
		return NULL;
	htmlCtxtUseOptions(context, options);
	context->options |= XML_PARSE_HUGE; /* pages that never close an element are nested deep */
	xmlCharEncodingHandlerPtr utf8 = xmlFindCharEncodingHandler("UTF-8");
	if (utf8)
		xmlSwitchToEncoding(context, utf8);
	htmlParseDocument(context);
	htmlDocPtr page = context->myDoc;
	context->myDoc = NULL;
	htmlFreeParserCtxt(context);
	return page;
}

/* The parser takes a NUL for the end of the page. */
static ab_str
without_nul(struct ab_arena *arena, ab_str text)
{
	if (!text.len || !memchr(text.ptr, '\0', text.len))
		return text;
	ab_str out = ab_copy(arena, text);
	for (char *p = (char *)(uintptr_t)out.ptr;
	    (p = memchr(p, '\0', (size_t)(out.ptr + out.len - p)));)
		*p = ' ';
	return out;
}

static void
tell(const struct page *p, struct ab_raw *out)
{
	const ab_str titles[] = { p->meta_title, p->title, p->heading };

	out->body = ab_copy(p->arena, (ab_str){ p->at, p->len });
	for (size_t i = AB_LEN(titles); i-- > 0;)
		if (titles[i].len)
			out->title = titles[i];
	if (p->meta_date.len || p->time.len)
		out->published = p->meta_date.len ? p->meta_date : p->time;
	if (p->meta_url.len)
		out->url = p->meta_url;
	if (p->meta_site.len)
		out->outlet = p->meta_site;
}

bool
ab_html_read(struct ab_arena *arena, ab_str bytes, ab_str charset, struct ab_raw *out,
    struct ab_error *err)
{
	struct ab_arena scratch = { 0 };

	if (bytes.len > PAGE_MAX)
		return ab_fail(err, "is a page of more than 64 MiB; it is left out");
	ab_str text = ab_charset_text(arena, bytes, charset.len ? charset : stated_charset(bytes),
	    &out->utf8);
	text = without_nul(&scratch, text);
	struct page p = { .arena = arena, .at = ab_alloc(&scratch, text.len + 1, 3) };
	htmlDocPtr page = text.len ? parse(text) : NULL;
	if (page)
		walk(&p, (xmlNode *)page);
	xmlFreeDoc(page);
	tell(&p, out);
	ab_arena_free(&scratch);
	if (text.len && !page)
		return ab_fail(err, "is no page that the HTML parser can read");
	return true;
}
