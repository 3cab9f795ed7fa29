/* The files of this folder as read-only bytes; data.h names them. A line here,
 * a line there, and the file in `data_files` of Makefile.am. */
#ifdef __CET__
#include <cet.h> /* says that no branch of this file, which has none, lands where it may not */
#endif
	.section .rodata
#define DATA(name, file) \
	.balign 8; .globl ab_data_##name; .type ab_data_##name, %object; ab_data_##name: .incbin file; \
	.globl ab_data_##name##_end; ab_data_##name##_end: .byte 0; .size ab_data_##name, . - ab_data_##name

	DATA(chrome_rules, "chrome.rules")
	DATA(dates_rules, "dates.rules")
	DATA(gazetteer, "gazetteer.txt")
	DATA(names_model, "names.model")
	DATA(report_css, "report.css")
	DATA(wording, "wording.txt")

	.section .note.GNU-stack,"",%progbits
