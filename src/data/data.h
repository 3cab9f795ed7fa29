/*
 * data - the files of this folder, compiled in byte for byte by data.S.
 *
 *	rules, lists, models -> [data: slices that last as long as the program] -> know, app
 */
#ifndef ABREAST_DATA_DATA_H
#define ABREAST_DATA_DATA_H

#include "base/str.h"

#define AB_DATA(name) \
	extern const char ab_data_##name[], ab_data_##name##_end[]; \
	static inline ab_str ab_file_##name(void) \
	{ return (ab_str){ ab_data_##name, (size_t)(ab_data_##name##_end - ab_data_##name) }; }

AB_DATA(chrome_rules)
AB_DATA(dates_rules)
AB_DATA(gazetteer)
AB_DATA(names_model)
AB_DATA(report_css)
AB_DATA(wording)

#undef AB_DATA
#endif
