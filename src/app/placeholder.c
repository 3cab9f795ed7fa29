/* Stands in for rooms that are still being built; gone when they are there. */
#include "know/knowledge.h"
#include "load/pack.h"
#define WEAK __attribute__((weak))
WEAK bool ab_pack_begin(FILE *o) { return fputs("%abreast-bundle 1\n", o) != EOF; }
WEAK bool ab_pack_article(FILE *o, ab_str n, ab_str b) { fprintf(o, "FILE %.*s\n", (int)n.len, n.ptr); fwrite(b.ptr, 1, b.len, o); fprintf(o, "\nEND %.*s\n", (int)n.len, n.ptr); return true; }
WEAK bool ab_unpack_article(int d, ab_str n, ab_str b, struct ab_error *e) { (void)d, (void)n, (void)b; return ab_fail(e, "x"); }
WEAK bool ab_knowledge_check(const struct ab_rule_text *t, struct ab_error *e) { (void)t, (void)e; return true; }
WEAK struct ab_rule_text ab_knowledge_built_in(void) { return (struct ab_rule_text){ 0 }; }
#include "view/reader.h"
WEAK struct ab_reader *ab_reader_new(struct ab_bundle *b, const struct ab_reader_options *o, struct ab_error *e) { (void)b, (void)o; ab_fail(e, "no reader yet"); return NULL; }
WEAK void ab_reader_free(struct ab_reader *r) { (void)r; }
WEAK void ab_reader_resize(struct ab_reader *r, int a, int b) { (void)r, (void)a, (void)b; }
WEAK void ab_reader_key(struct ab_reader *r, ab_str k) { (void)r, (void)k; }
WEAK void ab_reader_paint(struct ab_reader *r, struct ab_frame *f) { (void)r, (void)f; }
WEAK bool ab_reader_work(struct ab_reader *r, bool *d) { (void)r, (void)d; return false; }
WEAK enum ab_wish ab_reader_wish(struct ab_reader *r) { (void)r; return AB_WISH_QUIT; }
